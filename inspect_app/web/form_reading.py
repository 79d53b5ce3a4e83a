"""Reads a page of ours for the form that was sent: its fields, their names and their limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

Attrs = dict[str, str]
CONTROLS = ("input", "select", "textarea")
UNREADABLE = ("select", "textarea", "kbd")  # their text is no part of a label


@dataclass
class Field:
    """A control; `at` is the number of its tag on the page, `opens` the details around it."""

    at: int
    kind: str
    attrs: Attrs
    form: int | None
    opens: tuple[int, ...]
    label: str = ""

    @property
    def name(self) -> str:
        """Return the name under which it is sent."""
        return self.attrs.get("name", "")

    @property
    def is_typed(self) -> bool:
        """Whether a person types, ticks or chooses here."""
        return bool(self.name) and self.kind not in ("hidden", "submit", "button", "image", "reset")


@dataclass
class Form:
    """A form; `actions` are the paths to which it or one of its buttons sends."""

    at: int
    id: str
    opens: tuple[int, ...]
    actions: set[str] = field(default_factory=set)


class PageReader(HTMLParser):
    """Collects the forms and controls of a page, each with the number of its tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags = 0
        self.forms: list[Form] = []
        self.fields: list[Field] = []
        self._form: Form | None = None
        self._details: list[int] = []
        self._unreadable = 0
        self._label: list[str] | None = None
        self._label_for = ""
        self._in_label: list[Field] = []
        self._words_for: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a control, a label or the details around them."""
        self.tags += 1
        given = {name: text or "" for name, text in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._form = Form(self.tags, given.get("id", ""), tuple(self._details))
            self._form.actions.add(path_of(given.get("action", "")))
            self.forms.append(self._form)
        elif tag == "details":
            self._details.append(self.tags)
        elif tag == "label":
            self._label, self._label_for, self._in_label = [], given.get("for", ""), []
        elif tag == "button" and self._form and "formaction" in given:
            self._form.actions.add(path_of(given["formaction"]))
        elif tag in CONTROLS:
            self._control(tag, given)
        if tag in UNREADABLE:
            self._unreadable += 1

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, a label or details."""
        if tag == "form":
            self._form = None
        elif tag == "details" and self._details:
            self._details.pop()
        elif tag == "label" and self._label is not None:
            self._end_label("".join(self._label))
        if tag in UNREADABLE and self._unreadable:
            self._unreadable -= 1

    def handle_data(self, data: str) -> None:
        """Collect the words of a label."""
        if self._label is not None and not self._unreadable:
            self._label.append(data)

    def close(self) -> None:
        """Give every control its words."""
        super().close()
        for one in self.fields:
            words = self._words_for.get(one.attrs.get("id", "-"), "")
            one.label = one.label or words or one.attrs.get("aria-label", "")

    def _control(self, tag: str, given: Attrs) -> None:
        kind = given.get("type", "text").lower() if tag == "input" else tag
        owner = self._owner(given)
        found = Field(self.tags, kind, given, owner.at if owner else None, tuple(self._details))
        self.fields.append(found)
        if self._label is not None:
            self._in_label.append(found)

    def _owner(self, given: Attrs) -> Form | None:
        if wanted := given.get("form"):
            return next((one for one in self.forms if one.id == wanted), None)
        return self._form

    def _end_label(self, text: str) -> None:
        words = " ".join(text.split())
        for one in self._in_label:
            one.label = words
        if self._label_for:
            self._words_for[self._label_for] = words
        self._label, self._in_label = None, []


@dataclass(frozen=True)
class SentForm:
    """The form of a page that was sent, with its fields in order."""

    form: Form
    fields: tuple[Field, ...]

    def find(self, name: str) -> Field | None:
        """Return the first field that a person fills in under this name."""
        return next((one for one in self.fields if one.name == name and one.is_typed), None)

    def filled(self, sent: Mapping[str, list[str]]) -> Iterator[tuple[Field, str | None]]:
        """Yield each text field or box with what was sent for it; None: nothing, or not ticked."""
        left = {name: list(texts) for name, texts in sent.items()}
        for one in self.fields:
            if not one.is_typed or one.kind in ("file", "password"):
                continue
            texts = left.get(one.name, [])
            if one.kind in ("checkbox", "radio"):
                value = one.attrs.get("value", "on")
                yield one, value if value in sent.get(one.name, []) else None
            else:
                yield one, texts.pop(0) if texts else None


def find_form(page: str, path: str) -> SentForm | None:
    """Return the form of a page that sends to this path, if the page still has it."""
    reader = PageReader()
    reader.feed(page)
    reader.close()
    form = next((one for one in reader.forms if path in one.actions), None)
    if form is None:
        return None
    return SentForm(form, tuple(one for one in reader.fields if one.form == form.at))


def path_of(address: str) -> str:
    """Return the path of an address on this site."""
    return urlsplit(address).path
