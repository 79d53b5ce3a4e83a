"""script/run --lan: phones of the local network under HTTPS, by an authority they trust once."""

import os
import shutil
import signal
import stat
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.browser.chromium import FLAGS, PROGRAM
from tests.scripts.test_run import PROJECT, assert_one_sentence, free_port, run_until_it_ends

ADDRESS = "127.0.0.2"
ORIGIN, PAGE = f"https://{ADDRESS}:8443", f"http://{ADDRESS}:8480"
pytestmark = pytest.mark.long  # a start of the whole product, and fifty megabytes of Caddy


@dataclass(frozen=True)
class Served:
    instance: Path
    log: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("lan")
    found = Served(folder / "instance", folder / "log")
    settings = {
        "INSPECT_INSTANCE": str(found.instance),
        "INSPECT_PORT": str(free_port()),
        "INSPECT_LAN_ADDRESS": ADDRESS,
    }
    with found.log.open("w") as output:
        process = subprocess.Popen(
            [PROJECT / "script" / "run", "--empty", "--lan"],
            env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    begun = time.monotonic()
    while "信任以后扫这个打开" not in found.log.read_text():
        assert process.poll() is None and time.monotonic() - begun < 240, found.log.read_text()
        time.sleep(0.2)
    yield found
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=40)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(PAGE)  # Caddy has gone with it


def certutil(folder: Path) -> list[str]:
    """The tool itself, or out of Debian's package, which needs no installation."""
    if found := shutil.which("certutil"):
        return [found]
    subprocess.run(["apt-get", "download", "libnss3-tools"], cwd=folder, check=True)
    (package,) = folder.glob("libnss3-tools*.deb")
    subprocess.run(["dpkg-deb", "-x", package, folder / "tools"], check=True)
    return [str(folder / "tools/usr/bin/certutil")]


def home_that_trusts(folder: Path, root: Path) -> Path:
    """A home whose browser knows this one authority more."""
    store = folder / "home/.pki/nssdb"
    store.mkdir(parents=True, mode=0o700)
    tool, where = certutil(folder), ["-d", f"sql:{store}"]
    subprocess.run([*tool, *where, "-N", "--empty-password"], check=True)
    subprocess.run([*tool, *where, "-A", "-t", "C,,", "-n", "lan", "-i", root], check=True)
    return folder / "home"


def test_an_option_that_there_is_none_of_gets_the_usage(tmp_path: Path) -> None:
    assert_one_sentence(run_until_it_ends(PROJECT, "--wan"), "--lan")


def test_a_browser_that_does_not_trust_it_is_warned(served: Served, playwright: Playwright) -> None:
    browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        browser.new_page().goto(ORIGIN)
    browser.close()


def test_the_authoritys_key_is_for_its_owner_and_in_no_backup(
    served: Served, tmp_path: Path
) -> None:
    key = served.instance / "lan/data/pki/authorities/local/root.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((served.instance / "lan").stat().st_mode) == 0o700
    command = [str(PROJECT / ".venv/bin/inspect-app"), "backup", str(tmp_path / "backup")]
    environment = os.environ | {"INSPECT_INSTANCE": str(served.instance)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert not [path for path in (tmp_path / "backup").rglob("*") if path.name == key.name]


def test_a_phone_learns_over_plain_http_how_to_trust_it(served: Served) -> None:
    page = urllib.request.urlopen(PAGE).read().decode()
    for words in ("安卓", "iPhone", "把信任去掉", "微信", ORIGIN, "<svg"):
        assert words in page
    root = urllib.request.urlopen(f"{PAGE}/inspect-lan.crt").read()
    assert root == (served.instance / "lan/data/pki/authorities/local/root.crt").read_bytes()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{PAGE}/root.key")


def test_a_browser_that_trusts_it_runs_the_app_with_its_worker(
    served: Served, playwright: Playwright, tmp_path: Path
) -> None:
    root = served.instance / "lan/data/pki/authorities/local/root.crt"
    home = home_that_trusts(tmp_path, root)
    environment: dict[str, str | float | bool] = {**os.environ, "HOME": str(home)}
    browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS, env=environment)
    page = browser.new_page(locale="zh-CN")
    answer = page.goto(f"{ORIGIN}/")
    assert answer is not None and "strict-transport-security" not in answer.headers
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    assert page.evaluate("isSecureContext")
    assert page.evaluate("navigator.serviceWorker.ready.then((one) => one.active !== null)")
    browser.close()
