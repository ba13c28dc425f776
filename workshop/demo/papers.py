"""What people of the demo take home on paper: set in one batch from what their phones carry.

A few phones fetch their PDF from the laptop; for all others it is set here, as `workshop open` sets it for
whoever brings a code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workshop.domain.answer import Refused
from workshop.domain.plan import Plan, assemble
from workshop.domain.plan_parts import Form
from workshop.domain.prompt import from_plain
from workshop.export import (
    PressFailed,
    plan_papers,
    plan_text,
    read_plan_json,
    reminder_ics,
    review_days,
)
from workshop.room import Room
from workshop.wording import Wording

FETCHED = 3
"""So many phones fetch their PDF over HTTP: that is slower, and the same."""
BAR = 24
_PAPERS: tuple[tuple[Form, str], ...] = (
    ("full", "plan.pdf"),
    ("pocket", "card.pdf"),
    ("buddy", "buddy.pdf"),
)
_STEPS = 4
"""Lines that say how far a batch is."""


def bar(done: int, of: int) -> str:
    filled = round(BAR * done / of)
    return "█" * filled + "░" * (BAR - filled)


def take_papers(
    room: Room, kept: Sequence[bytes], words: Wording, say: Callable[[str], None]
) -> list[dict[str, bytes]]:
    """For each plan.json in `kept` the papers of its owner, by file name. Takes a while: not in the loop."""
    plans = [_plan(room, data) for data in kept]
    folders: list[dict[str, bytes]] = [{} for _ in plans]
    total = len(_PAPERS) * len(plans)

    def told(before: int) -> Callable[[int], None]:
        def tell(done: int) -> None:
            now = before + done
            if now * _STEPS // total > (now - 1) * _STEPS // total:
                pages = words.say("{done} of {total} papers set", done=now, total=total)
                say(f"  {bar(now, total)}  {pages}")

        return tell

    for place, (form, name) in enumerate(_PAPERS):
        papers = plan_papers(plans, words, told(place * len(plans)), room.contacts, form=form)
        for folder, made in zip(folders, papers, strict=True):
            if not isinstance(made, PressFailed):
                folder[name] = made
    for folder, plan in zip(folders, plans, strict=True):
        folder |= dict(_files(plan, words))
    return folders


def _plan(room: Room, data: bytes) -> Plan:
    """The plan that a phone's plan.json holds."""
    kept = read_plan_json(data)
    entries = []
    for name, plain in kept.answers.items():
        exercise, _, prompt_id = name.partition("/")
        known = room.bundle.exercises.get(exercise)
        prompt = known.prompt(prompt_id) if known else None
        answer = from_plain(prompt, plain) if prompt else None
        if prompt is not None and answer is not None and not isinstance(answer, Refused):
            entries.append((prompt, answer))
    return assemble(entries, kept.group)


def _files(plan: Plan, words: Wording) -> Iterator[tuple[str, bytes]]:
    yield "plan.txt", plan_text(plan, words)
    days = review_days(plan)
    if days:
        yield "days.ics", reminder_ics(days, words)
