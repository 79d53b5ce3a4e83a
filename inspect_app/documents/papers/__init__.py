"""Legal papers as pages and as PDF, in Chinese whoever prints them."""
