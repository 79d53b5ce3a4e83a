"""Makes the PDF of a report in a confined process, and trusts its answer no further than needed."""

import logging
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from inspect_app.documents.reports import fonts
from inspect_app.documents.reports.confinement import NO_FILTER, NO_FOLDERS, NO_USER
from inspect_app.documents.reports.pdf_process import NO_GLYPH, NO_LIBRARY, REFUSED

log = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[3]
# It ends at once: C libraries taken down by Python behind the walls crash now and then.
_PROCESS = (
    "import os, sys; sys.path.insert(0, sys.argv.pop(1));"
    " from inspect_app.documents.reports.pdf_process import main; os._exit(main())"
)
_MISSING = {
    NO_USER: "a user of its own, because this root may not change its user",
    NO_FILTER: "a filter of system calls: install libseccomp2",
    NO_FOLDERS: "limits on the folders that it reads: this kernel has no Landlock",
}
_told: set[int] = set()
_MOST_ANSWERED = 64 * 1024 * 1024
_busy = threading.Lock()


class NoPdf(Exception):
    """There is no PDF; the text says why and what to do."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh, self.en = zh, en


class FontMissing(NoPdf):
    """This machine lacks a Chinese font or the libraries that set pages."""


class PdfBusy(NoPdf):
    """This process makes another PDF already."""


@dataclass(frozen=True)
class Bounds:
    """The limits of one PDF: seconds of CPU, bytes of memory, seconds until it is killed."""

    cpu_s: int = 120
    memory: int = 1024 * 1024 * 1024
    wall_s: float = 300


def make_pdf(html: str, bounds: Bounds = Bounds()) -> bytes:
    """Return the PDF of a page; raise NoPdf where there is none, FontMissing without a font.

    One at a time in this process: a second caller gets PdfBusy at once.
    """
    if not _busy.acquire(blocking=False):
        raise PdfBusy(
            "Another PDF is being made: try again in a minute.",
            "正在生成另一份 PDF，请过一分钟再试。",
        )
    try:
        if not fonts.has_chinese_font():
            raise _font_missing()
        return _made(html, bounds)
    finally:
        _busy.release()


def _made(html: str, bounds: Bounds) -> bytes:
    with tempfile.TemporaryFile() as page:
        page.write(html.encode())
        page.seek(0)
        limits = (str(bounds.cpu_s), str(bounds.memory))
        command = [sys.executable, "-I", "-c", _PROCESS, str(_ROOT), *limits]
        process = subprocess.Popen(
            command,
            stdin=page,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},  # it must not see our secrets
            cwd="/",
            start_new_session=True,
        )
        code, answered = _finish(process, bounds.wall_s)
    return _checked(code, answered)


def _finish(process: subprocess.Popen[bytes], wall_s: float) -> tuple[int, bytes]:
    assert process.stdout is not None
    overrun = threading.Timer(wall_s, process.kill)
    overrun.daemon = True
    overrun.start()
    try:
        answered = process.stdout.read(_MOST_ANSWERED + 1)
        process.stdout.close()  # a process that writes more is ended by SIGPIPE
        return process.wait(), answered
    finally:
        process.kill()
        process.wait()
        overrun.cancel()


def _checked(code: int, answered: bytes) -> bytes:
    if code == NO_LIBRARY:
        raise _font_missing()
    if code == NO_GLYPH:
        signs = answered.decode("utf-8", "replace")[:200]
        raise NoPdf(
            f"No font of this machine has these signs: {signs}.",
            f"本机的字体里没有这些字：{signs}，没有做成 PDF。",
        )
    if code == REFUSED:
        raise NoPdf(
            "The PDF was not made: the page names a file or an address.",
            "没有做成 PDF：网页里写有文件或网址。",
        )
    if code == 0 and answered[1:].startswith(b"%PDF-") and len(answered) <= _MOST_ANSWERED:
        _tell_missing(answered[0])
        return answered[1:]
    log.error("the process that makes PDFs ended with %s", code)
    raise NoPdf(
        f"The PDF was not made: its process ended with {code}, as it does over its limits.",
        f"没有做成 PDF：生成进程以 {code} 结束，超出限额时会这样。",
    )


def _font_missing() -> FontMissing:
    return FontMissing(
        f"There is no font with Chinese signs, or no Pango: apt install {fonts.PACKAGES}",
        f"本机没有中文字体或排版库，没有做成 PDF；请运行 apt install {fonts.PACKAGES}",
    )


def _tell_missing(walls: int) -> None:
    """Log once in this process which walls the other process had to do without."""
    for wall, words in _MISSING.items():
        if walls & wall and wall not in _told:
            _told.add(wall)
            log.warning("PDFs are made by a process without %s", words)
