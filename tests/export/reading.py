"""Reading exports back as people's programs do: text of a PDF, text and elements of a page."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

import pytest

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (package poppler-utils) is not installed"
)
needs_pdfinfo = pytest.mark.skipif(
    shutil.which("pdfinfo") is None, reason="pdfinfo (package poppler-utils) is not installed"
)
needs_zbarimg = pytest.mark.skipif(
    shutil.which("zbarimg") is None or shutil.which("rsvg-convert") is None,
    reason="zbarimg (package zbar-tools) or rsvg-convert (package librsvg2-bin) is not installed",
)
_INVISIBLE = re.compile(r"[\s\u200b\u200c\u200d\u202a-\u202e\u2066-\u2069\f]+")


def inside(file: bytes) -> Iterator[bytes]:
    """What a PDF holds deflated, and its text; nothing of other files."""
    if file.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", file, re.DOTALL):
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(stream)
        yield pdf_text(file).encode()


def pdf_text(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


Box = tuple[float, float, float, float, str]
"""Left, top, right, bottom in points, and the word."""


def pdf_boxes(pdf: bytes) -> list[tuple[tuple[float, float], list[Box]]]:
    """Of each page its size in points, and where every word of it stands."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    pages = []
    for page in done.stdout.decode().split("<page ")[1:]:
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert size is not None
        words = re.findall(
            r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>',
            page,
        )
        boxes = [(float(a), float(b), float(c), float(d), unescape(word)) for a, b, c, d, word in words]
        pages.append(((float(size[1]), float(size[2])), boxes))
    return pages


def pdf_info(pdf: bytes) -> dict[str, str]:
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    pairs = (line.partition(":") for line in done.stdout.decode().splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def squeezed(text: str) -> str:
    """`text` without blank space and invisible signs: lines break where they must."""
    return _INVISIBLE.sub("", text)


@dataclass
class Page(HTMLParser):
    """The elements of a page with their attributes, and its text without the style sheet."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def attributes(self) -> set[str]:
        return {name for _, attributes in self.elements for name in attributes}

    def meta(self, name: str) -> str:
        found = (a["content"] for tag, a in self.elements if tag == "meta" and a.get("http-equiv") == name)
        return next(found)


def parsed(html: bytes | str) -> Page:
    page = Page()
    page.feed(html.decode() if isinstance(html, bytes) else html)
    page.close()
    return page


ALIVE = frozenset({"script", "img", "a", "iframe", "link", "object", "form", "input", "base", "video"})
"""Elements that no export of ours has, and that hostile text would like to be."""


def untranslated(text: str) -> list[str]:
    """Words with a letter that the pseudo-locale en-XA would have given an accent."""
    return re.findall(r"\w*[AEIOUYaeiouycnsz]\w*", text)
