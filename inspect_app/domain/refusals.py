"""The exception by which the rules refuse an input: a code, a path and a sentence."""


class Refused(Exception):
    """The input cannot be judged; `where` is the path of what is wrong."""

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.where = where[:120]
        self.message = message

    def as_object(self) -> dict[str, dict[str, str]]:
        """Return the error as the JSON object that `inspect-app` prints."""
        return {"error": {"code": self.code, "where": self.where, "message": self.message}}


def shown(value: object) -> str:
    """Return a value for a message, cut to 60 characters."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
