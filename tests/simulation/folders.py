"""Where the files of a schedule lie."""

from pathlib import Path


def fast_folder() -> str | None:
    """Memory where there is some: these files outlive nothing."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
