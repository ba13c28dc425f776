"""The agendas and exercises that can be run: read, checked and joined, with every problem at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.agenda import Agenda
from workshop.domain.errors import ContentProblems, Problem, WorkshopError
from workshop.domain.exercise import Exercise
from workshop.wording import ENGLISH, Wording

from .agendas import read_agenda
from .content import content_folder
from .exercises import read_exercise
from .reader import Reader


class NotFound(WorkshopError):
    """No agenda or exercise of that name; the sentence offers the nearest."""


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file: its name as problems give it, its id, its text."""

    file: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """One agenda with the exercises it uses, as values and as the texts they came from.

    The texts are what a vault keeps, so that a workshop goes on with the content it began with.
    """

    agenda: Agenda
    exercises: Mapping[str, Exercise]
    agenda_source: Source
    exercise_sources: tuple[Source, ...]

    def to_plain(self) -> dict[str, object]:
        return {
            "agenda": [self.agenda_source.id, self.agenda_source.text],
            "exercises": [[source.id, source.text] for source in self.exercise_sources],
        }


@dataclass(frozen=True, slots=True)
class Library:
    agendas: Mapping[str, Agenda]
    exercises: Mapping[str, Exercise]
    sources: Mapping[tuple[str, str], Source]
    """Each file by ("agendas" or "exercises", id)."""

    def agenda(self, id: str) -> Agenda:
        """Raises NotFound."""
        return _found(self.agendas, id, "There is no agenda “{id}”. There are: {known}.")

    def bundle(self, id: str) -> Bundle:
        """The agenda `id` with all that a run of it needs. Raises NotFound."""
        agenda = self.agenda(id)
        used = list(agenda.exercises)
        for name in used:
            fallback = self.exercises[name].fallback
            if fallback and fallback not in used:
                used.append(fallback)
        return Bundle(
            agenda,
            {name: self.exercises[name] for name in used},
            self.sources["agendas", id],
            tuple(self.sources["exercises", name] for name in used),
        )


def _found(known: Mapping[str, Agenda], id: str, english: str) -> Agenda:
    if id in known:
        return known[id]
    close = difflib.get_close_matches(id, known, n=1)
    names = ", ".join([*close, *(name for name in sorted(known) if name not in close)])
    raise NotFound(english, id=id, known=names)


def load_library(words: Wording = ENGLISH, folders: Iterable[Path] = ()) -> Library:
    """All content of `folders` (each may hold agendas/ and exercises/), then of the shipped ones.

    A file of an earlier folder takes the place of a later one of the same id. Raises ContentProblems.
    """
    found: dict[tuple[str, str], Source] = {}
    places = [(folder / "agendas", folder / "exercises") for folder in folders]
    places.append((content_folder("agendas"), content_folder("exercises")))
    for kinds in places:
        for kind, folder in zip(("agendas", "exercises"), kinds, strict=True):
            for path in sorted(folder.glob("*.yaml")):
                found.setdefault((kind, path.stem), _source(path))
    library, problems = _read(found, words)
    if problems:
        raise ContentProblems(problems)
    return library


def load_file(path: Path, words: Wording = ENGLISH) -> tuple[Library, str]:
    """The library with the agenda in the file `path`, and that agenda's id.

    Exercises in a folder `exercises` beside the file, or beside its folder, come before the shipped ones.
    Raises WorkshopError for a file that cannot be read, ContentProblems for one that is wrong.
    """
    library = load_library(words, [path.parent, path.parent.parent])
    source = _source(path)
    sources = {**library.sources, ("agendas", source.id): source}
    library, problems = _read(sources, words)
    if problems:
        raise ContentProblems(problems)
    return library, source.id


def load_bundle(plain: Mapping[str, object], words: Wording = ENGLISH) -> Bundle:
    """The bundle that `Bundle.to_plain` wrote. Raises ContentProblems."""
    agenda = plain["agenda"]
    exercises = plain["exercises"]
    assert isinstance(agenda, list)
    assert isinstance(exercises, list)
    sources = {("agendas", agenda[0]): Source(f"{agenda[0]}.yaml", agenda[0], agenda[1])}
    sources |= {("exercises", id): Source(f"{id}.yaml", id, text) for id, text in exercises}
    library, problems = _read(sources, words)
    if problems:
        raise ContentProblems(problems)
    return library.bundle(agenda[0])


def check(paths: Iterable[Path], words: Wording = ENGLISH) -> tuple[Problem, ...]:
    """Every problem in the files and folders `paths`, agendas against the exercises beside and shipped.

    Raises WorkshopError where a path cannot be read.
    """
    found: dict[tuple[str, str], Source] = {}
    files = [file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
    for file in files:
        source = _source(file)
        kind = "agendas" if looks_like_agenda(source.text) else "exercises"
        found[kind, source.id] = source
    named = {source.file for source in found.values()}
    for kind in ("agendas", "exercises"):
        for path in content_folder(kind).glob("*.yaml"):  # type: ignore[arg-type]  # the two names above
            found.setdefault((kind, path.stem), _source(path))
    _, problems = _read(found, words)
    return tuple(problem for problem in problems if problem.file in named)


def looks_like_agenda(text: str) -> bool:
    return any(line.startswith("days:") for line in text.splitlines())


def _source(path: Path) -> Source:
    try:
        return Source(str(path), path.stem, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise WorkshopError("{path} is not a text in UTF-8. Save it as UTF-8.", path=path) from error
    except OSError as error:
        raise WorkshopError("{path} cannot be read: {why}.", path=path, why=error.strerror) from error


def _read(sources: Mapping[tuple[str, str], Source], words: Wording) -> tuple[Library, tuple[Problem, ...]]:
    problems: list[Problem] = []
    exercises: dict[str, Exercise] = {}
    titles: dict[str, str] = {}
    for (kind, id), source in sources.items():
        if kind == "exercises":
            reader = Reader(source.file, words)
            exercise = read_exercise(reader, id, source.text)
            problems += reader.problems
            titles[id] = exercise.title if exercise else id
            if exercise is not None:
                exercises[id] = exercise
    for id, exercise in exercises.items():
        if exercise.fallback and exercise.fallback not in titles:
            problems.append(_no_fallback(sources["exercises", id], exercise.fallback, words))
    agendas: dict[str, Agenda] = {}
    for (kind, id), source in sources.items():
        if kind == "agendas":
            reader = Reader(source.file, words)
            agenda = read_agenda(reader, id, source.text, titles)
            problems += reader.problems
            if agenda is not None:
                agendas[id] = agenda
    return Library(agendas, exercises, dict(sources)), tuple(sorted(problems))


def _no_fallback(source: Source, name: str, words: Wording) -> Problem:
    lines = source.text.splitlines()
    line = next((n for n, text in enumerate(lines, start=1) if text.startswith("fallback:")), 1)
    return Problem(source.file, line, words.say("There is no exercise “{name}”.", name=name))
