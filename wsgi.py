"""For any WSGI server: `wsgi:app` with the settings of the environment."""

from inspect_app.app import create_app
from inspect_app.config import log_is_json
from inspect_app.log_lines import start_log
from inspect_app.storage.private_files import keep_private

keep_private()
start_log(log_is_json())
app = create_app()
