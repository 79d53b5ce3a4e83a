"""S3 servers of the tests, on loopback: Ceph's gateway, and one with conditional puts."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from botocore.config import Config
from botocore.session import Session

from inspect_app.storage.bucket import Bucket

KEY, SECRET = "inspect-tests", "a-secret-of-the-tests-0123456789"
GATEWAY = shutil.which("radosgw")
_CONF = """[client]
rgw_backend_store=dbstore
rgw_config_store=dbstore
dbstore_db_dir={folder}
dbstore_config_uri=file:{folder}/config.db
rgw_frontends=beast endpoint=127.0.0.1:{port}
rgw_enable_apis=s3
rgw_thread_pool_size=8
admin_socket=
run_dir={folder}
log_file=
"""
_NAME = ("-n", "client.rgw.a", "--no-mon-config")


@contextmanager
def running_gateway(folder: Path) -> Iterator[str]:
    """radosgw as one process without a cluster; its endpoint."""
    port = free_port()
    conf = folder / "ceph.conf"
    conf.write_text(_CONF.format(folder=folder, port=port))
    user = ("user", "create", "--uid=tests", "--display-name=tests")
    keys = (f"--access-key={KEY}", f"--secret={SECRET}")
    command = ["radosgw-admin", "-c", str(conf), *_NAME, *user, *keys]
    # Now and then it makes the user and never ends: its collector's thread missed the word to stop.
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=20)
    with _serving(["radosgw", "-c", str(conf), *_NAME, "-f"], port, folder, {}) as endpoint:
        yield endpoint


@contextmanager
def running_ministack(folder: Path) -> Iterator[str]:
    """Another S3, in Python; it answers 412 where a conditional put must."""
    port = free_port()
    more = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "SERVICES": "s3"}
    more |= {"SFTP_ENABLED": "0", "AUTH": "true", "AWS_ACCESS_KEY_ID": KEY}
    with _serving([sys.executable, "-m", "ministack"], port, folder, more) as endpoint:
        yield endpoint


def new_bucket(endpoint: str, spool: Path) -> Bucket:
    """A place of its own in the server's one bucket."""
    prefix = f"district/{secrets.token_hex(4)}"
    return Bucket(_made(endpoint), prefix, endpoint, "us-east-1", KEY, SECRET, spool)


@cache
def _made(endpoint: str) -> str:
    client = Session().create_client(
        "s3",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}),
    )
    client.create_bucket(Bucket="inspect")
    client.close()
    return "inspect"


@contextmanager
def _serving(command: list[str], port: int, folder: Path, more: dict[str, str]) -> Iterator[str]:
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"} | more
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=env)
    try:
        _wait_for(port, process, folder / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        return int(finder.getsockname()[1])
