"""Whether an address can be opened by everybody who scans a label that carries it."""

from ipaddress import ip_address
from urllib.parse import urlsplit

PLAIN, LOCAL, PRIVATE = "plain", "local", "private"
# Names that no public server has: of this machine, of a local network, or reserved for examples.
LOCAL_ENDS = (
    *("localhost", "local", "lan", "home", "internal", "intranet", "corp", "arpa"),
    *("test", "example", "invalid"),
)


def why_not_public(origin: str) -> str | None:
    """Return why a stranger's phone cannot open an origin: local, private or plain; else None.

    `plain` is http, which phones warn of and on which the app has no camera.
    """
    parts = urlsplit(origin)
    host = (parts.hostname or "").rstrip(".")
    if _is_private(host):
        return PRIVATE
    if not _is_address(host) and ("." not in host or host.rpartition(".")[2] in LOCAL_ENDS):
        return LOCAL
    return None if parts.scheme == "https" else PLAIN


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_private(host: str) -> bool:
    return _is_address(host) and not ip_address(host).is_global
