"""How labels lie on sheets of A4, how many one PDF holds, and why a code is replaced."""

from dataclasses import dataclass

from inspect_app.domain.vocabulary import Words


@dataclass(frozen=True)
class Form:
    """A way to fill a sheet: labels in columns and rows, the code's edge, how many a PDF holds.

    The code of a short address has fewer modules in the same square: its edge is `least_mm`.
    """

    per_sheet: int
    columns: int
    rows: int
    width_mm: float
    height_mm: float
    code_mm: float
    least_mm: float
    per_pdf: int

    @property
    def margins_mm(self) -> tuple[float, float]:
        """Return the white at the left and at the top of a sheet of A4."""
        left = (210 - self.columns * self.width_mm) / 2
        return left, 0.0 if self.per_sheet == 24 else 9.0


# A code under 25 mm is hard to scan from an arm's length.
FORMS = {
    form.per_sheet: form
    for form in (
        Form(1, 1, 1, 190, 183, 90, 85, 24),
        Form(6, 2, 3, 95, 91.5, 42, 40, 120),
        Form(24, 3, 8, 70, 37, 26, 25, 240),
    )
}
USUAL = 6
REASONS = {
    "damaged": Words("旧标签污损", "The label was damaged"),
    "lost": Words("旧标签丢失", "The label was lost"),
    "copied": Words("疑似被人复制", "The label may have been copied"),
    "moved": Words("更名或搬迁", "New name or place"),
}


def count_parts(labels: int, form: Form) -> int:
    """Return in how many PDFs these labels come."""
    return -(-labels // form.per_pdf)
