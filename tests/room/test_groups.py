"""What is said for small groups: in memory only, for that only, and gone as early as can be."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from workshop.domain.groups import Person, Question, Wishes
from workshop.domain.signs import SIGNS
from workshop.room import FormIsClosed, GroupMaker, NotNow, Room, enter
from workshop.vault import FromFile, Keyholder, Vault

CANARY = "canary-wren-41"
BY_ALL = Wishes(work="together", managers_apart=True)


def asked(maker: GroupMaker, wishes: Wishes = BY_ALL, people: int = 9) -> list[str]:
    """The form is open, and so many have sent it; their tickets."""
    maker.wish(wishes)
    maker.open()
    tickets = [maker.ticket() for _ in range(people)]
    for number, ticket in enumerate(tickets):
        maker.answer(Person(ticket, "legal" if number % 2 else CANARY, "manager" if number < 2 else "staff"))
    return tickets


def held() -> int:
    """How many people's words are somewhere in memory."""
    gc.collect()
    return sum(isinstance(thing, Person) and bool(thing.position) for thing in gc.get_objects())


def phase(room: Room) -> str:
    return room.groups.phase


def shown(maker: GroupMaker) -> list[tuple[str, str]] | None:
    """What the wall may show, by signs."""
    wall = maker.for_the_wall
    return [(sign.id, place) for sign, place in wall.places] if wall else None


async def unlock(room: Room, passphrase_file: Path) -> None:
    await room.adopt(Keyholder.unlock(room.vault.folder, FromFile(passphrase_file)))


async def test_the_agenda_and_the_session_set_it_up_beforehand(room: Room) -> None:
    assert room.groups.wishes.own_choice
    assert room.groups.wishes.work == "together"
    assert room.groups.wishes.managers_apart
    room.groups.wish(Wishes())
    room.groups.put_away()
    assert room.groups.wishes.own_choice


async def test_only_what_the_rules_need_is_held(room: Room) -> None:
    maker = room.groups
    maker.wish(Wishes(work="mixed"))
    maker.open()
    ticket = maker.ticket()
    maker.answer(Person(ticket, "legal", "manager", "1"))
    assert maker._people[ticket] == Person(ticket, "legal")
    maker.answer(Person(ticket, CANARY))
    assert maker._people[ticket] == Person(ticket), "and no work that was not offered"


async def test_the_disk_hears_that_groups_were_made_and_nothing_else(room: Room, folder: Path) -> None:
    def letters() -> list[tuple[str, int]]:
        return [(file.name, file.stat().st_size) for file in sorted(folder.glob("letters*"))]

    before, log = letters(), (folder / "log").stat().st_size
    maker = room.groups
    maker.ask_also(Question(CANARY, ("yes", "no")))
    maker.name_places({"circle": CANARY})
    tickets = asked(maker)
    opened = (folder / "log").stat().st_size
    assert opened > log
    maker.draw()
    maker.settle()
    maker.show()
    maker.onward()
    made = (folder / "log").stat().st_size
    maker.one_more()
    maker.onward()
    assert (folder / "log").stat().st_size == made
    maker.put_away()
    assert letters() == before
    room.lock()
    everything = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert CANARY.encode() not in everything
    assert not [ticket for ticket in tickets if ticket.encode() in everything]


async def test_the_logbook_names_acts_without_content(room: Room) -> None:
    told = len(room.vault.events())
    maker = room.groups
    maker.ask_also(Question(CANARY, ("yes", "no")))
    maker.name_places({"circle": CANARY})
    asked(maker)
    maker.draw()
    maker.settle()
    maker.put_away()
    acts = [event.decode() for event in room.vault.events()][told:]
    at = '"at": "2026-10-12T09:00:00"'
    assert acts == [f'{{"event": "{act}", {at}}}' for act in ("GroupsOpened", "GroupsMade", "GroupsPutAway")]


async def test_what_was_said_goes_when_the_groups_are_made(room: Room) -> None:
    tickets = asked(room.groups)
    assert held() == 9
    room.groups.draw()
    assert held() == 9, "for drawing again"
    room.groups.settle()
    assert held() == 0
    assert room.groups.question is None
    assert all(room.groups.sign_of(ticket) for ticket in tickets)


async def test_what_was_said_goes_when_the_groups_are_put_away(room: Room) -> None:
    (ticket, *_) = asked(room.groups)
    room.groups.put_away()
    assert held() == 0
    assert phase(room) == "resting"
    assert not room.groups.waits(ticket)


@pytest.mark.parametrize("drafted", [False, True])
async def test_what_was_said_goes_with_the_lock_and_it_says_so(room: Room, drafted: bool) -> None:
    (ticket, *_) = asked(room.groups)
    if drafted:
        room.groups.draw()
    room.lock()
    assert held() == 0
    assert not room.groups.in_memory
    assert (room.groups.question, room.groups.groups) == (None, None)
    assert phase(room) == "lost"
    assert not room.groups.is_open
    with pytest.raises(FormIsClosed):
        room.groups.answer(Person(ticket, "legal"))
    with pytest.raises(NotNow, match="Unlock first"):
        room.groups.open()


async def test_a_keyholder_that_died_by_itself_takes_it_along(room: Room) -> None:
    (ticket, *_) = asked(room.groups)
    room.vault.lock()
    with pytest.raises(FormIsClosed):
        room.groups.answer(Person(ticket, "legal"))
    assert room.locked
    assert held() == 0


async def test_signs_stay_while_locked(room: Room, passphrase_file: Path) -> None:
    tickets = asked(room.groups)
    room.groups.draw()
    room.groups.settle()
    signs = [room.groups.sign_of(ticket) for ticket in tickets]
    room.lock()
    assert [room.groups.sign_of(ticket) for ticket in tickets] == signs
    await unlock(room, passphrase_file)
    assert phase(room) == "made"


async def test_after_a_lock_it_is_asked_again_from_the_beginning(room: Room, passphrase_file: Path) -> None:
    (old, *_) = asked(room.groups)
    room.lock()
    await unlock(room, passphrase_file)
    assert phase(room) == "lost"
    room.groups.wish(BY_ALL)
    room.groups.open()
    assert phase(room) == "asking"
    assert not room.groups.is_ticket(old), "a ticket dies with its opening"
    with pytest.raises(FormIsClosed):
        room.groups.answer(Person(old))


@pytest.mark.parametrize("made", [False, True])
async def test_after_a_crash_it_must_be_asked_again(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock, made: bool
) -> None:
    asked(room.groups)
    if made:
        room.groups.draw()
        room.groups.settle()
    room.vault.close()
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    again = await enter(vault, clock=clock)
    assert phase(again) == "lost"
    assert again.groups.groups is None
    again.groups.put_away()
    assert phase(again) == "resting"
    vault.close()


async def test_nothing_more_is_shown_by_a_group_than_people_were_told(room: Room) -> None:
    maker = room.groups
    asked(maker, Wishes(work="mixed"))
    for wishes in (Wishes(work="together"), Wishes(work="mixed", managers_apart=True)):
        with pytest.raises(NotNow, match="People were told something else"):
            maker.wish(wishes)
    maker.wish(Wishes())
    maker.wish(Wishes(work="mixed", many=3))
    maker.draw()
    with pytest.raises(NotNow, match="People were told something else"):
        maker.wish(Wishes(work="together"))
    with pytest.raises(NotNow, match="People were told something else"):
        maker.ask_also(Question("?", ("yes", "no")))


async def test_the_form_opens_again_with_what_came_before(room: Room) -> None:
    tickets = asked(room.groups)
    room.groups.draw()
    assert phase(room) == "drafted"
    openings = room.state.groups_opened
    room.groups.open()
    assert room.groups.is_open
    assert room.state.groups_opened == openings
    assert all(room.groups.waits(ticket) for ticket in tickets)
    room.groups.answer(Person(room.groups.ticket()))
    room.groups.draw()
    assert room.groups.arrived == 10


async def test_who_comes_is_counted_in_steps_while_the_form_is_open(room: Room) -> None:
    asked(room.groups, people=9)
    assert room.groups.arrived == 5
    room.groups.draw()
    assert room.groups.arrived == 9


async def test_an_answer_can_be_changed_and_taken_back(room: Room) -> None:
    maker = room.groups
    (ticket, *_) = asked(maker, people=3)
    maker.answer(Person(ticket, "media"))
    assert maker._people[ticket].work == "media"
    maker.withdraw(ticket)
    maker.withdraw("never given out")
    maker.draw()
    assert maker.groups is not None
    assert sum(group.size for group in maker.groups.groups) == 2
    with pytest.raises(FormIsClosed):
        maker.withdraw(ticket)


async def test_nobody_fills_the_memory(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.room.groups.MOST_PEOPLE", 4)
    tickets = asked(room.groups, people=4)
    with pytest.raises(FormIsClosed):
        room.groups.answer(Person(room.groups.ticket()))
    room.groups.answer(Person(tickets[0], "media"))


@pytest.mark.parametrize("ticket", ["", "abc", "abc.def", "é", "x" * 9000, "a.b.c"])
async def test_a_ticket_that_was_not_given_out_is_none(room: Room, ticket: str) -> None:
    asked(room.groups, people=1)
    assert not room.groups.is_ticket(ticket)
    with pytest.raises(FormIsClosed):
        room.groups.answer(Person(ticket))


async def test_a_room_without_phones_draws_its_groups_from_a_hat(room: Room) -> None:
    maker = room.groups
    maker.wish(Wishes(work="together"))
    with pytest.raises(NotNow, match="Open the form first"):
        maker.draw()
    maker.wish(Wishes(work="together", without_phone=9))
    maker.draw()
    assert maker.groups is not None
    assert [group.from_hat for group in maker.groups.groups].count(0) == 0
    assert [note.trouble for note in maker.groups.notes] == ["nobody_asked"]
    maker.settle()
    sign = maker.one_more()
    assert sum(group.from_hat for group in maker.groups.groups) == 10
    assert sign in maker.groups.signs


async def test_by_own_choice_nothing_is_asked(room: Room) -> None:
    maker = room.groups
    with pytest.raises(NotNow, match="nothing is asked"):
        maker.open()
    maker.draw()
    maker.settle()
    assert maker.groups is not None
    assert maker.groups.signs == SIGNS[:4]
    with pytest.raises(NotNow):
        maker.one_more()


async def test_too_few_make_no_groups(room: Room) -> None:
    asked(room.groups, people=1)
    with pytest.raises(NotNow, match="Fewer than two"):
        room.groups.draw()
    room.groups.wish(Wishes(without_phone=1))
    room.groups.draw()
    with pytest.raises(NotNow, match="Fewer than two"):
        room.groups.wish(Wishes())


async def test_one_step_comes_after_the_other(room: Room) -> None:
    maker = room.groups
    for act in (maker.settle, maker.show, maker.onward, maker.one_more):
        with pytest.raises(NotNow):
            act()
    asked(maker)
    maker.open()
    assert held() == 9, "opening what is open loses nothing"
    maker.draw()
    for act in (maker.show, maker.onward):
        with pytest.raises(NotNow):
            act()
    maker.settle()
    for late in (maker.open, maker.draw, maker.settle):
        with pytest.raises(NotNow):
            late()
    with pytest.raises(NotNow):
        maker.wish(Wishes())


async def test_sharing_goes_on_and_one_step_back(room: Room) -> None:
    maker = room.groups
    asked(maker, Wishes(by="number", many=4))
    maker.draw()
    maker.settle()
    maker.back()
    maker.onward()
    first = maker.share
    assert first is not None and [len(pair) for pair in first.pairs] == [2, 2]
    assert maker.partners(first.pairs[0][0]) == first.pairs[0][1:]
    maker.onward()
    assert maker.share == first.onward()
    assert maker.partners(first.pairs[0][0]) == ()
    maker.back()
    assert maker.share == first
    maker.back()
    assert maker.share is None


async def test_the_wall_sees_signs_and_places_when_the_facilitator_wants_it(room: Room) -> None:
    maker = room.groups
    maker.name_places({"circle": "by the window", "square": ""})
    asked(maker, Wishes(by="number", many=3))
    maker.draw()
    assert shown(maker) is None
    maker.settle()
    assert shown(maker) is None
    maker.show()
    assert shown(maker) == [("circle", "by the window"), ("square", ""), ("leaf", "")]
    maker.show()
    assert shown(maker) is None
