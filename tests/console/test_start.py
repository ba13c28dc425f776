"""The first screen gives back exactly what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from workshop.console import Choice, Demo, Doctor, Leave, New, Print, Resume, Start
from workshop.library import load_library
from workshop.wording import ENGLISH

from .conftest import on_screen
from .rest import rest

AGENDAS = tuple(load_library().agendas.values())
"""Three to start with: half-day-introduction, team-care-plan-day, three-day-holistic."""


async def press(app: Start, pilot: Pilot[Choice], *keys: str) -> None:
    """Presses each key when what came before is done."""
    await rest(app)
    for key in keys:
        await pilot.press(key)
        await rest(app)


async def chosen(*keys: str, recent: tuple[Path, ...] = ()) -> Choice | None:
    app = Start(ENGLISH, recent, AGENDAS)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await press(app, pilot, *keys)
    return app.return_value


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (("down", "enter"), Demo()),
        (("down", "down", "enter", "down", "enter"), Print("team-care-plan-day")),
        (("down", "down", "down", "enter"), Doctor()),
        (("down", "down", "down", "down", "enter"), Leave()),
        (("ctrl+q",), Leave()),
    ],
)
async def test_a_choice(keys: tuple[str, ...], choice: Choice) -> None:
    assert await chosen(*keys) == choice


async def test_a_new_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert await chosen("enter", "down", "enter", "enter") == New("team-care-plan-day", Path("notes"))


async def test_a_newcomer_is_shown_three_and_the_rest_one_step_further() -> None:
    app = Start(ENGLISH, (), AGENDAS)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, "enter")
        seen = on_screen(app)
        shown = [agenda for agenda in AGENDAS if agenda.title in seen]
        assert [agenda.start_here for agenda in shown] == [True] * 3
        assert "10 further agendas." in seen
        await press(app, pilot, "down", "down", "down", "enter")
        assert "After an incident" in on_screen(app)
        await press(app, pilot, "enter", "enter")
    assert app.return_value == New("after-an-incident", Path("notes"))


async def test_a_folder_that_exists_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    assert await chosen("enter", "enter", "enter") is None
    assert await chosen("enter", "enter", "enter", "2", "enter") == New("half-day-introduction", Path("2"))


async def test_a_folder_needs_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert await chosen("enter", "enter", *["backspace"] * 5, "enter") is None


async def test_escape_goes_back_one_question() -> None:
    assert await chosen("enter", "enter", "escape", "escape", "escape", "down", "enter") == Demo()


async def test_going_on_comes_first() -> None:
    recent = (Path("/somewhere/[bold]notes"), Path("/elsewhere/other"))
    assert await chosen("enter", recent=recent) == Resume(recent[0])
    assert await chosen("down", "enter", recent=recent) == Resume(recent[1])


async def test_names_of_folders_are_only_text() -> None:
    app = Start(ENGLISH, (Path("/x/[bold] nope"),), AGENDAS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Go on with [bold] nope" in on_screen(app)
