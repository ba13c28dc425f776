"""Finds the texts of agendas and exercises for the catalogues: an extractor that Babel calls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .agendas import read_agenda
from .exercises import read_exercise
from .library import looks_like_agenda
from .reader import Reader


def extract_yaml(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's protocol: line, function, text, comments of everything in `file` that people read."""
    text = file.read().decode("utf-8")
    name = str(getattr(file, "name", "content.yaml"))
    reader = Reader(name)
    if looks_like_agenda(text):
        read_agenda(reader, Path(name).stem, text, _AnyTitle())
    else:
        read_exercise(reader, Path(name).stem, text)
    for line, english in reader.translatable:
        yield line, "say", english, []


class _AnyTitle(dict[str, str]):
    """An agenda is read alone here: whichever exercise it names, it exists."""

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: str, default: object = None) -> str:
        return key
