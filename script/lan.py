"""Serves the product in the local network under HTTPS, for `script/run --lan`.

Phones run a service worker and open a camera under HTTPS alone. Caddy stands in front with an
authority of its own, whose root each phone trusts once; a plain page tells how, and how to undo it.
"""

import html
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import qrcode
import qrcode.image.svg

from inspect_app.config import read_settings
from inspect_app.server.ready import NotReady, ensure_port_is_free

HTTPS_PORT, PAGE_PORT = 8443, 8480
PAGE = Path(__file__).with_name("lan-trust.html")
CADDYFILE = """{{
\tadmin off
\tauto_https disable_redirects
\tskip_install_trust
\tpersist_config off
\tstorage file_system "{data}"
\tservers {{
\t\tprotocols h1 h2
\t}}
}}
https://{address}:{https_port} {{
\ttls internal
\treverse_proxy 127.0.0.1:{port} {{
\t\theader_down -Strict-Transport-Security
\t}}
}}
http://{address}:{page_port} {{
\troot * "{page}"
\tfile_server
}}
"""


@dataclass(frozen=True)
class Lan:
    """One address in the local network; everything of it lies in a private folder."""

    address: str
    folder: Path
    port: int
    https_port: int = HTTPS_PORT
    page_port: int = PAGE_PORT

    @property
    def origin(self) -> str:
        """Return where the product is opened."""
        return f"https://{self.address}:{self.https_port}"

    @property
    def page(self) -> str:
        """Return where a phone learns to trust it."""
        return f"http://{self.address}:{self.page_port}"

    @property
    def root(self) -> Path:
        """Return the authority's certificate; its key lies beside it, for the owner alone."""
        return self.folder / "data/pki/authorities/local/root.crt"


def own_address() -> str:
    """Return this machine's address in the local network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation: nobody is there
        except OSError:
            raise NotReady(
                "没有局域网地址，请先连上无线网或网线。"
                " (no address in a local network: connect to one first)"
            ) from None
        address: str = probe.getsockname()[0]
        return address


def write_files(lan: Lan) -> None:
    """Write Caddy's settings and the page about trust."""
    page = lan.folder / "page"
    page.mkdir(mode=0o700, parents=True, exist_ok=True)
    places = vars(lan) | {"data": lan.folder / "data", "page": page}
    (lan.folder / "Caddyfile").write_text(CADDYFILE.format(**places), encoding="utf-8")
    code = qrcode.make(lan.origin, image_factory=qrcode.image.svg.SvgPathImage, border=2)
    words = {"ORIGIN": html.escape(lan.origin), "CODE": code.to_string(encoding="unicode")}
    text = PAGE.read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(f"%{name}%", value)
    (page / "index.html").write_text(text, encoding="utf-8")


def start_caddy(lan: Lan) -> "subprocess.Popen[bytes]":
    """Start Caddy and wait for its authority; raise NotReady if it ends at once."""
    caddyfile = ["--config", str(lan.folder / "Caddyfile"), "--adapter", "caddyfile"]
    log = (lan.folder / "caddy.log").open("wb")
    env = os.environ | {"HOME": str(lan.folder), "XDG_DATA_HOME": str(lan.folder)}
    command = [str(Path(sys.prefix) / "bin" / "caddy"), "run", *caddyfile]
    caddy = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    for _ in range(100):
        if lan.root.exists():
            shutil.copyfile(lan.root, lan.folder / "page" / "inspect-lan.crt")
            return caddy
        if caddy.poll() is not None:
            break
        time.sleep(0.1)
    caddy.kill()
    raise NotReady(
        f"HTTPS 没有启动，原因在 {log.name}。 (HTTPS did not start, the reason is in {log.name})"
    )


def tell(lan: Lan) -> None:
    """Print both addresses, each as a code to be scanned."""
    for words, address in (
        ("第一次用的手机先扫这个，按页面信任证书 · a new phone scans this first", lan.page),
        ("信任以后扫这个打开 · then this, to open it", lan.origin),
    ):
        sys.stdout.write(f"\n▸ {words}\n  {address}\n")
        code = qrcode.QRCode(border=1)
        code.add_data(address)
        code.print_ascii(invert=True)
    sys.stdout.flush()


def serve(lan: Lan) -> int:
    """Run the server behind Caddy until it ends; return its exit status."""
    behind = {"INSPECT_ORIGIN": lan.origin, "INSPECT_PROXIES": "1", "INSPECT_HOST": "127.0.0.1"}
    command = [str(Path(sys.prefix) / "bin" / "inspect-app"), "serve", "--migrate"]
    server = subprocess.Popen(command, env=os.environ | behind)
    try:
        return server.wait()
    finally:
        server.terminate()
        server.wait()


def stop(*_: object) -> None:
    """End as if the program had been left: what was started is ended with it."""
    sys.exit(0)


def main() -> int:
    """Serve until it is stopped; return the server's exit status."""
    os.umask(0o077)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    settings = read_settings()
    try:
        address = os.environ.get("INSPECT_LAN_ADDRESS") or own_address()
        lan = Lan(address, settings.instance / "lan", settings.port)
        for port in (lan.https_port, lan.page_port):
            ensure_port_is_free(lan.address, port)
        write_files(lan)
        caddy = start_caddy(lan)
    except NotReady as no:
        sys.stderr.write(f"{no}\n")
        return 2
    try:
        tell(lan)
        return serve(lan)
    finally:
        caddy.terminate()


if __name__ == "__main__":
    sys.exit(main())
