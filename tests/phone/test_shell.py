"""The app's shell: open to all, because it holds no data; fresh at each visit."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from tests.makers import make_user
from tests.signing import PAGE, visitor

PATHS = ["/", "/premises", "/premises/abc", "/scan", "/outbox", "/outbox/abc", "/me", "/sign-in"]
PATHS += ["/rescue", "/cosignatures", "/inspect/abc", "/inspect/abc/kitchen.camera", "/seal/abc"]
PATHS += ["/round/abc", "/cosign/abc", "/cosign/abc/round"]
PATHS += ["/papers/abc"]


@pytest.fixture(autouse=True)
def built(app, tmp_path: Path) -> Path:
    """A build of three files."""
    dist = tmp_path / "dist"
    (dist / "phone").mkdir(parents=True)
    (dist / "phone" / "index.html").write_text("<title>shell</title>")
    (dist / "worker.js").write_text("// worker")
    (dist / "worker.js.gz").write_bytes(gzip.compress(b"// worker"))
    (dist / "manifest.webmanifest").write_text("{}")
    app.static_folder = str(dist)
    return dist


@pytest.mark.parametrize("path", PATHS)
def test_every_path_of_the_app_opens_the_same_shell(client, path):
    with client.get(path) as answer:
        assert (answer.status_code, answer.text) == (200, "<title>shell</title>")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "wasm-unsafe-eval" in answer.headers["Content-Security-Policy"]


def test_other_paths_are_not_found(client):
    for path in ("/nothing", "/premises/a/b", "/inspect", "/seal"):
        with client.get(path) as answer:
            assert answer.status_code == 404


def test_the_worker_may_answer_for_the_whole_app(client):
    with client.get("/worker.js", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Service-Worker-Allowed"] == "/"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "javascript" in answer.headers["Content-Type"]


def test_the_worker_is_called_back_by_a_setting(app, client, built):
    assert client.get("/boot.json").json == {"worker": "on"}
    (built / "worker-off.js").write_text("// nothing")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], service_worker=False)
    told = client.get("/boot.json")
    assert (told.json, told.headers["Cache-Control"]) == ({"worker": "off"}, "no-store")
    with client.get("/worker.js") as answer:
        assert (answer.text, answer.headers["Cache-Control"]) == ("// nothing", "no-cache")


def test_the_manifest_names_the_app(client):
    with client.get("/manifest.webmanifest") as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("person", ["lin", None])
def test_who_does_not_work_at_the_desk_stays_in_the_app(app, lin, person):
    browser = visitor(app, person) if person else app.test_client()
    with browser.get("/", headers=PAGE) as answer:
        assert (answer.status_code, answer.text) == (200, "<title>shell</title>")


@pytest.mark.parametrize("person", ["chen", "ming", "au"])
def test_who_works_at_the_desk_is_led_there(app, chen, ming, person):
    make_user("au", role="auditor")
    desk = visitor(app, person)
    with desk.get("/", headers=PAGE) as answer:
        assert (answer.status_code, answer.location) == (302, "/desk/")
        assert answer.headers["Cache-Control"] == "no-store"
    with desk.get("/premises", headers=PAGE) as answer:
        assert answer.status_code == 200


def test_the_worker_gets_the_shell_whoever_is_signed_in(app, chen):
    with visitor(app, "chen").get("/", headers={"Accept": "*/*"}) as answer:
        assert (answer.status_code, answer.text) == (200, "<title>shell</title>")
