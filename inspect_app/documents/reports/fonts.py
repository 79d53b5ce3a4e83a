"""Looks for a font with Chinese signs, as the renderer of pages will look for one."""

import subprocess

# 普 and 选: what has both, and says that it is for zh-CN, has the rest of the common signs.
QUESTION = ":lang=zh-cn:charset=666e 9009"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
_PATIENCE_S = 30


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese; no where fontconfig itself is missing."""
    command = ["fc-list", QUESTION, "family"]  # the PATH is the operator's own
    try:
        listed = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return listed.returncode == 0 and bool(listed.stdout.strip())
