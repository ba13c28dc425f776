"""Commands about agendas and exercises: check, copy, schema, paper."""

from __future__ import annotations

import difflib
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.library import SCHEMAS, Library, SchemaKind, check, load_file, load_library, schema_text
from workshop.wording import Wording

from .files import fresh_file, fresh_folder, write
from .terminal import say, say_error

if TYPE_CHECKING:
    from workshop.export import Paper

_SCHEMA_LINE = "# yaml-language-server: $schema="
"""What editors look for in the first line of a YAML file."""
SHORT_NAMES = {"follow-up": "follow-up-meetings"}
"""What agendas are called, too."""


def check_(paths: tuple[Path, ...], words: Wording) -> None:
    problems = check(paths, date.today(), words)
    for problem in problems:
        say_error(str(problem))
    if any(not problem.warning for problem in problems):
        sys.exit(2)
    if problems:
        say(
            words.count(
                "It can be run as it is. One thing is worth a look.",
                "It can be run as it is. {n} things are worth a look.",
                len(problems),
            )
        )
    else:
        say(words.say("Everything is in order."))


def find_agenda(agenda: str, words: Wording) -> tuple[Library, str]:
    """The library that holds the agenda, and its id: of the shipped ones, or of a file of the user's."""
    if agenda.endswith((".yaml", ".yml")):
        return load_file(Path(agenda), words)
    return load_library(words), SHORT_NAMES.get(agenda, agenda)


def copy(what: str, file: Path, words: Wording) -> None:
    """An agenda or an exercise as a file of one's own, with a schema beside it for the editor."""
    library, id = find_agenda(what, words)
    kind = _kind(library, id)
    if kind == "agenda":
        text = library.sources["agendas", id].text
        head = words.say(
            "This agenda is yours: change titles, times, words and sessions as your group needs them. Under "
            "a session, “override” changes parts of its exercise, for this agenda only."
        )
        done = words.say("Written: {file}. Edit it, then: workshop check {file}", file=file)
    else:
        text = library.sources["exercises", id].text
        head = words.say(
            "This exercise is yours: change words, steps, minutes and prompts as your group needs them. In a "
            "folder “exercises” beside your agenda it takes the place of the shipped one of the same name."
        )
        done = words.say(
            "Written: {file}. Put it into a folder “exercises” beside your agenda. As {id}.yaml it takes the "
            "place of the shipped one for that agenda. Edit it, then: workshop check {file}",
            file=file,
            id=id,
        )
    schema = file.parent / f"{kind}.schema.json"
    check = words.say("What is not right yet, with its line, says: workshop check {file}", file=file.name)
    if not text.startswith(_SCHEMA_LINE):
        lines = [line for part in (head, check) for line in textwrap.wrap(part, 100)]
        comment = "".join(f"# {line}\n" for line in lines)
        text = f"{_SCHEMA_LINE}{schema.name}\n{comment}\n{text}"
    fresh_folder(file.parent)
    write(fresh_file(file), text.encode())
    if not schema.exists():
        write(schema, schema_text(kind).encode())
    say(done)


def _kind(library: Library, id: str) -> SchemaKind:
    """Whether `id` is an agenda's or an exercise's. Raises NotFound, with what is nearest."""
    if id in library.agendas:
        return "agenda"
    close = difflib.get_close_matches(id, [*library.agendas, *library.exercises], n=1)
    if id in library.exercises or (close and close[0] in library.exercises):
        library.exercise(id)
        return "exercise"
    library.agenda(id)
    return "agenda"


def schema(kind: str, words: Wording) -> None:
    known = next((one for one in SCHEMAS if one == kind), None)
    if known is None:
        raise WorkshopError(
            "There is no schema “{kind}”. There are: {known}.", kind=kind, known=", ".join(SCHEMAS)
        )
    say(schema_text(known).rstrip("\n"))


def require_letters(words: Wording) -> None:
    """Raises WorkshopError where no font has the letters of a language: a page of boxes helps nobody."""
    from workshop.export import missing_letters

    if missing_letters(words.language.title):
        raise WorkshopError(
            "No font on this laptop has the letters of {language}, so nothing was written. Install the Noto "
            "fonts (Debian: fonts-noto-core), then try again.",
            language=words.language.title,
        )


def paper(what: str, out: Path, words: Wording, size: Paper) -> None:
    """Sheets and scripts; of an agenda its days, too, and the booklet that holds a whole plan by hand."""
    from workshop.export import agenda_paper, booklet_paper, exercise_paper, plan_prompts, script_paper

    library, id = find_agenda(what, words)
    require_letters(words)
    exercises = library.exercises
    if id in exercises:
        wanted = [exercises[id]]
        sheets = {}
    else:
        bundle = library.bundle(id)
        wanted = [bundle.exercises[name] for name in bundle.agenda.exercises]
        sheets = {f"{id}.pdf": agenda_paper(bundle.agenda, bundle.exercises, words, paper=size)}
        prompts = plan_prompts(wanted)
        if prompts:
            sheets["booklet.pdf"] = booklet_paper(prompts, words, paper=size)
    folder = fresh_folder(out)
    for exercise in wanted:
        if exercise.prompts and exercise.repeats is None:
            sheets[f"{exercise.id}-sheet.pdf"] = exercise_paper(exercise, words, paper=size)
        sheets[f"{exercise.id}-script.pdf"] = script_paper(exercise, words, paper=size)
    for name, data in sheets.items():
        write(folder / name, data)
    say(words.count("One sheet is in {folder}.", "{n} sheets are in {folder}.", len(sheets), folder=folder))
