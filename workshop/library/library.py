"""The agendas and exercises that can be run: read, checked and joined, with every problem at once."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, get_args

from workshop.domain.agenda import Agenda, Session
from workshop.domain.errors import ContentProblems, Problem, WorkshopError
from workshop.domain.exercise import Exercise
from workshop.domain.referral import Directory
from workshop.domain.score import SelfCheck
from workshop.wording import ENGLISH, Wording, mark

from .agendas import AgendaRead, read_agenda
from .bundle import Addition, Bundle, Source, free_id
from .content import content_folder
from .exercises import read_exercise
from .reader import Reader
from .referrals import read_directory
from .selfchecks import read_self_check

T = TypeVar("T")
Kind = Literal["agendas", "exercises", "self-checks"]
"""The kinds of files that the library holds; each lies in a folder of that name."""
_USED: tuple[Kind, ...] = ("exercises", "self-checks")
"""Those that an agenda is made of."""


class NotFound(WorkshopError):
    """No agenda or exercise of that name; the sentence offers the nearest."""


def load_addition(text: str, words: Wording = ENGLISH) -> Addition:
    """The addition that `Addition.to_json` wrote. Raises ContentProblems."""
    plain = json.loads(text)
    sources: dict[tuple[Kind, str], Source] = {}
    keys: tuple[tuple[Kind, str], ...] = (("exercises", "exercise"), ("self-checks", "self_check"))
    for kind, key in keys:
        if plain[key]:
            id, text = plain[key]
            sources[kind, id] = Source(f"{id}.yaml", id, text)
    # What it falls back to is looked for in the workshop it comes to, and not here.
    problems: list[Problem] = []
    library = _gathered(sources, problems, words)
    mistakes = tuple(problem for problem in problems if not problem.warning)
    if mistakes:
        raise ContentProblems(mistakes)
    return library.addition(plain["exercise"][0])


@dataclass(frozen=True, slots=True)
class Library:
    agendas: Mapping[str, Agenda]
    exercises: Mapping[str, Exercise]
    self_checks: Mapping[str, SelfCheck]
    sources: Mapping[tuple[Kind, str], Source]
    """Each file by its kind and id."""
    done: Mapping[str, Mapping[str, Exercise]] = field(default_factory=dict)
    """What each session of an agenda does, overrides applied: by the agenda's id, then the session's."""

    def agenda(self, id: str) -> Agenda:
        """Raises NotFound."""
        return _found(self.agendas, id, mark("There is no agenda “{id}”. There are: {known}."))

    def exercise(self, id: str) -> Exercise:
        """Raises NotFound."""
        return _found(self.exercises, id, mark("There is no exercise “{id}”. There are: {known}."))

    def addition(self, id: str) -> Addition:
        """The exercise `id`, ready to be put into a day. Raises NotFound."""
        exercise = self.exercise(id)
        check = exercise.self_check
        return Addition(
            exercise,
            self.sources["exercises", id],
            self.self_checks.get(check) if check else None,
            self.sources.get(("self-checks", check)) if check else None,
        )

    def bundle(self, id: str) -> Bundle:
        """The agenda `id` with all that a run of it needs. Raises NotFound."""
        agenda = self.agenda(id)
        used = list(agenda.exercises)
        falls_back = [done.fallback for done in self.done[id].values()]
        used += dict.fromkeys(name for name in falls_back if name and name not in used)
        for name in used:
            fallback = self.exercises[name].fallback
            if fallback and fallback not in used:
                used.append(fallback)
        exercises: dict[str, Exercise] = {}
        days = tuple(
            replace(day, sessions=tuple(self._held(id, session, exercises) for session in day.sessions))
            for day in agenda.days
        )
        for name in used:
            exercises.setdefault(name, self.exercises[name])
        checks = sorted({e.self_check for e in exercises.values() if e.self_check} & set(self.self_checks))
        return Bundle(
            replace(agenda, days=days),
            exercises,
            {name: self.self_checks[name] for name in checks},
            self.sources["agendas", id],
            tuple(self.sources["exercises", name] for name in used),
            tuple(self.sources["self-checks", name] for name in checks),
        )

    def _held(self, agenda: str, session: Session, exercises: dict[str, Exercise]) -> Session:
        """`session` with an exercise of its own, which is put among `exercises`."""
        if session.exercise is None:
            return session
        done = self.done[agenda][session.id].within(session.minutes)
        exercise = replace(
            done,
            phones=session.phones or done.phones,
            groups=session.groups or done.groups,
            materials=session.materials or done.materials,
        )
        if exercise.id not in exercises:
            exercises[exercise.id] = exercise
            return session
        id = free_id(exercise.id, {*exercises, *self.exercises})
        exercises[id] = replace(exercise, id=id, title=session.title, repeats=exercise.id)
        return replace(session, exercise=id)


def _found(known: Mapping[str, T], id: str, english: str) -> T:
    if id in known:
        return known[id]
    close = difflib.get_close_matches(id, known, n=1)
    names = ", ".join([*close, *(name for name in sorted(known) if name not in close)])
    raise NotFound(english, id=id, known=names)


def load_library(words: Wording = ENGLISH, folders: Iterable[Path] = ()) -> Library:
    """All content of `folders` (each may hold agendas/, exercises/, self-checks/), then of the shipped ones.

    A file of an earlier folder takes the place of a later one of the same id. Raises ContentProblems.
    """
    found: dict[tuple[Kind, str], Source] = {}
    for folder in folders:
        for kind in get_args(Kind):
            _gather(found, kind, folder / kind)
    for kind in get_args(Kind):
        _gather(found, kind, content_folder(kind))
    return _whole(found, words)


def _gather(found: dict[tuple[Kind, str], Source], kind: Kind, folder: Path) -> None:
    for path in sorted(folder.glob("*.yaml")):
        found.setdefault((kind, path.stem), read_source(path))


def _whole(found: Mapping[tuple[Kind, str], Source], words: Wording) -> Library:
    """Raises ContentProblems; what is only worth a look does not stop anybody."""
    library, problems = _read(found, words)
    mistakes = tuple(problem for problem in problems if not problem.warning)
    if mistakes:
        raise ContentProblems(mistakes)
    return library


def load_file(path: Path, words: Wording = ENGLISH) -> tuple[Library, str]:
    """The library with the agenda in the file `path`, and that agenda's id.

    Exercises in a folder `exercises` beside the file, or beside its folder, come before the shipped ones.
    Raises WorkshopError for a file that cannot be read, ContentProblems for one that is wrong.
    """
    library = load_library(words, [path.parent, path.parent.parent])
    source = read_source(path)
    return _whole({**library.sources, ("agendas", source.id): source}, words), source.id


def load_bundle(plain: Mapping[str, object], words: Wording = ENGLISH) -> Bundle:
    """The bundle that `Bundle.to_plain` wrote. Raises ContentProblems."""
    agenda = plain["agenda"]
    assert isinstance(agenda, list)
    sources: dict[tuple[Kind, str], Source] = {
        ("agendas", agenda[0]): Source(f"{agenda[0]}.yaml", agenda[0], agenda[1])
    }
    kinds: tuple[tuple[Kind, str], ...] = (("exercises", "exercises"), ("self-checks", "self_checks"))
    for kind, key in kinds:
        pairs = plain.get(key, [])
        assert isinstance(pairs, list)
        sources |= {(kind, id): Source(f"{id}.yaml", id, text) for id, text in pairs}
    return _whole(sources, words).bundle(agenda[0])


def load_directory(path: Path, today: date, words: Wording = ENGLISH) -> tuple[Directory, str]:
    """The referral directory in the file `path`, and the file's text.

    Raises WorkshopError for a file that cannot be read, ContentProblems for one that is wrong.
    """
    source = read_source(path)
    return read_directory_text(source.file, source.id, source.text, today, words), source.text


def read_directory_text(file: str, id: str, text: str, today: date, words: Wording = ENGLISH) -> Directory:
    """The directory in `text`, which stood in `file`. Raises ContentProblems."""
    reader = Reader(file, words)
    directory = read_directory(reader, id, text, today)
    if directory is None:
        raise ContentProblems(tuple(problem for problem in reader.problems if not problem.warning))
    return directory


def check(paths: Iterable[Path], today: date, words: Wording = ENGLISH) -> tuple[Problem, ...]:
    """Every problem in the files and folders `paths`, agendas against the exercises beside and shipped.

    Mistakes in what lies beside an agenda are named too: `load_file` would stop at them. Contacts of a
    referral directory are looked at as of `today`. Raises WorkshopError where a path cannot be read.
    """
    found: dict[tuple[Kind, str], Source] = {}
    namesakes: list[tuple[Kind, Source]] = []
    problems: list[Problem] = []
    files = [file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
    for file in files:
        source = read_source(file)
        kind = kind_of(source.text)
        if kind == "referrals":
            reader = Reader(source.file, words)
            read_directory(reader, source.id, source.text, today)
            problems += reader.problems
        elif (kind, source.id) in found:
            namesakes.append((kind, source))
        else:
            found[kind, source.id] = source
    named = {source.file for source in found.values()}
    for file in [Path(source.file) for (kind, _), source in found.items() if kind == "agendas"]:
        for folder in (file.parent, file.parent.parent):
            _gather(found, "exercises", folder / "exercises")
            _gather(found, "self-checks", folder / "self-checks")
    beside = {source.file for source in found.values()} - named
    # Shipped agendas are nobody's to check here, and reading them all takes longest.
    for kind in _USED:
        _gather(found, kind, content_folder(kind))
    _, others = _read(found, words)
    problems += (one for one in others if one.file in named or (one.file in beside and not one.warning))
    for kind, source in namesakes:
        _, others = _read({**found, (kind, source.id): source}, words)
        problems += (one for one in others if one.file == source.file)
    return tuple(sorted(problems))


def kind_of(text: str) -> Kind | Literal["referrals"]:
    """What a file is, by the key that only its kind has."""
    keys = {line.partition(":")[0] for line in text.splitlines()}
    if "days" in keys:
        return "agendas"
    if "contacts" in keys:
        return "referrals"
    return "self-checks" if "bands" in keys else "exercises"


def read_source(path: Path) -> Source:
    """Raises WorkshopError."""
    try:
        return Source(str(path), path.stem, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise WorkshopError("{path} is not a text in UTF-8. Save it as UTF-8.", path=path) from error
    except OSError as error:
        raise WorkshopError("{path} cannot be read: {why}.", path=path, why=error.strerror) from error


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The exercises that agendas may name."""

    titles: Mapping[str, str]
    exercises: Mapping[str, Exercise]
    sources: Mapping[tuple[Kind, str], Source]

    def exercise(self, id: str) -> Exercise | None:
        return self.exercises.get(id)

    def text(self, id: str) -> str:
        return self.sources["exercises", id].text

    def has_self_check(self, id: str) -> bool:
        return ("self-checks", id) in self.sources


def _gathered(sources: Mapping[tuple[Kind, str], Source], problems: list[Problem], words: Wording) -> Library:
    """The exercises and self-checks among `sources`; mistakes are added to `problems`."""
    checks: dict[str, SelfCheck] = {}
    exercises: dict[str, Exercise] = {}
    for (kind, id), source in sources.items():
        reader = Reader(source.file, words)
        if kind == "self-checks":
            check = read_self_check(reader, id, source.text)
            if check is not None:
                checks[id] = check
        elif kind == "exercises":
            exercise = read_exercise(reader, id, source.text)
            if exercise is not None:
                exercises[id] = exercise
        problems += [problem for problem in reader.problems if kind != "agendas"]
    return Library({}, exercises, checks, dict(sources))


def _read(sources: Mapping[tuple[Kind, str], Source], words: Wording) -> tuple[Library, tuple[Problem, ...]]:
    problems: list[Problem] = []
    found = _gathered(sources, problems, words)
    ids = [id for kind, id in sources if kind == "exercises"]
    titles = {id: found.exercises[id].title if id in found.exercises else id for id in ids}
    for id, exercise in found.exercises.items():
        source = sources["exercises", id]
        if exercise.fallback and exercise.fallback not in titles:
            english = mark("There is no exercise “{name}”.")
            problems.append(_not_there(source, "fallback", english, exercise.fallback, words))
        check_id = exercise.self_check
        if check_id and ("self-checks", check_id) not in sources:
            english = mark("There is no self-check “{name}”.")
            problems.append(_not_there(source, "self_check", english, check_id, words))
    agendas: dict[str, AgendaRead] = {}
    shelf = _Shelf(titles, found.exercises, sources)
    for (kind, id), source in sources.items():
        if kind == "agendas":
            reader = Reader(source.file, words)
            agenda = read_agenda(reader, id, source.text, shelf)
            problems += reader.problems
            if agenda is not None:
                agendas[id] = agenda
    library = replace(
        found,
        agendas={id: read.agenda for id, read in agendas.items()},
        done={id: read.done for id, read in agendas.items()},
    )
    return library, tuple(sorted(problems))


def _not_there(source: Source, key: str, english: str, name: str, words: Wording) -> Problem:
    lines = source.text.splitlines()
    line = next((n for n, text in enumerate(lines, start=1) if text.startswith(f"{key}:")), 1)
    return Problem(source.file, line, words.say(english, name=name))
