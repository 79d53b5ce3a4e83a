"""What a tus client says of an upload, and what the server says it speaks."""

import base64

import pytest

from tests.phone.phones import CHUNK, OURS, PHOTO, TUS, metadata


@pytest.mark.parametrize("length", ["0", "", "-1", "1.5", "many", "9" * 30])
def test_a_length_that_is_none_is_malformed(phone, length):
    answer = phone.create(PHOTO, b"", headers={"Upload-Length": length})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "malformed")


def test_a_length_beyond_the_limit_is_too_large(phone):
    answer = phone.create(PHOTO, b"", headers={"Upload-Length": str(8 * 1024 * 1024 + 1)})
    assert (answer.status_code, answer.json["error"]["safe"]) == (413, True)


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "sha256 !!!!,type aW1hZ2UvanBlZw==",
        "sha256 YWJj,type aW1hZ2UvanBlZw==",
        "type aW1hZ2UvanBlZw==",
        "sha256 " + base64.b64encode(b"a" * 64).decode(),
        "sha256 " + base64.b64encode(b"A" * 64).decode() + ",type aW1hZ2UvanBlZw==",
    ],
)
def test_metadata_that_name_no_photo_are_malformed(phone, metadata):
    answer = phone.create(PHOTO, b"", headers={"Upload-Metadata": metadata})
    assert answer.status_code == 400


def test_a_client_may_name_more_in_any_script(phone):
    name = base64.b64encode("后厨.jpg".encode()).decode()
    more = {"Upload-Metadata": f"filename {name},{metadata(PHOTO)},relativePath,private "}
    assert phone.create(PHOTO, b"", headers=more).status_code == 201


def test_a_type_that_is_no_photo_is_refused(phone):
    assert phone.create(b"<svg/>", type="image/svg+xml").status_code == 415


def test_a_chunk_has_one_content_type(phone, open_part):
    assert phone.append(open_part, 100, PHOTO[100:], Content_Type="text/plain").status_code == 415


@pytest.mark.parametrize("told", ["md5 AAAA", "sha256", "sha256 !!", "sha1 AAAA"])
def test_a_checksum_we_did_not_offer_is_malformed(phone, open_part, told):
    assert phone.append(open_part, 100, PHOTO[100:], Upload_Checksum=told).status_code == 400


def test_the_server_says_what_it_speaks(phone):
    answer = phone.http.options("/sync/uploads", headers=TUS)
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha256,sha1"
    assert "creation-with-upload" in answer.headers["Tus-Extension"]


def test_another_version_of_tus_is_refused(phone):
    answer = phone.http.post("/sync/uploads", headers=OURS | {"Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_a_client_without_patch_overrides_the_method(phone, open_part):
    headers = TUS | {"X-HTTP-Method-Override": "PATCH", "Upload-Offset": "100"}
    answer = phone.http.post(open_part, data=PHOTO[100:], headers=headers | {"Content-Type": CHUNK})
    assert answer.status_code == 204
