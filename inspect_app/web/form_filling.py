"""Fills a form of a finished page with what was sent, and marks the field that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from inspect_app.web.form_reading import Field, SentForm

WRONG = "refused-field"  # the id of the sentence at the field
INPUT = "refused-input"  # the id of the field, where it has none of its own
Attrs = dict[str, str | None]


@dataclass(frozen=True)
class Wrong:
    """The field that was refused and the sentence that stands at it."""

    field: Field
    words: str


@dataclass(frozen=True)
class Around:
    """What else changes on the page: `said` stands above it, `?…` leads to `address`."""

    said: str = ""
    address: str = ""


@dataclass(frozen=True)
class Change:
    """What becomes of one tag: attributes, of a textarea its text, of a select its options."""

    add: tuple[tuple[str, str | None], ...] = ()
    drop: tuple[str, ...] = ()
    text: str | None = None
    chosen: str | None = None


def fill(
    page: str,
    form: SentForm | None,
    sent: Mapping[str, list[str]],
    wrong: Wrong | None,
    around: Around,
) -> str:
    """Return the page with the form filled and open, the field marked, and the reason above."""
    changes: dict[int, Change] = {}
    opens: set[int] = set()
    if form is not None:
        changes = {one.at: _filled(one, text) for one, text in form.filled(sent)}
        opens = {*form.form.opens, *(wrong.field.opens if wrong else ())}
    if wrong is not None:
        changes[wrong.field.at] = _marked(changes.get(wrong.field.at, Change()), wrong.field)
    changes |= dict.fromkeys(opens, Change(add=(("open", None),)))
    writer = PageWriter(changes, wrong, around)
    writer.feed(page)
    writer.close()
    return "".join(writer.out)


def _filled(field: Field, text: str | None) -> Change:
    if field.kind in ("checkbox", "radio"):
        return Change(add=(("checked", None),)) if text is not None else Change(drop=("checked",))
    if text is None:
        return Change()
    if field.kind == "textarea":
        return Change(text=text)
    if field.kind == "select":
        return Change(chosen=text)
    return Change(add=(("value", text),))


def _marked(change: Change, field: Field) -> Change:
    described = " ".join(filter(None, (field.attrs.get("aria-describedby"), WRONG)))
    marks: list[tuple[str, str | None]] = [("aria-describedby", described), ("autofocus", None)]
    if field.kind != "radio":  # a radio button takes no such mark
        marks.append(("aria-invalid", "true"))
    if "id" not in field.attrs:
        marks.append(("id", INPUT))
    return replace(change, add=(*change.add, *marks))


class PageWriter(HTMLParser):
    """Writes a page again, sign by sign as it was, with a few tags changed."""

    def __init__(self, changes: Mapping[int, Change], wrong: Wrong | None, around: Around) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._changes, self._wrong, self._around = changes, wrong, around
        self._tags = 0
        self._in_label = self._is_due = False
        self._until = ""  # the end tag up to which what stood there is left out
        self._chosen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a start tag as it was, or changed."""
        self._tags += 1
        if tag == "main":
            self.out.append(self._around.said)
        if tag == "label":
            self._in_label = True
        change = self._changes.get(self._tags) or self._elsewhere(tag, dict(attrs))
        if tag == "option" and self._chosen is not None:
            change = _option(dict(attrs), self._chosen)
        self.out.append(_tag(tag, attrs, change) if change else self.get_starttag_text() or "")
        if change and change.text is not None:
            self.out.append(escape(change.text))
            self._until = tag
        if tag == "select":
            self._chosen = change.chosen if change else None
        if self._wrong and self._tags == self._wrong.field.at:
            self._is_due = True
            if tag == "input" and not self._in_label:
                self._write_sentence()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag that closes itself as any other start tag."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Write an end tag; what is said of the field stands last in its label, or behind it."""
        if tag == self._until:
            self._until = ""
        if tag == "label":
            self._write_sentence()
            self._in_label = False
        if tag == "select":
            self._chosen = None
        self._keep(f"</{tag}>")
        if tag in ("select", "textarea") and not self._in_label:
            self._write_sentence()

    def handle_data(self, data: str) -> None:
        """Write text as it was."""
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named sign as it was."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered sign as it was."""
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Write a comment as it was."""
        self._keep(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Write the page's type as it was."""
        self._keep(f"<!{decl}>")

    def _elsewhere(self, tag: str, attrs: Attrs) -> Change | None:
        """Return the change of a link that only changes the query: the form has another address."""
        link = attrs.get("href") or ""
        if tag != "a" or not link.startswith("?"):
            return None
        return Change(add=(("href", self._around.address + link),))

    def _keep(self, text: str) -> None:
        if not self._until:
            self.out.append(text)

    def _write_sentence(self) -> None:
        """Write what is wrong with the field behind it, once."""
        if self._is_due and self._wrong:
            words = escape(self._wrong.words)
            self.out.append(f'<span class="field-wrong" id="{WRONG}">{words}</span>')
            self._is_due = False


def _option(attrs: Attrs, chosen: str) -> Change:
    # ours always have a value: an option without one would be known by its text
    is_it = attrs.get("value") == chosen
    return Change(add=(("selected", None),)) if is_it else Change(drop=("selected",))


def _tag(tag: str, attrs: list[tuple[str, str | None]], change: Change) -> str:
    kept: Attrs = {name: text for name, text in attrs if name not in change.drop}
    kept |= dict(change.add)
    words = (name if text is None else f'{name}="{escape(text)}"' for name, text in kept.items())
    return f"<{' '.join((tag, *words))}>"
