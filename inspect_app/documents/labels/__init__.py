"""Labels for the entrances of premises: their codes, and sheets of them to print."""
