"""The catalogues get every text, and translations, plurals and pseudo-locales come back right."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.domain.errors import WorkshopError
from workshop.domain.plan_parts import PARTS
from workshop.library import load_library
from workshop.vault import TEXTS
from workshop.wording import languages, wording
from workshop.wording.keywords import KEYWORDS

from .catalogue import extracted

pytestmark = pytest.mark.own_words


def test_code_templates_and_content_are_all_extracted() -> None:
    labels = {field.label for part in PARTS for field in part.fields}
    spoken = {
        sentence for e in load_library().exercises.values() for step in e.steps for sentence in step.say
    }
    assert labels | spoken | set(TEXTS.values()) <= extracted()
    assert {"Welcome", "What the room said", "Everything is in order."} <= extracted()


def test_english_needs_no_catalogue() -> None:
    assert wording("en").say("{n} of {m}", n=1, m=2) == "1 of 2"
    assert wording("xx").language.id == "en"
    assert next(one.id for one in languages()) == "en"
    assert wording().count("one letter", "{n} letters", 1) == "one letter"
    assert wording().count("one letter", "{n} letters", 3) == "3 letters"


def test_what_people_typed_may_hold_places() -> None:
    assert wording().say("You wrote: {text}", text="{n} {0} {}") == "You wrote: {n} {0} {}"
    assert wording().say("A brace { alone") == "A brace { alone"


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_a_pseudo_locale_changes_the_words_and_keeps_the_places(tag: str) -> None:
    said = wording(tag).say("{n} people took part", n=7)
    assert "7" in said
    assert "people took part" not in said or tag == "ar-XB"
    assert wording("ar-XB").language.direction == "rtl"


def test_every_sentence_of_an_error_is_extracted() -> None:
    for module in ("workshop.export.comparing", "workshop.export.parcel", "workshop.web", "workshop.library"):
        importlib.import_module(module)
    unlisted = {
        error.__name__
        for error in _kinds(WorkshopError)
        if "__init__" not in vars(error) and error.__module__[:9] == "workshop."
    }
    assert unlisted <= set(KEYWORDS)


def _kinds(of: type[WorkshopError]) -> Iterator[type[WorkshopError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


SPANISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Welcome"
msgstr "Te damos la bienvenida"

msgid "One letter waits in the letterbox."
msgid_plural "{n} letters wait in the letterbox."
msgstr[0] "Espera una carta."
msgstr[1] "Esperan {n} cartas."
"""


def test_a_catalogue_that_somebody_adds_is_found_and_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "interface.po").write_text(SPANISH, encoding="utf-8")
    (tmp_path / "es" / "content.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Break"\nmsgstr "Pausa"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("workshop.wording.catalogue.resources.files", lambda _: tmp_path)
    for known in (languages, wording):
        known.cache_clear()
    try:
        spanish = wording("es")
        assert [(one.id, one.title) for one in languages()] == [("en", "English"), ("es", "español")]
        assert spanish.say("Welcome") == "Te damos la bienvenida"
        assert spanish.say("Break") == "Pausa"
        assert (
            spanish.count("One letter waits in the letterbox.", "{n} letters wait in the letterbox.", 3)
            == "Esperan 3 cartas."
        )
        assert spanish.say("Nothing of the kind") == "Nothing of the kind"
    finally:
        for known in (languages, wording):
            known.cache_clear()
