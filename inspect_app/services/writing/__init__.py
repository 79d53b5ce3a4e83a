"""One write, one transaction, one audit entry: how services change the database."""
