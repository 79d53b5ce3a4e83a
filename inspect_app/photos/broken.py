"""What the readers of headers raise."""


class UnreadablePhoto(Exception):
    """Not a whole picture of the type it should be, or too large to be opened safely."""
