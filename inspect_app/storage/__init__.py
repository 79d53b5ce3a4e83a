"""Photo stores: bytes named by their SHA-256. Only this folder reads or writes them."""
