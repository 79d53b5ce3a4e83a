"""For any WSGI server: `wsgi:app` with the settings of the environment."""

from inspect_app.app import create_app
from inspect_app.storage.private_files import keep_private

keep_private()
app = create_app()
