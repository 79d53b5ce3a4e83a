"""Fields for lists and objects from outside whose reading costs little, whatever is in them.

marshmallow reads every entry and collects every error before it counts: a megabyte of junk took
seconds. Here the count is checked first, and reading stops after 50 errors.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

ENOUGH_ERRORS = 50


class Few(fields.List[Any]):
    """A list of at most `most` entries."""

    def __init__(self, inner: Any, *, most: int, **more: Any) -> None:
        super().__init__(inner, **more)
        self.most = most

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        _count(value, self.most)
        result, errors = [], {}
        for place, one in enumerate(value):
            try:
                result.append(self.inner.deserialize(one, **more))
            except ValidationError as error:
                errors[place] = error.messages
                if len(errors) == ENOUGH_ERRORS:
                    break
        if errors:
            raise ValidationError(errors, valid_data=result)
        return result


class FewKeys(fields.Dict):
    """An object of at most `most` keys; keys and values have their fields."""

    def __init__(self, *, most: int, **more: Any) -> None:
        super().__init__(**more)
        self.most = most

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        _count(value, self.most)
        result: dict[Any, Any] = {}
        errors: dict[Any, Any] = {}
        for key, one in value.items():
            try:
                result |= self._read({key: one}, attr, data, **more)
            except ValidationError as error:
                assert isinstance(error.messages, dict)
                errors |= error.messages
                if len(errors) == ENOUGH_ERRORS:
                    break
        if errors:
            raise ValidationError(errors, valid_data=result)
        return result

    def _read(self, *given: Any, **more: Any) -> dict[Any, Any]:
        read: dict[Any, Any] = super()._deserialize(*given, **more)  # type: ignore[no-untyped-call]
        return read


def _count(value: Any, most: int) -> None:
    if len(value) > most:
        raise ValidationError(f"more than {most}")
