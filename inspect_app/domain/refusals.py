"""The one way in which the rules say no: a code for programs, a place, a plain sentence."""


class Refused(Exception):
    """The input cannot be judged as it is; `where` names the spot."""

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.where = where[:120]
        self.message = message

    def as_object(self) -> dict[str, dict[str, str]]:
        """As `inspect-app` prints it."""
        return {"error": {"code": self.code, "where": self.where, "message": self.message}}


def shown(value: object) -> str:
    """A value inside a sentence; whoever sends a megabyte does not get it back."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
