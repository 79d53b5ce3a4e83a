"""What is kept of exported lists."""
