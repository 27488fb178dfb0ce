"""Markdown of students, through the renderer that makes nbgrader's pages: nothing in it runs, whatever it looks like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.nbgrader_plugin.gradebook.inert import MAX_PICTURES, inert, pictures_of, with_pictures
from tests.nbgrader_plugin.gradebook.rendered import PIXEL, Page, exported, shown

TARGETS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)", "javascript&#X3A;alert(1)", "javascript&#0000058;alert(1)", "javascript\\:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#106avascript:alert(1)", "j&#97;vascript:alert(1)",
    "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "java&#9;script:alert(1)", "java&#10;script:alert(1)",
    "java\tscript:alert(1)", "\x01javascript:alert(1)", "&#1;javascript:alert(1)", "&#14;javascript:alert(1)",
    "<javascript:alert(1)>", "< javascript:alert(1)>", "<java\tscript:alert(1)>", "javascript:alert&lpar;1&rpar;",
    "javascript://%0aalert(1)", "javascript%3Aalert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml;base64,PHN2Zz4=", "&#100;ata:text/html,x", "blob:x", "file:///etc/passwd",
    "view-source:x", "jar:x", "about:blank", "//evil.example", "/formgrader/api", "../../eve/ps2/gates.html", "x.html",
    "\n javascript:alert(1)", "\n> javascript:alert(1)", "  javascript:alert(1)", "\u00a0javascript:alert(1)", "&nbsp;javascript:alert(1)",
    "\u200bjavascript:alert(1)", "ｊavascript:alert(1)", "javascript:alert(1)//http://", "?javascript:alert(1)", "&num;",
)  # fmt: skip
FORMS = (
    "[a]({0})", "![a]({0})", '[a]({0} "title")', "[a]: {0}\n\n[a]", "[a]: {0} 'title'\n\n[b][a] ![a]", "> [a]:\n> {0}\n\n[a]",
    "- [a]({0})\n  - ![b]({0})", "[![a]({0})]({0})", "| x |\n|---|\n| [a]({0}) |", "# [a]({0})", "*[a]({0})*", "<{0}>",
    "[a\nb]: {0}\n\n[a b]", "1. > [a]: {0}\n\n[a]", "[a\\]]({0})", "[`a`]({0})", "[a[b]]({0})", "[a]\\({0})", "[a]&#40;{0})", "&#91;a]({0})",
    "Term\n: [a]({0})", "- [ ] [a]({0})", "~~[a]({0})~~", "$x$ [a]({0}) $y$", '<a href="{0}">a</a>', "<img src={0} onerror=alert(1)>",
)  # fmt: skip
OTHERS = (
    "<script>alert(1)</script>", "<svg/onload=alert(1)>", "<!--><img src=x onerror=alert(1)>-->", "<?php x ?>", "</div><script>x</script>",
    "```mermaid\n</pre><img src=x onerror=alert(1)>\n```", "~~~~mermaid x\n<b>\n~~~~", '```python" onmouseover="alert(1)\nx\n```',
    '# x" onclick="alert(1)', "# &quot; onclick=&quot;alert(1)", "&lt;script>alert(1)&lt;/script>", "&#60;script&#62;alert(1)",
    '[a](https://x"onclick="alert(1))', '[a](https://x "t\\" onclick=\\"alert(1)")', "![a\" onerror=\"alert(1)](https://x)", "<1@x.y>",
    "$<img src=x onerror=alert(1)>$", "$$\n<script>x</script>\n$$", "\\begin{a}<script>x</script>\\end{a}", "\\\\(<b onclick=x>\\\\)",
    "$$ [a](javascript:alert(1)) $$", "`<b onclick=x>`", "![a](attachment:nothing.png)", "![a](attachment:p.png)", "[a]: attachment:p.png\n\n![a]",
    "![a](attachment:p.png%20)", "![a](attachment:)", "![a](ATTACHMENT:x)", "![a](attachment:&#112;.png)", "![a](<attachment:p.png>)",
)  # fmt: skip
CORPUS = [form.format(target) for form in FORMS for target in TARGETS] + list(OTHERS)


def test_no_spelling_of_a_link_is_one_that_runs() -> None:
    assert shown(*(inert(text, PIXEL) for text in CORPUS)).bad == []


def test_without_it_there_would_be_hundreds() -> None:
    harmless = [with_pictures(text, PIXEL) for text in CORPUS]
    assert len(shown(*harmless).bad) > 300


def test_nor_on_a_whole_page() -> None:
    texts = [form.format(TARGETS[at % len(TARGETS)]) for at, form in enumerate(FORMS * 3)]
    page = Page()
    page.feed(exported(*(inert(text, PIXEL) for text in (*texts, *OTHERS)), attachments=PIXEL))
    assert page.bad == []


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(("[a]", "](", "]:", "(", ")", "<", ">", "&#106;", "javascript:", "\n", " ", "`", "$", "\\", "!", "x", "> ", "- ", '"')), max_size=14)
)  # fmt: skip
def test_nor_is_any_text_of_such_pieces(pieces: list[str]) -> None:
    assert shown(inert("".join(pieces))).bad == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org/x?y=1&z=2)", "[a](HTTP://example.org)", "[a](mailto:ada@example.org)", "[a](#part)", "see https://example.org",
        "[a]: https://example.org\n\n[a]", "![a](https://example.org/x.png)", "![a](attachment:p.png)", '[a]( https://example.org "b")',
        "x < y and y > z", "a & b && c", "&lt;b&gt; &rarr; &nbsp; &amp;", "# A\n\n1. *b*\n2. `c[0](d)`", "$\\frac{\\partial L}{\\partial x}$", "a[0] = 1",
    ],
)  # fmt: skip
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    if "c[0](d)" in text:
        assert inert(text, PIXEL) == text.replace("](", "] (")
    else:
        assert inert(text, PIXEL) == text
    assert shown(inert(text, PIXEL)).bad == []


@pytest.mark.parametrize("command", ["href", "mmlToken", "style", "class", "cssId", "htmlData"])
@pytest.mark.parametrize("form", ["$\\{0}{{javascript:x}}{{y}}$", "\\begin{{a}}\\{0}{{x}}\\end{{a}}", "\\$\\\\{0}{{x}}\\$", "$&bsol;{0}{{x}}$", "&dollar;&#92;{0}{{x}}&#36;"])  # fmt: skip
def test_formulas_have_no_links_and_no_looks_of_their_own(form: str, command: str) -> None:
    assert f"\\{command}" not in shown(inert(form.format(command))).text


@pytest.mark.parametrize("name", ["missing.png", "P.PNG", "", "p.png/x", "p.png%00"])
def test_a_picture_that_is_not_there_does_not_end_the_page(name: str) -> None:
    text = f"![a](attachment:{name}) [b]: x\n\n[c]: attachment:{name}\n\n![c]"
    from nbconvert.filters.markdown_mistune import InvalidNotebook

    with pytest.raises(InvalidNotebook):
        shown(text)
    assert shown(inert(text, PIXEL)).bad == []
    assert shown(with_pictures(text, PIXEL)).bad == []


@pytest.mark.parametrize(
    "attachments",
    [
        None, 5, [], "x", {}, {"x": 5}, {"x": {}}, {"x": []}, {"x": None}, {5: {"image/png": "aa"}}, {"x.svg": {"image/svg+xml": "aaaa"}},
        {"x": {"text/html": "aaaa"}}, {"x": {"image/png": 5}}, {"x": {"image/png": ["aa"]}}, {"x": {"image/png": 'aa" onerror="x'}},
        {"x": {"image/png": ""}}, {"x" * 200: {"image/png": "aaaa"}}, {"a b.png": {"image/png": "aaaa"}}, {"x": {"image/png": "a" * (MAX_PICTURES + 1)}},
    ],
)  # fmt: skip
def test_attachments_that_are_no_pictures_are_dropped(attachments: object) -> None:
    assert pictures_of(attachments) == {}


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_pictures_of_every_kind_that_holds_no_code_are_kept(kind: str) -> None:
    picture = {"p": {f"image/{kind}": "iVBORw0KGgo="}}
    assert pictures_of(picture) == picture


def test_pictures_are_kept_as_far_as_they_are_not_too_large_together() -> None:
    half = "a" * (MAX_PICTURES // 2)
    many = {f"{n}.png": {"image/svg+xml": "x", "image/jpeg": half} for n in range(4)}
    assert pictures_of(many | PIXEL) == {"0.png": {"image/jpeg": half}, "1.png": {"image/jpeg": half}}


def test_raw_cells_are_made_inert_too() -> None:
    assert "<script" not in exported(inert("<script>alert(1)</script>"), kind="raw")
