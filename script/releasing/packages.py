"""Lists the third-party packages of a release from what is pinned, each with hash and licence."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

PINS = Path("script/pins/runtime.txt")
STATIC = Path("inspect_app/static")
PIN = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# Pinned for other systems only, so that their own word is not installed here.
ELSEWHERE = {"brotlicffi": "MIT", "colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
LONGEST_NAME = 60  # some packages put the whole text where its name belongs


@dataclass(frozen=True)
class Package:
    """A package at one version; `marker` says on which systems alone it is installed."""

    kind: str
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]
    licence: str
    is_expression: bool
    text: str
    marker: str | None = None

    @property
    def purl(self) -> str:
        """Return the package's address in the form that advisories use."""
        return f"pkg:{self.kind}/{quote(self.name, safe='/')}@{self.version}"


def list_packages(root: Path) -> list[Package]:
    """List the Python packages and those in the built browser half, by kind and name."""
    return [*_python(root), *_browser(root)]


def _python(root: Path) -> Iterator[Package]:
    for name, version, marker, hashes in PIN.findall((root / PINS).read_text(encoding="utf-8")):
        licence, is_expression, text = _licence_of(name)
        found = tuple(("SHA-256", one) for one in HASH.findall(hashes))
        yield Package("pypi", name, version, found, licence, is_expression, text, marker or None)


def _licence_of(name: str) -> tuple[str, bool, str]:
    """Return a licence's name, whether it is an SPDX expression, and the text that came with it."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return ELSEWHERE[name], True, ""
    told = installed.metadata
    for expression in told.get_all("License-Expression", []):
        return expression, True, _texts(installed)
    named = [*told.get_all("License", []), *_classified(told.get_all("Classifier", []))]
    fitting = [one for one in named if one and "\n" not in one and len(one) <= LONGEST_NAME]
    return fitting[0], False, _texts(installed)


def _classified(classifiers: list[str]) -> list[str]:
    return [one.split(" :: ")[-1] for one in classifiers if one.startswith("License :: ")]


def _texts(installed: Distribution) -> str:
    wanted = re.compile(r"\.dist-info/(?:.*/)?(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
    files = [file for file in installed.files or () if wanted.search(str(file))]
    paths = sorted((Path(str(file.locate())) for file in files), key=str)
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)


def _browser(root: Path) -> Iterator[Package]:
    lock: dict[str, Any] = json.loads((root / STATIC / "package-lock.json").read_text())
    for path, one in sorted(lock["packages"].items()):
        if not path or one.get("dev"):
            continue
        algorithm, _, value = one["integrity"].partition("-")
        hashes = ((f"SHA-{algorithm.removeprefix('sha')}", base64.b64decode(value).hex()),)
        texts = sorted((root / STATIC / path).glob("[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*"))
        text = "\n".join(file.read_text(encoding="utf-8") for file in texts)
        name = path.rpartition("node_modules/")[2]
        yield Package("npm", name, one["version"], hashes, one["license"], True, text)
