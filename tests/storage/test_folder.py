"""The folder of photos: where the bytes of a digest lie."""

from pathlib import Path

from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import open_storage
from tests.storage.test_contract import NAME, keep


def test_bytes_lie_two_folders_deep(tmp_path: Path) -> None:
    keep(FolderStore(tmp_path))
    assert (tmp_path / NAME[:2] / NAME[2:4] / NAME).is_file()


def test_unfinished_uploads_lie_on_the_same_disk(tmp_path: Path) -> None:
    assert open_storage(str(tmp_path)).parts == tmp_path / "parts"
