"""Built files go out compressed to whoever takes it, and nothing else leaves the folder."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

SCRIPT = b"console.log(1);" * 100


@pytest.fixture
def dist(app: Flask, tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "app.js").write_bytes(SCRIPT)
    (folder / "app.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "plain.js").write_bytes(SCRIPT)
    (tmp_path / "secret.js.gz").write_bytes(b"secret")
    app.static_folder = str(folder)
    return folder


def test_nothing_beside_the_folder_is_sent(client: FlaskClient, dist: Path) -> None:
    answer = client.get("/static/%2e%2e/secret.js", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 404


@pytest.mark.parametrize("name", [".vite/manifest.json", "phone/.map", ".app.js"])
def test_what_the_build_keeps_for_itself_is_not_sent(
    client: FlaskClient, dist: Path, name: str
) -> None:
    (dist / name).parent.mkdir(exist_ok=True)
    (dist / name).write_text("{}")
    assert client.get(f"/static/{name}").status_code == 404


def test_a_browser_that_takes_gzip_gets_it(client: FlaskClient, dist: Path) -> None:
    answer = client.get("/static/app.js", headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.mimetype == "text/javascript"
    assert gzip.decompress(answer.data) == SCRIPT


def test_anybody_else_gets_the_file_itself(client: FlaskClient, dist: Path) -> None:
    answer = client.get("/static/app.js", buffered=True)
    assert "Content-Encoding" not in answer.headers
    assert answer.data == SCRIPT


def test_a_file_without_a_compressed_form_is_sent_as_it_is(client: FlaskClient, dist: Path) -> None:
    answer = client.get("/static/plain.js", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert answer.data == SCRIPT
