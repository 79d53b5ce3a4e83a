"""Prints the milliseconds of the overview as the first request of this process."""

import json
import sys

from inspect_app.app import create_app
from inspect_app.config import read_settings
from script.benches.figures.requests import Reader

app = create_app(read_settings())
client = app.test_client()
for key, value in json.loads(sys.argv[1]):
    client.set_cookie(key, value)
sys.stdout.write(f"{Reader(client).get('/desk/')}\n")
