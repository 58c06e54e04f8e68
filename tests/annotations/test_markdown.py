"""What readers write in Markdown carries no script, whatever they write."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from muniment.annotations.words import EXCERPT, excerpt_of
from muniment.ui.markdown import readers_markdown

TAGS = frozenset("p em strong a blockquote ul ol li code pre hr br h1 h2 h3 h4 h5 h6".split())
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}, "code": {"class"}}
SCHEMES = frozenset({"", "http", "https", "mailto", "ftp", "tel"})

PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"),
        *("[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](&#106;avascript:alert(1))"),
        *("[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](vbscript:x)", "![i](http://x.example/i)"),
        *("<javascript:alert(1)>", "[a]: javascript:alert(1)\n\n[a]", "[a](<java\nscript:x>)"),
        *(
            '[a](http://x "t\\" onmouseover=alert(1)")',
            "[a](\tjavascript:x)",
            "[a](\x01javascript:x)",
        ),
        *("```html\n<b>\n```", "`<i>`", "> ", "* ", "1. ", "# ", "**", "_", "\n", "\n\n", "    "),
        *("<!-- -->", "&lt;script&gt;", "[x](//elsewhere.example)", "<a href='javascript:x'>"),
    ]
)
BODIES = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=12).map("".join)


class Watcher(HTMLParser):
    """Collects what a browser would find in a piece of HTML that should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.wrong.append(f"{tag}@{name}")
            if name == "href" and scheme_of(value or "") not in SCHEMES:
                self.wrong.append(f"{tag}@{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")


def scheme_of(address: str) -> str:
    """Give the scheme as a browser reads it, which leaves out controls and white space."""
    plain = "".join(letter for letter in address if letter > " ")
    return urlsplit(plain).scheme.lower()


@given(BODIES)
def test_no_body_carries_anything_but_plain_formatting(body: str) -> None:
    watcher = Watcher()
    watcher.feed(readers_markdown(body))
    watcher.close()
    assert watcher.wrong == []


def test_the_watcher_sees_what_is_wrong() -> None:
    for html in ("<script>", "<a href='javascript:x'>", "<p onclick=x>", "<img>", "<!-- x -->"):
        watcher = Watcher()
        watcher.feed(html)
        assert watcher.wrong, html


@given(BODIES)
def test_an_excerpt_is_short_and_in_one_line(body: str) -> None:
    excerpt = excerpt_of(body)
    assert len(excerpt) <= EXCERPT and "\n" not in excerpt


def test_an_excerpt_has_the_words_without_their_signs() -> None:
    body = "# Title\n\n> *one* [two](http://x.example) `three`\n\n- four"
    assert excerpt_of(body) == "Title one two three four"
