"""Markdown: whatever people type comes out as the same text, and nothing else."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workshop.domain.cleaning import clean
from workshop.export.markdown import quote

from ..conftest import HOSTILE

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_PLAIN = {"text", "softbreak", "hardbreak"}
_LEANING = st.text(alphabet=st.sampled_from(list("*_`[]()<>#~|!&\\-+=.:/1 \nwaéن@$^{}%")), max_size=40)


def _read(markdown: str) -> tuple[set[str], set[str], str]:
    """The kinds of blocks and of inlines in it, and its text."""
    tokens = _READER.parse(markdown)
    inlines = [child for token in tokens for child in token.children or []]
    return (
        {token.type.removesuffix("_open").removesuffix("_close") for token in tokens},
        {inline.type for inline in inlines},
        "".join(inline.content for inline in inlines),
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


@given(st.one_of(st.text(max_size=60), _LEANING).map(clean).filter(bool))
@example("[a](http://e.org) ![b](/c) [d]: /e")
@example("*a* _b_ `c` <b>d</b> <!-- e -->")
@example("1. first\n2. second")
@example("- a\n\n- b")
@example("title\n===")
@example("&lt; &amp; &#64;")
@example("    code")
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    blocks, inlines, read = _read(quote(text))
    assert blocks <= {"paragraph", "inline"}
    assert inlines <= _PLAIN
    assert _squeezed(read) == _squeezed(text)


@given(_LEANING.map(clean).filter(bool))
def test_an_item_stays_one_item(text: str) -> None:
    blocks, inlines, read = _read(f"- {quote(text, indent='  ')}")
    assert blocks <= {"bullet_list", "list_item", "paragraph", "inline"}
    assert inlines <= _PLAIN
    assert _squeezed(read) == _squeezed(text)


@given(_LEANING.map(clean).map(lambda text: text.replace("\n", " ")).filter(bool))
def test_a_cell_stays_one_cell(text: str) -> None:
    tokens = _READER.parse(f"| {quote(text)} | x |\n| --- | --- |\n| y | z |")
    assert [token.type for token in tokens].count("th_open") == 2


def test_addresses_do_not_become_links() -> None:
    quoted = quote("see https://example.org and www.example.org or a@example.org, mailto:a@example.org")
    assert not re.search(r"https?://|www\.|[^\\]@", quoted)


def test_hostile_words_stay_words() -> None:
    for text in HOSTILE:
        _, inlines, read = _read(quote(clean(text)))
        assert inlines <= _PLAIN, text
        assert _squeezed(read) == _squeezed(clean(text))
