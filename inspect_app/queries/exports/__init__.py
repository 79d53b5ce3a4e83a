"""Every list of the desk as rows that can be exported whole, within the scope of who reads it."""
