"""Writes what is published beside the vectors; after a new version: `-m tests.vectors.renew`."""

from tests.vectors.read import FOLDER, published


def renew() -> None:
    for each in published().values():
        path = FOLDER / "checklists" / f"{each.code}.json"
        path.write_text(each.body + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
