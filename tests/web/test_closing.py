"""Phones after closing: no form takes answers, and plans stay theirs."""

from __future__ import annotations

from tests.web.conftest import Phone
from workshop.room import Room


async def test_after_closing_phones_are_told_kindly(phone: Phone, room: Room) -> None:
    room.open_form("stressor-mapping")
    form = next(f for f in (await phone.join()).page.posts if f.hidden.get("_do") == "answer")
    await room.close_form("stressor-mapping")
    late = await phone.send(form)
    assert late.status == 409 and b"can be opened again" in late.body
    await room.closing.close()
    late = await phone.send(form)
    assert late.status == 409 and b"can be opened again" not in late.body
    waiting = await phone.join()
    assert "This workshop is closed" in waiting.body.decode()
    assert "Your plan is still here" in waiting.body.decode()
    assert "When a question opens" not in waiting.body.decode()
    assert (await phone.get("/m?lang=en")).status == 200
