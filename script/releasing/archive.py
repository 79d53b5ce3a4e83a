"""Packs a commit and its built browser half into an archive whose bytes depend on nothing else."""

import gzip
import io
import subprocess
import tarfile
from pathlib import Path

from script.releasing.sbom import Release

BUILT = Path("inspect_app/static/dist")
LEFT_OUT = (":!tests", ":!.ci", ":!docs/pictures", ":!docs/results")


def write_archive(root: Path, release: Release, target: Path) -> None:
    """Write the tree as an operator installs it: sources, pins, the browser half, no tests.

    Every file and folder has the commit's time: `script/run` then finds nothing newer than what
    was built, and builds nothing.
    """
    at = int(release.at.timestamp())
    with (
        open(target, "wb") as file,
        gzip.GzipFile("", "wb", mtime=at, fileobj=file) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        files = sorted([*_committed(root, release.commit), *_built(root)])
        folders = {str(folder) for name, _, _ in files for folder in Path(name).parents}
        for name in sorted(folders):
            _add(archive, release, name, 0o755, None)
        for name, mode, data in files:
            _add(archive, release, name, mode, data)


def _add(
    archive: tarfile.TarFile, release: Release, name: str, mode: int, data: bytes | None
) -> None:
    """Add a file, or a folder where there are no bytes."""
    entry = tarfile.TarInfo(str(Path(f"inspect-{release.version}", name)))
    entry.type = tarfile.DIRTYPE if data is None else tarfile.REGTYPE
    entry.size, entry.mode = len(data or b""), mode
    entry.mtime = int(release.at.timestamp())
    archive.addfile(entry, io.BytesIO(data or b""))


def _committed(root: Path, commit: str) -> list[tuple[str, int, bytes]]:
    command = ["git", "archive", "--format=tar", commit, "--", ".", *LEFT_OUT]
    packed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        return [
            (one.name, 0o755 if one.mode & 0o100 else 0o644, _read(tar, one))
            for one in tar
            if one.isfile()
        ]


def _read(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(entry)
    return file.read() if file else b""


def _built(root: Path) -> list[tuple[str, int, bytes]]:
    files = [path for path in (root / BUILT).rglob("*") if path.is_file()]
    return [(str(path.relative_to(root)), 0o644, path.read_bytes()) for path in files]
