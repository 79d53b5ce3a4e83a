"""The server process: gunicorn, its threads and its sockets."""
