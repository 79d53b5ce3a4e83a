"""Pages as tests read them."""

import re


def packed(html: str) -> str:
    """The HTML without the whitespace of its layout: none beside a tag, one space elsewhere."""
    return re.sub(r" ?(<[^>]*>) ?", r"\1", re.sub(r"\s+", " ", html))
