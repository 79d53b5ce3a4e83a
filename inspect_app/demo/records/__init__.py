"""What a visit becomes: its answers, its sealed body, and how it is handed in and decided."""
