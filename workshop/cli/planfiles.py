"""Commands about plans as files: plans writes them sealed, open reads one for its owner."""

from __future__ import annotations

import asyncio
import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.vault import PlanCode
from workshop.wording import Wording

from . import live
from .files import fresh_folder, write
from .terminal import is_interactive, say, source

if TYPE_CHECKING:
    from workshop.export import TakenHome

_ENDINGS = {"pdf": "pdf", "html": "html", "md": "md", "json": "json", "text": "txt"}


def plans(folder: Path, out: Path, one_file: bool, passphrase_file: Path | None, words: Wording) -> None:
    from workshop.export import all_sealed_plans, sealed_plans

    async def sealed() -> tuple[tuple[bytes, ...], bytes | None]:
        async with live.opened(folder, source(passphrase_file), words) as room:
            return sealed_plans(room, words), all_sealed_plans(room, words)

    files, together = asyncio.run(sealed())
    target = fresh_folder(out)
    for number, data in enumerate(() if one_file else files, start=1):
        write(target / f"notes-{number:02}.html", data)
    if together is not None:
        write(target / "all.html", together)
    say(
        words.count(
            "One sealed plan is in {folder}. Only its code opens it.",
            "{n} sealed plans are in {folder}. Only its own code opens each.",
            len(files),
            folder=target,
        )
    )


def open_plan(file: Path, code_file: Path | None, out: Path | None, forms: str, words: Wording) -> None:
    from workshop.export import open_sealed_file, plan_markdown

    chosen = tuple(form.strip() for form in forms.split(","))
    for form in chosen:
        if form not in _ENDINGS:
            raise WorkshopError("{form} is no form of a plan. Choose pdf, html, md, json or text.", form=form)
    try:
        data = file.read_bytes()
        typed = code_file.read_text(encoding="utf-8") if code_file else _ask_code(words)
    except (OSError, UnicodeDecodeError) as error:
        raise WorkshopError("{file} cannot be read.", file=code_file or file) from error
    taken = open_sealed_file(data, PlanCode.parse(typed))
    if taken.damaged:
        say(words.say("One piece of this plan cannot be read. The rest is here."))
    if out is None:
        say(plan_markdown(taken.plan, words).decode())
        return
    target = fresh_folder(out)
    for form in chosen:
        ending, content = _written(taken, form, words)
        write(target / f"notes.{ending}", content)
    say(
        words.say(
            "It is in {folder}, for anyone to read. Keep it safe, or delete it after use.", folder=target
        )
    )


def _written(taken: TakenHome, form: str, words: Wording) -> tuple[str, bytes]:
    """The ending of a file's name, and what is in it."""
    from workshop.export import plan_html, plan_json, plan_markdown, plan_text

    if form == "json":
        return "json", plan_json(taken.answers, taken.group, versions=taken.versions)
    if form == "pdf":
        return _on_paper(taken, words)
    return _ENDINGS[form], {"html": plan_html, "md": plan_markdown, "text": plan_text}[form](
        taken.plan, words
    )


def _on_paper(taken: TakenHome, words: Wording) -> tuple[str, bytes]:
    """A PDF, or a page in its place where paper would be full of empty boxes or cannot be made."""
    from workshop.export import PressFailed, boxes, plan_html, plan_pdf

    if boxes(taken.plan, words):
        say(
            words.say(
                "This laptop has no font for some letters of this plan: on paper they would be empty boxes. "
                "In place of the PDF there is a page, which a phone can show and print."
            )
        )
        return "html", plan_html(taken.plan, words)
    try:
        return "pdf", plan_pdf(taken.plan, words)
    except PressFailed:
        say(words.say("The PDF could not be made. In its place there is a page, which a browser can print."))
        return "html", plan_html(taken.plan, words)


def _ask_code(words: Wording) -> str:
    if not is_interactive():
        raise WorkshopError("The code is asked for on the terminal. Without one, use --code-file.")
    return getpass.getpass(words.say("Plan code: "))
