"""Makes the PDF of one page, in a process that reads fonts and nothing else of this machine.

Limits come as arguments, the page on stdin. The answer on stdout is a byte for the walls that are
missing, and the PDF. It hands out no file and no address: a page that names one ends the process.
"""

import logging
import sys

from inspect_app.documents.reports.walls import confine

NO_LIBRARY, NO_GLYPH, REFUSED = 4, 5, 6
"""Exit codes: the libraries are missing, a sign has no glyph, the page names a file or address."""
# A page with all that loads something late: a second font weight, a table, a drawing, page numbers.
WARM_UP = (
    '<html lang="zh-CN"><style>html{font-family:"Noto Sans CJK SC",sans-serif}'
    "@page{@top-left{content:counter(page)}}</style><b>普陀</b> 9月 abc<table><tr><td>1</table>"
    '<svg viewBox="0 0 9 9" width="9"><path d="M0 0h9"/></svg>'
)


def main() -> int:
    """Load everything, confine this process, make the PDF, and return the exit code."""
    cpu_s, memory = map(int, sys.argv[1:])
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError):
        return NO_LIBRARY

    class Nothing(URLFetcher):  # type: ignore[misc]
        """Hands out nothing, whatever the page names."""

        def fetch(self, url, headers=None):  # type: ignore[no-untyped-def]
            raise FatalURLFetchingError(url)

    def made(page: str) -> bytes:
        pdf: bytes = HTML(string=page, url_fetcher=Nothing()).write_pdf()
        return pdf

    made(WARM_UP)
    page = sys.stdin.buffer.read().decode()
    missing = confine(cpu_s, memory)
    signs = SignsWithoutGlyph()
    logging.getLogger("weasyprint").addHandler(signs)
    try:
        pdf = made(page)
    except FatalURLFetchingError:
        return REFUSED
    if signs.found:
        sys.stdout.buffer.write("".join(sorted(signs.found)).encode())
        sys.stdout.buffer.flush()
        return NO_GLYPH
    sys.stdout.buffer.write(bytes([missing]) + pdf)
    sys.stdout.buffer.flush()
    return 0


class SignsWithoutGlyph(logging.Handler):
    """Collects the signs for which the renderer found no glyph and would print a box."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Note the sign that a warning names, or the whole warning."""
        text = record.getMessage()
        if ".notdef" in text:
            _, code, rest = text.partition("U+")
            sign = rest.split(")")[0]
            self.found.add(chr(int(sign, 16)) if code and sign.isalnum() else text)
