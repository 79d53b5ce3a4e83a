"""The exception of the header readers."""


class UnreadablePhoto(Exception):
    """The bytes are no complete picture of their type, or too large to be opened safely."""
