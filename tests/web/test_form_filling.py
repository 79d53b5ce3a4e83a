"""A form filled again on its finished page: what was typed is never markup, the rest stays."""

from inspect_app.web.form_filling import Around, Wrong, fill
from inspect_app.web.form_reading import Field, find_form

PAGE = """<!doctype html>
<html><body><main id="main"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg><!-- kept -->
<form method="get" action="/sent"><input name="document" value="search"></form>
<details class="more"><summary>更多</summary>
<form method="post" action="/sent?page=2"><input type="hidden" name="seen" value="3">
<label><span>文号</span><input name="document" required maxlength="5"></label>
<label for="why">原因 &amp; 经过</label><textarea id="why" name="reason">old</textarea>
<label>方式 <select name="how"><option value="hand" selected>面交</option>
<option value="post">邮寄</option></select></label>
<input type="checkbox" name="also" value="a" checked aria-label="还有">
<input type="password" name="word"><input type="file" name="file">
<button formaction="/other">&lt;好&gt; &#39;</button></form></details></main></body></html>"""


def filled(wrong: str = "", words: str = "", path: str = "/sent", **sent: str) -> str:
    form = find_form(PAGE, path)
    field = form.find(wrong) if form and wrong else None
    given = {name: [text] for name, text in sent.items()}
    around = Around("<p>why</p>", "/list")
    return fill(PAGE, form, given, Wrong(field, words) if field else None, around)


def field(name: str) -> Field:
    form = find_form(PAGE, "/sent")
    assert form is not None
    found = form.find(name)
    assert found is not None
    return found


def test_what_was_typed_or_said_is_never_markup() -> None:
    page = filled("document", "<b>no</b>", document='"><script>', reason="</textarea><script>")
    assert "<script>" not in page and "<b>no" not in page
    assert 'value="&quot;&gt;&lt;script&gt;"' in page
    assert ">&lt;/textarea&gt;&lt;script&gt;</textarea>" in page


def test_a_password_a_file_and_what_is_hidden_are_never_filled() -> None:
    page = filled(word="secret", file="a.pdf", seen="99")
    assert "secret" not in page and "a.pdf" not in page and 'value="3"' in page


def test_a_page_without_the_form_stays_sign_by_sign_below_what_is_said() -> None:
    page = filled(path="/elsewhere", document="x")
    assert page == PAGE.replace('<main id="main">', '<p>why</p><main id="main">')


def test_the_form_is_found_by_the_address_of_its_button_too() -> None:
    assert find_form(PAGE, "/other") == find_form(PAGE, "/sent")
    assert 'value="x"' in filled(path="/other", document="x")


def test_a_link_that_changes_the_query_alone_leads_to_the_page_of_the_form() -> None:
    page = PAGE.replace("<!-- kept -->", '<a href="?page=2&amp;lang=en">2</a><a href="/x">x</a>')
    written = fill(page, None, {}, None, Around("", "/list"))
    assert written == page.replace('"?page', '"/list?page')


def test_another_form_with_the_same_names_is_left_alone() -> None:
    assert '<input name="document" value="search">' in filled(document="x")


def test_what_was_chosen_and_ticked_is_so_again() -> None:
    page = filled(how="post")
    assert '<option value="hand">' in page and '<option value="post" selected>' in page
    assert 'name="also" value="a" aria-label="还有"' in page
    assert 'value="a" checked' in filled(also="a").replace(' aria-label="还有"', "")


def test_the_wrong_field_is_marked_and_described_and_what_hides_it_is_open() -> None:
    page = filled("reason", "太长", reason="x")
    assert '<details class="more" open>' in page
    assert 'id="why" name="reason" aria-describedby="refused-field" autofocus aria-inv' in page
    assert '</textarea><span class="field-wrong" id="refused-field">太长</span>' in page


def test_the_sentence_at_a_field_stands_within_its_label() -> None:
    page = filled("document", "没有填")
    assert 'id="refused-field">没有填</span></label>' in page


def test_a_field_is_known_by_the_words_of_its_label() -> None:
    names = ("document", "reason", "how", "also")
    assert [field(name).label for name in names] == ["文号", "原因 & 经过", "方式", "还有"]
