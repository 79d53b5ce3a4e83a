"""Writes the packages of a release as a bill of materials (CycloneDX 1.6) and as licences."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from script.releasing.packages import Package


@dataclass(frozen=True)
class Release:
    """A version and the commit that it is; `at` is the commit's time, so that no byte varies."""

    version: str
    commit: str
    at: datetime


def write_sbom(release: Release, packages: Sequence[Package]) -> str:
    """Return the bill of materials as JSON."""
    ours = f"pkg:generic/inspect-app@{release.version}"
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{release.version}/{release.commit}')}",
        "version": 1,
        "metadata": {
            "timestamp": release.at.isoformat(),
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "inspect-app",
                "version": release.version,
                "purl": ours,
            },
            "properties": [{"name": "git:commit", "value": release.commit}],
        },
        "components": [_component(one) for one in packages],
        "dependencies": [{"ref": ours, "dependsOn": [one.purl for one in packages]}],
    }
    return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"


def write_licences(release: Release, packages: Sequence[Package]) -> str:
    """Return every package with its licence, then the texts that came with them."""
    head = f"inspect-app {release.version}: third-party packages and their licences\n"
    lines = [f"{one.purl}  {one.licence}" for one in packages]
    texts = [f"{'-' * 78}\n{one.purl}\n\n{one.text}" for one in packages if one.text]
    return "\n".join([head, *lines, "", *texts]) + "\n"


def _component(package: Package) -> dict[str, Any]:
    licence = {"expression": package.licence}
    named = {"license": {"name": package.licence}}
    component = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "hashes": [{"alg": name, "content": value} for name, value in package.hashes],
        "licenses": [licence if package.is_expression else named],
    }
    if package.marker:
        component["properties"] = [{"name": "python:marker", "value": package.marker}]
    return component
