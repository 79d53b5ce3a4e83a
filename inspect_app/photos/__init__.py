"""Header checks and display copies of photos: the only Pillow."""
