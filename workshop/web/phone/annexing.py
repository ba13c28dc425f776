"""An annex for a request: lines that their owner chooses, says again by role, and looks at before they leave.

Without a script the texts travel from step to step in the forms; nothing of them is kept.
"""

from __future__ import annotations

from starlette.responses import Response

from workshop.domain.cleaning import clean
from workshop.export.annex import (
    AnnexField,
    annex_choices,
    annex_fields,
    annex_html,
    annex_letter,
    annex_text,
)
from workshop.room import Room
from workshop.web.pages import Pages

from .keys import Keys
from .planscreens import PlanScreens
from .taking import attached
from .visit import Visit

_LINE = "line."


class Annexing:
    def __init__(self, room: Room, pages: Pages, keys: Keys, plans: PlanScreens) -> None:
        self._room = room
        self._pages = pages
        self._keys = keys
        self._plans = plans

    async def __call__(self, visit: Visit) -> Response:
        chosen = annex_fields(_texts(visit), visit.words)
        match visit.field("_step"):
            case "say" if chosen:
                return self._page(visit, "say", chosen)
            case "see" if chosen:
                return self._page(visit, "see", chosen)
            case "take" if chosen:
                return self._file(visit, chosen)
            case _:
                return await self._choose(visit)

    async def _choose(self, visit: Visit) -> Response:
        if "_code" not in visit.fields:
            return self._page(visit, "code", ())
        key = await self._keys.typed(visit)
        if isinstance(key, str):
            return self._page(visit, "code", (), refusal=key)
        return self._page(visit, "choose", annex_choices(self._keys.read(key).plan, visit.words))

    def _file(self, visit: Visit, chosen: tuple[AnnexField, ...]) -> Response:
        written = annex_letter(chosen, visit.words)
        if visit.field("_format") == "txt":
            return attached(annex_text(written, visit.words), "text/plain; charset=utf-8", "notes.txt")
        return attached(annex_html(written, visit.words), "text/html; charset=utf-8", "notes.html")

    def _page(self, visit: Visit, step: str, fields: tuple[AnnexField, ...], refusal: str = "") -> Response:
        return self._pages.page(
            "phone/annex.html",
            visit.words,
            422 if refusal else 200,
            visit=visit,
            step_name=step,
            fields=fields,
            letter=annex_letter(fields, visit.words),
            salt=self._plans.salt,
            refusal=refusal,
        )


def _texts(visit: Visit) -> dict[str, list[str]]:
    """What was chosen, or said again, by field of the plan."""
    return {
        name.removeprefix(_LINE): [clean(value) for value in values]
        for name, values in visit.fields.items()
        if name.startswith(_LINE)
    }
