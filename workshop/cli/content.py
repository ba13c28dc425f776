"""Commands about agendas and exercises: list, check, copy, paper."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.domain.prompt import Audience
from workshop.library import PROMPT_TYPES, Library, check, load_file, load_library
from workshop.wording import Wording, languages, mark

from .files import fresh_file, fresh_folder, write
from .terminal import say, say_error

_PROMPTS = {
    "text": mark("Words of one's own"),
    "list": mark("A few short texts"),
    "scale": mark("A number between two ends"),
    "choice": mark("One of several"),
    "multi": mark("Some of several"),
    "ranking": mark("An order"),
    "matrix": mark("Rows by columns"),
    "date": mark("A day"),
}


def list_(what: str, as_json: bool, words: Wording) -> None:
    rows = _rows(what, words)
    if as_json:
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max(len(str(row["id"])) for row in rows)
    for row in rows:
        details = [str(row["title"]), *(str(row[key]) for key in ("minutes", "depth") if key in row)]
        say(f"{row['id']:{width}}  " + "  ·  ".join(details))


def _rows(what: str, words: Wording) -> list[dict[str, object]]:
    match what:
        case "agendas":
            return [
                {"id": agenda.id, "title": words.say(agenda.title), "days": len(agenda.days)}
                for agenda in load_library(words).agendas.values()
            ]
        case "exercises":
            return [
                {
                    "id": exercise.id,
                    "title": words.say(exercise.title),
                    "minutes": exercise.minutes.planned,
                    "depth": exercise.depth,
                    "audiences": [audience.value for audience in Audience if exercise.form(audience)],
                }
                for exercise in load_library(words).exercises.values()
            ]
        case "prompts":
            return [{"id": kind, "title": words.say(_PROMPTS[kind])} for kind in PROMPT_TYPES]
        case "languages":
            return [{"id": one.id, "title": one.title, "direction": one.direction} for one in languages()]
        case _:
            raise WorkshopError(
                "“{what}” cannot be listed. There are: agendas, exercises, prompts, languages.", what=what
            )


def check_(paths: tuple[Path, ...], words: Wording) -> None:
    problems = check(paths, words)
    for problem in problems:
        say_error(str(problem))
    if problems:
        sys.exit(2)
    say(words.say("Everything is in order."))


def find_agenda(agenda: str, words: Wording) -> tuple[Library, str]:
    """The library that holds the agenda, and its id: of the shipped ones, or of a file of the user's."""
    if agenda.endswith((".yaml", ".yml")):
        return load_file(Path(agenda), words)
    return load_library(words), agenda


def copy(agenda: str, file: Path, words: Wording) -> None:
    library, id = find_agenda(agenda, words)
    text = library.bundle(id).agenda_source.text
    write(fresh_file(file), text.encode())
    say(words.say("Written: {file}. Edit it, then: workshop check {file}", file=file))


def paper(what: str, out: Path, words: Wording) -> None:
    from workshop.export import agenda_paper, exercise_paper, script_paper

    library, id = find_agenda(what, words)
    exercises = library.exercises
    if id in exercises:
        wanted = [exercises[id]]
        sheets = {}
    else:
        bundle = library.bundle(id)
        wanted = [bundle.exercises[name] for name in bundle.agenda.exercises]
        sheets = {f"{id}.pdf": agenda_paper(bundle.agenda, bundle.exercises, words)}
    folder = fresh_folder(out)
    for exercise in wanted:
        if exercise.prompts:
            sheets[f"{exercise.id}-sheet.pdf"] = exercise_paper(exercise, words)
        sheets[f"{exercise.id}-script.pdf"] = script_paper(exercise, words)
    for name, data in sheets.items():
        write(folder / name, data)
    say(words.count("One sheet is in {folder}.", "{n} sheets are in {folder}.", len(sheets), folder=folder))
