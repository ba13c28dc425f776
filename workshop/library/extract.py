"""Finds the texts of agendas and exercises for the catalogues: an extractor that Babel calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from workshop.domain.exercise import Exercise

from .agendas import read_agenda
from .exercises import read_exercise
from .library import kind_of
from .reader import Reader
from .selfchecks import read_self_check


def extract_yaml(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's protocol: line, function, text, comments of everything in `file` that people read."""
    text = file.read().decode("utf-8")
    name = str(getattr(file, "name", "content.yaml"))
    reader = Reader(name)
    id = Path(name).stem
    match kind_of(text):
        case "agendas":
            read_agenda(reader, id, text, _AnyExercise())
        case "self-checks":
            read_self_check(reader, id, text)
        case "exercises":
            read_exercise(reader, id, text)
        case "referrals":
            pass  # an organisation's own words
    for line, english in reader.translatable:
        yield line, "say", english, []


class _AnyExercise:
    """An agenda is read alone here: whichever exercise it names, it exists."""

    @property
    def titles(self) -> Mapping[str, str]:
        return _AnyTitle()

    def exercise(self, id: str) -> Exercise | None:
        return None

    def text(self, id: str) -> str:
        return ""

    def has_self_check(self, id: str) -> bool:
        return True


class _AnyTitle(dict[str, str]):
    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: str, default: object = None) -> str:
        return key
