"""Makes the PDF of one page, in a process that reads fonts and nothing else of this machine.

Limits come as arguments, the page on stdin. The answer on stdout is a byte for the walls that are
missing, and the PDF. It hands out no file and no address: a page that names one ends the process.
"""

import logging
import sys

from inspect_app.documents.reports.confinement import confine

NO_LIBRARY, NO_GLYPH, REFUSED = 4, 5, 6
"""Exit codes: the libraries are missing, a sign has no glyph, the page names a file or address."""
# A page with all that loads something late, for afterwards no module of Python may be readable.
WARM_UP = """<html lang="zh-CN"><style>
html { font-family: "Noto Sans CJK SC", sans-serif } i { font-family: serif }
h1 { position: running(head) } div { display: flex } p { float: right }
a::after { content: target-counter(attr(href), page) }
@page { @top-left { content: element(head) } @bottom-left { content: counter(page) } }
</style><h1>9月</h1><b>普陀</b> <i>abc</i> <p id="a">1</p><div><a href="#a">a</a></div>
<table><caption>a</caption><thead><tr><th>a</th></tr></thead><tr><td>1</td></tr></table>
<svg viewBox="0 0 9 9" width="9" height="9"><path d="M0 0h9l4 4z" stroke-dasharray="2 1"/>
<rect width="4" height="4"/><circle r="2"/><polyline points="0,0 1,1"/></svg>"""


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
