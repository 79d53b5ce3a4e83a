"""An outside client of the protocol in docs/protocol.md: delivers inspections to their receipts.

    INSPECT_PASSWORD=... python docs/examples/client.py http://127.0.0.1:8000 lin example/

The folder holds push.json and photos/, as `inspect-app example --out example/` writes them. A run
that was cut off is simply started again. Needs Python 3.11 and the package `cryptography`.
"""

import base64
import json
import os
import random
import sys
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

AGAIN = (0, 429, 502, 503, 504)  # repeating it is right, after a pause
OCTETS = "application/offset+octet-stream"
GONE = (404, 405, 410, 460)  # expired, damaged, or its address was cut short: from the start


class Client:  # of one server, in the session of one user
    def __init__(self, base):
        self.base, self.who = base.rstrip("/"), {}
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def ask(self, method, path, body=b"", kind="application/json", **more):
        """Status, headers and bytes of one answer; a status of 0 without a whole one."""
        head = {"X-Inspect-App": "1", "Tus-Resumable": "1.0.0", "Content-Type": kind}
        head |= {name.replace("_", "-"): value for name, value in more.items()}
        request = urllib.request.Request(self.base + path, body, head, method=method)
        try:
            try:
                answer = self.browser.open(request, timeout=120)
            except urllib.request.HTTPError as refusal:
                answer = refusal  # it reads like any other answer
            return answer.status, answer.headers, answer.read()
        except (OSError, HTTPException):
            return 0, {}, b""  # whether the request was heard is not known

    def call(self, path, **content):
        """The answer to a JSON call; each of them may be heard twice without harm."""
        for pause in pauses():
            body = json.dumps(self.who | content).encode()
            status, head, body = self.ask("POST", path, body)
            if status == 200 and body.endswith((b"}", b"}\n")):  # a cut head leaves no body
                return json.loads(body)
            if status not in (200, *AGAIN):
                sys.exit(f"{path}: {status} {body.decode()}")
            time.sleep(max(pause, int(head.get("Retry-After") or 0)))

    def pull(self, cache, cursors, unsent):
        """Brings the cache up to date: rows by collection and id, in each scope."""
        scopes, told = None, {"count": unsent, "oldest_age_s": 0}
        while scopes is None or any(one["more"] for one in scopes):
            scopes = self.call("/sync/pull", cursors=cursors, outbox=told)["scopes"]
            for one in scopes:
                rows = cache.setdefault(one["scope"], {})
                if one["state"] in ("reset", "revoked"):
                    rows.clear()
                rows |= {(row["collection"], row["id"]): row["data"] for row in one["rows"]}
                for row in one["gone"]:
                    rows.pop((row["collection"], row["id"]), None)
                cursors[one["scope"]] = one["upto"]

    def upload(self, data, blob, chunk):
        """tus 1.0.0: creates, sends pieces, and after a cut asks how far it came."""
        sha256, kind = (base64.b64encode(blob[one].encode()).decode() for one in ("sha256", "type"))
        new = {"Upload_Length": len(data), "Upload_Metadata": f"sha256 {sha256},type {kind}"}
        place, offset, waits = None, None, pauses()
        while offset != len(data):
            if place is None:
                status, head, body = self.ask("POST", "/sync/uploads", **new)
            elif offset is None:
                status, head, body = self.ask("HEAD", place)
            else:
                piece = data[offset : offset + chunk]
                status, head, body = self.ask("PATCH", place, piece, OCTETS, Upload_Offset=offset)
            if status in (200, 201, 204) and (told := head.get("Upload-Offset", "0")).isdigit():
                place, offset = head.get("Location", place), int(told)
                continue
            place, offset = None if status in GONE else place, None
            if status not in (*GONE, 200, 201, 204, 409, 423, *AGAIN):  # 2xx: its head was cut
                sys.exit(f"{blob['sha256']}: {status} {body.decode()}")
            time.sleep(max(next(waits), int(head.get("Retry-After") or 0)))

    def deliver(self, record, photos, chunk):
        """Pushes until the receipt is there; what the server lacks goes up in between."""
        for pause in pauses():
            result = self.call("/sync/push", records=[record])["results"][0]
            if "receipt" in result:
                return result["receipt"]
            detail, verdict = result.get("detail", {}), result.get("was", result["verdict"])
            if verdict in ("fix", "never") or "unreadable" in detail:
                sys.exit(f"a person must look at this: {result}")
            for blob in record["blobs"]:
                if blob["sha256"] in detail.get("missing", []):
                    self.upload(next(photos.glob(f"{blob['sha256']}.*")).read_bytes(), blob, chunk)
            time.sleep(pause if verdict == "retry" else 0)


def pauses():
    """Up to 1 s, 2 s, 4 s ... 5 minutes, each by chance, so that clients do not come in step."""
    return (random.uniform(0, min(2**tries, 300)) for tries in range(1_000_000))


def verify(receipt, record, user, keys):
    """What it says, if a key of the server signed it for exactly this record; else an exception."""
    parts = [decoded(text) for text in receipt.split(".")]
    spelled = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    header, said, raw = json.loads(parts[0]), json.loads(parts[1]), parts[2]
    key = {one["kid"]: one for one in keys}[header["kid"]]
    point = b"\x04" + decoded(key["x"]) + decoded(key["y"])
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    signature = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public.verify(signature, receipt.rpartition(".")[0].encode(), ec.ECDSA(hashes.SHA256()))
    is_ours = header == {"alg": "ES256", "typ": "receipt+jws", "kid": key["kid"]} and len(raw) == 64
    same = {name: record[name] for name in ("collection", "id", "rev", "digest")}
    is_whole = {blob["sha256"] for blob in record["blobs"]} <= set(said["blobs"])
    if not (is_ours and is_whole and spelled == receipt and said == said | same | {"user": user}):
        raise ValueError("no receipt for this record and all its photos")
    return said


def decoded(text):
    return base64.urlsafe_b64decode(text + "==")


def main(base, user, folder):
    client, cache, cursors = Client(base), {}, {}
    push = json.loads(Path(folder, "push.json").read_text("utf-8"))
    client.call("/auth/login", user=user, password=os.environ["INSPECT_PASSWORD"])
    hello = client.call("/sync/hello", client_id=push["client_id"], app_version="1", schema=1)
    client.who = {"epoch": hello["epoch"], "client_id": hello["client_id"]}
    client.pull(cache, cursors, unsent=len(push["records"]))
    print(sum(map(len, cache.values())), "rows in", len(cache), "scopes")
    for record in push["records"]:
        receipt = client.deliver(record, Path(folder, "photos"), hello["limits"]["chunk"])
        print(verify(receipt, record, hello["user"]["id"], hello["keys"]))
        Path(folder, f"{record['id']}.receipt").write_text(receipt)
    client.pull(cache, cursors, unsent=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
