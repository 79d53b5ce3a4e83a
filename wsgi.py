"""For any WSGI server: `wsgi:app` with the settings of the environment."""

from inspect_app.app import create_app

app = create_app()
