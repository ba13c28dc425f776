"""Finding the words: English is the source, a catalogue translates, two pseudo-locales show what escaped."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from . import pseudo

Direction = Literal["ltr", "rtl"]
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "prs", "ps", "ur"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language that people can choose: its tag, its name in itself, its direction."""

    id: str
    title: str
    direction: Direction


class Wording:
    """The words of one language."""

    def __init__(self, language: Language, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def say(self, english: str, /, **values: object) -> str:
        """`english` in this language, with `values` in its `{places}`."""
        if not english:
            return ""
        translated = self._translations.gettext(english)
        return translated.format(**values) if values else translated

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """`one` or `many` in this language's own plural form for `n`, which fills the place `{n}`."""
        return self._translations.ngettext(one, many, n).format(n=n, **values)


@lru_cache(maxsize=64)
def wording(language: str = "en") -> Wording:
    """The words of `language`, or English where no catalogue exists."""
    if language == pseudo.ACCENTED.id:
        return Wording(Language("en-XA", "Àççéñţš", "ltr"), pseudo.ACCENTED)
    if language == pseudo.MIRRORED.id:
        return Wording(Language("ar-XB", "Mirrored", "rtl"), pseudo.MIRRORED)
    for known in languages():
        if known.id == language:
            return Wording(known, _translations(language))
    return ENGLISH


@cache
def languages() -> tuple[Language, ...]:
    """The languages with a catalogue, English first; the pseudo-locales are for tests only."""
    folder = resources.files(__package__)
    tags = sorted(entry.name for entry in folder.iterdir() if entry.joinpath("interface.po").is_file())
    return (ENGLISH.language, *(_language(tag) for tag in tags))


def _language(tag: str) -> Language:
    from babel import Locale

    title = Locale.parse(tag, sep="-").get_display_name() or tag
    return Language(tag, title, "rtl" if tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr")


def _translations(tag: str) -> gettext.NullTranslations:
    """The interface's catalogue of `tag`, with the content's behind it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    found = gettext.NullTranslations()
    for name in ("content.po", "interface.po"):
        entry = resources.files(__package__).joinpath(tag, name)
        if entry.is_file():
            compiled = io.BytesIO()
            write_mo(compiled, read_po(io.BytesIO(entry.read_bytes()), locale=tag.replace("-", "_")))
            compiled.seek(0)
            catalogue = gettext.GNUTranslations(compiled)
            catalogue.add_fallback(found)
            found = catalogue
    return found


ENGLISH = Wording(Language("en", "English", "ltr"), gettext.NullTranslations())


def mark(english: str) -> str:
    """Marks a text that is said later, so that the catalogues know it."""
    return english
