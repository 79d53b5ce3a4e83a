"""The page of one receipt, and the receipt as a file."""
