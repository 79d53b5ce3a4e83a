"""Names of files that people send: shown and offered again, never used as a path."""

import unicodedata

LONGEST = 100
_UNSHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(given: str, ending: str) -> str:
    """Return a name without folders and without signs that hide others, with the true ending."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(one for one in last if unicodedata.category(one) not in _UNSHOWN)
    stem = shown.rsplit(".", 1)[0] if "." in shown else shown
    safe = "".join("_" if one in '<>:"|?*' else one for one in stem).strip(" .")
    return f"{safe[:LONGEST] or 'file'}.{ending}"
