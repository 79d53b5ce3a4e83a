"""Rendering is done by a process that can reach nothing and costs no more than it may."""

import os
import pwd
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from inspect_app.photos import confinement, copies
from inspect_app.photos.copies import Bounds, NotRendered, Undecodable, render_copies
from tests.makers import make_jpeg
from tests.photos.jpegs import jpeg, scan_bomb

PROJECT = Path(__file__).parents[2]
MARKER = b"MARKER-7f3a <script>alert(1)</script>"


def rendered(folder: Path, original: bytes, **bounds: float) -> dict[str, bytes]:
    path = folder / "original"
    path.write_bytes(original)
    with path.open("rb") as file:
        return dict(render_copies(file, Bounds(**bounds)))  # type: ignore[arg-type]


def confined(code: str) -> subprocess.CompletedProcess[str]:
    """Runs a line of Python inside the rendering process's walls."""
    return run_python(f"confinement.confine(5, 512 * 2**20); {code}")


def run_python(code: str, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    begin = (
        "import ctypes, os, socket, sys, warnings; sys.path.insert(0, sys.argv.pop(1));"
        "from inspect_app.photos import confinement;"
    )
    command = [sys.executable, "-c", f"{begin} {code}", str(PROJECT), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=cwd)


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "open('/etc/passwd')",
        "os.listdir('/')",
        "os.pipe()",
        "bytearray(600 * 2**20)",
        "import xml.dom.minidom",
    ],
)
def test_inside_the_walls_nothing_can_be_reached(code: str) -> None:
    ended = confined(code)
    assert ended.returncode != 0
    assert "Error" in ended.stderr


@pytest.fixture
def libseccomp() -> None:
    """The filter alone is asked for: whatever else would refuse is left away."""
    if confinement.find_library() is None:
        words = "libseccomp2 is not installed: sudo apt-get install libseccomp2"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)


@pytest.fixture
def neighbour() -> Iterator[str]:
    """The process of another request, run by the same user."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield str(process.pid)
        assert process.poll() is None
        process.kill()


CALLS = {
    "read": "open('mine')",
    "write": "open('mine', 'w')",
    "create": "open('new', 'x')",
    "rename": "os.rename('mine', 'yours')",
    "link": "os.link('mine', 'yours')",
    "symlink": "os.symlink('mine', 'yours')",
    "unlink": "os.unlink('mine')",
    "truncate": "os.truncate('mine', 0)",
    "chmod": "os.chmod('mine', 0)",
    "chown": "os.chown('mine', 1, 1)",
    "utime": "os.utime('mine')",
    "stat": "os.stat('mine')",
    "mkdir": "os.mkdir('new')",
    "rmdir": "os.rmdir('empty')",
    "list": "os.listdir('.')",
    "chdir": "os.chdir('empty')",
    "socket": "socket.socket()",
    "pipe": "os.pipe()",
    "kill": "os.kill(neighbour, 15)",
    "ptrace": "from_c(c.ptrace(0x4206, neighbour, 0, 0))",
    "its memory": "from_c(c.process_vm_readv(neighbour, 0, 0, 0, 0, 0))",
    "fork": "os.fork()",
    "execve": "os.execv('/bin/true', ['true'])",
    "setuid": "os.setuid(0)",
    "priority": "os.setpriority(os.PRIO_PROCESS, neighbour, 19)",
    "limits": "resource.prlimit(neighbour, resource.RLIMIT_CPU, (1, 1))",
}


@pytest.mark.usefixtures("libseccomp")
@pytest.mark.parametrize("call", CALLS)
def test_the_filter_refuses_whatever_touches_a_file_or_a_neighbour(
    tmp_path: Path, neighbour: str, call: str
) -> None:
    (tmp_path / "mine").write_text("kept")
    (tmp_path / "empty").mkdir()
    before = seen_in(tmp_path)
    code = f"""
import resource
neighbour, c = int(sys.argv[1]), ctypes.CDLL(None, use_errno=True)
def from_c(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
assert confinement.filter_calls(confinement.find_library())
try:
    {CALLS[call]}
    print("done")
except PermissionError:
    print("refused")
"""
    ended = run_python(code, neighbour, cwd=tmp_path)
    assert (ended.stdout, ended.returncode) == ("refused\n", 0), ended.stderr
    assert seen_in(tmp_path) == before


def seen_in(folder: Path) -> list[tuple[str, int, int, int, int]]:
    found = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    return [(name, of.st_mode, of.st_uid, of.st_size, of.st_mtime_ns) for name, of in found]


def test_under_root_each_rendering_is_a_user_of_its_own() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can change its user")
    code = "print(*os.getresuid(), *os.getresgid(), os.getgroups())"
    own = f"assert confinement.take_own_user(); {code}"
    first, second = (run_python(own).stdout.split() for _ in range(2))
    assert len(set(first[:6])) == 1 and first[6:] == ["[]"]
    assert first[0] != second[0]
    with pytest.raises(KeyError):
        pwd.getpwuid(int(first[0]))
    ended = run_python("confinement.take_own_user(); os.setuid(0)")
    assert "PermissionError" in ended.stderr


def test_a_wall_that_is_missing_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    bare = run_python("confinement.LIBRARY = 'libnothing.so'; print(confinement.confine(5, 2**29))")
    assert int(bare.stdout) == confinement.NO_FILTER
    copies._told.clear()
    for _ in range(2):
        copies.tell_missing(int(bare.stdout))
    assert [record.message for record in caplog.records] == [
        "photos are decoded by a process without a filter of system calls: install libseccomp2"
    ]
    copies.tell_missing(0)
    assert len(caplog.records) == 1


def test_inside_the_walls_what_is_open_can_be_read_and_answered() -> None:
    assert confined("print(len(sys.stdin.read()))").stdout.strip() == "0"


def test_the_painter_knows_no_secret(monkeypatch) -> None:
    monkeypatch.setenv("INSPECT_S3_SECRET_KEY", "canary")
    ours, theirs = os.pipe()
    with open(ours, "rb") as never_ends, ThreadPoolExecutor(1) as pool:
        rendering = pool.submit(render_copies, never_ends)
        child = wait_for_render_process()
        assert Path(f"/proc/{child}/environ").read_bytes() == b""
        wait_until_confined(child)
        os.close(theirs)
        with pytest.raises(Undecodable):
            rendering.result()


def wait_until_confined(child: str) -> None:
    """A photo is read by a process behind its walls: a filter, and under root another user."""
    deadline = time.monotonic() + 10
    wanted = "2" if confinement.find_library() else "0"
    while time.monotonic() < deadline:
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{child}/status").read_text().splitlines()
        )
        if status["Seccomp"] == wanted and "0" not in status["Uid"].split():
            assert set(status["CapEff"]) == {"0"}
            return
    raise AssertionError(status)


def wait_for_render_process() -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        for tasks in Path("/proc/self/task").glob("*/children"):
            for child in tasks.read_text().split():
                if (
                    b"inspect_app.photos.render_process"
                    in Path(f"/proc/{child}/cmdline").read_bytes()
                ):
                    return child
    raise AssertionError("no rendering process was started")


def test_a_picture_that_takes_too_long_is_undecodable(tmp_path) -> None:
    with pytest.raises(Undecodable):
        rendered(tmp_path, scan_bomb((4000, 3000), 400), cpu_s=1)


def test_a_picture_that_needs_too_much_memory_is_undecodable(tmp_path) -> None:
    out = BytesIO()
    Image.new("RGBA", (6000, 4000)).save(out, "PNG", compress_level=1)
    with pytest.raises(Undecodable):
        rendered(tmp_path, out.getvalue(), memory=100 * 2**20)


def test_a_machine_that_stands_still_says_nothing_against_the_photo() -> None:
    ours, theirs = os.pipe()
    with open(ours, "rb") as never_ends, open(theirs, "wb"), pytest.raises(NotRendered):
        render_copies(never_ends, Bounds(wall_s=0.1))


def test_the_largest_photo_that_is_accepted_is_painted_within_its_bounds(tmp_path) -> None:
    for format, mode in (("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB")):
        out = BytesIO()
        Image.new(mode, (6000, 4000)).save(out, format, compress_level=1, quality=5, method=0)
        with Image.open(BytesIO(rendered(tmp_path, out.getvalue())["large"])) as copy:
            assert copy.size == (1600, 1067), (format, mode)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_painted(tmp_path, mode: str) -> None:
    out = BytesIO()
    if mode == "I;16":
        Image.new(mode, (30, 20), 40_000).save(out, "PNG")
    else:
        Image.new("RGBA", (30, 20), (160, 160, 160, 255)).convert(mode).save(out, "PNG")
    with Image.open(BytesIO(rendered(tmp_path, out.getvalue())["small"])) as copy:
        assert copy.size == (30, 20)
        grey = copy.convert("L").getpixel((10, 10))
        assert isinstance(grey, int | float)
        assert abs(grey - 158) < 6 or mode == "1"


def hidden() -> dict[str, bytes]:
    """Whole pictures that carry something else along."""
    picture = Image.new("RGB", (80, 60), "teal")
    exif = Image.Exif()
    exif[0x010E] = MARKER.decode()
    png_info = PngInfo()
    png_info.add_text("Comment", MARKER.decode())
    made = {}
    for name, kind, more in (
        ("exif", "JPEG", {"exif": exif}),
        ("comment", "JPEG", {"comment": MARKER}),
        ("icc", "JPEG", {"icc_profile": MARKER * 20}),
        ("xmp", "JPEG", {"xmp": MARKER}),
        ("png text", "PNG", {"pnginfo": png_info}),
        ("webp exif", "WEBP", {"exif": exif}),
    ):
        out = BytesIO()
        picture.save(out, kind, **more)
        made[name] = out.getvalue()
    plain = make_jpeg()
    return made | {"appended": plain + MARKER, "zip behind": plain + b"PK\x03\x04" + MARKER}


@pytest.mark.parametrize("name", list(hidden()))
def test_nothing_but_pixels_is_copied(tmp_path, name: str) -> None:
    original = hidden()[name]
    assert MARKER in original
    for copy in rendered(tmp_path, original).values():
        assert b"MARKER" not in copy and b"<script" not in copy
        with Image.open(BytesIO(copy)) as opened:
            assert opened.format == "JPEG" and not opened.getexif()
            assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7",
        make_jpeg(size=(400, 300))[:500],
        b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + b"\xff" * 64,
    ],
)
def test_what_is_no_whole_picture_is_undecodable(tmp_path, content: bytes) -> None:
    with pytest.raises(Undecodable):
        rendered(tmp_path, content)


def test_a_picture_with_too_many_pixels_is_not_decoded(tmp_path) -> None:
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(Undecodable):
        rendered(tmp_path, out.getvalue())


def test_a_phone_held_sideways_is_shown_upright(tmp_path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for format in ("JPEG", "PNG", "WEBP"):
        out = BytesIO()
        Image.new("RGB", (80, 60), "teal").save(out, format, exif=exif)
        with Image.open(BytesIO(rendered(tmp_path, out.getvalue())["large"])) as copy:
            assert copy.size == (60, 80), format


def test_painting_leaves_no_memory_behind_in_the_server(tmp_path) -> None:
    original = jpeg((6000, 4000))
    rendered(tmp_path, make_jpeg())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        rendered(tmp_path, original)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024
