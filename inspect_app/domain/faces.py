"""The grade face (脸谱) of a canteen or shop: others give it, visits record what hangs there."""

from collections.abc import Sequence

# The items that record the colour, and the colours that are a grade.
FACES = ("canteen.grade-posted", "shop.face")
GRADES = ("green", "yellow", "red")


def last_grade(colours: Sequence[object]) -> str | None:
    """Return the last of these recorded values that is a grade; None if none is."""
    return next((str(one) for one in reversed(colours) if one in GRADES), None)
