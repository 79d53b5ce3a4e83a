"""The request of this app: its body is short and stays in memory unless a view asks for files."""

from io import BytesIO
from typing import IO

from flask import Request
from werkzeug.exceptions import BadRequest

# No view reads more of a body, unless it raises `request.max_content_length` behind its guard.
LONGEST_BODY = 1024 * 1024


class ShortRequest(Request):
    """A request whose form puts no file on the disk before its view has allowed it."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if None in self.form or None in self.files:
            raise BadRequest  # a part without a name, which flask-wtf stumbles over

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if (self.max_content_length or 0) <= LONGEST_BODY:
            return BytesIO()
        return super()._get_file_stream(
            total_content_length, content_type, filename, content_length
        )
