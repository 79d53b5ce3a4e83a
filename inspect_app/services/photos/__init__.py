"""Photo bytes: uploads, owners, display copies, verification, garbage collection."""
