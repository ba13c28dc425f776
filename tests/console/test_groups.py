"""The place of small groups: every key of it, what it never shows, and how it looks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from tests.conftest import HOSTILE
from workshop.console.keys import keys
from workshop.console.screens.groupsheets import question_of
from workshop.console.widgets.groups import note_words
from workshop.domain.cleaning import one_line
from workshop.domain.groups import Note, Person, Question, Wishes
from workshop.domain.signs import SIGNS
from workshop.room import Room
from workshop.wording import ENGLISH, wording

from .conftest import Driven, Driving
from .test_wording import untouched


def come(room: Room, number: int, work: str = "legal", managers: int = 0) -> None:
    for place in range(number):
        room.groups.answer(Person(room.groups.ticket(), work, "manager" if place < managers else "staff"))


def wished(driven: Driven) -> Wishes:
    return driven.room.groups.wishes


def phase(driven: Driven) -> str:
    return driven.room.groups.phase


def asked(driven: Driven) -> Question | None:
    return driven.room.groups.question


def is_on_the_wall(driven: Driven) -> bool:
    return driven.room.groups.for_the_wall is not None


async def to_draft(driven: Driven, people: int = 9) -> None:
    """Asked and answered, and looked at."""
    driven.room.groups.wish(Wishes(work="together", managers_apart=True))
    await driven.press("m", "o")
    come(driven.room, people, managers=3)
    await driven.press("enter")


async def test_the_way_there_and_back(console: Driving) -> None:
    async with console() as driven:
        await driven.press("m")
        assert driven.place == "SmallGroups"
        assert "○ No groups yet" in driven.seen
        await driven.press("m")
        assert driven.place == "Day"
        await driven.press("m", "escape")
        assert driven.place == "Day"


async def test_it_begins_as_the_agenda_has_it(console: Driving) -> None:
    async with console() as driven:
        await driven.press("m")
        assert "yes: signs only, nobody is placed" in driven.seen
        assert "the same work sits together; a group shows it" in driven.seen
        assert "in groups of their own; who leads can be seen by that" in driven.seen


async def test_more_fewer_and_size_or_number(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes())
        await driven.press("m", "up")
        assert wished(driven).many == 5
        assert "of about 5 people" in driven.seen
        await driven.press("down", "down", "down", "down", "down")
        assert wished(driven).many == 2
        await driven.press("tab")
        assert wished(driven).by == "number"
        assert "2 groups · tab" in driven.seen
        await driven.press("tab")
        assert wished(driven).by == "size"
        await driven.press(*["up"] * 15)
        assert wished(driven).many == len(SIGNS)


async def test_the_rules_by_their_keys(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes())
        await driven.press("m")
        assert re.search(r"1 +Work +does not matter", driven.seen)
        await driven.press("1")
        assert wished(driven).work == "together"
        await driven.press("1")
        assert wished(driven).work == "mixed"
        assert re.search(r"1 +Work +mixed, so that a group does not show it", driven.seen)
        await driven.press("1")
        assert wished(driven).work is None
        await driven.press("2")
        assert wished(driven).managers_apart
        await driven.press("2")
        assert not wished(driven).managers_apart
        await driven.press("4")
        assert wished(driven).own_choice
        await driven.press("tab")
        assert wished(driven).by == "number", "by own choice nobody counts people"
        await driven.press("4")
        assert wished(driven) == Wishes()


async def test_people_without_a_phone_are_added_by_hand(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes())
        await driven.press("m", "right", "right", "right", "left")
        assert wished(driven).without_phone == 2
        assert "2 draw a sign from the hat" in driven.seen
        await driven.press("left", "left", "left")
        assert wished(driven).without_phone == 0
        await driven.press(*["right"] * 8, "enter")
        assert driven.seen.count("4 of them from the hat") == 2


async def test_a_question_is_typed_turned_and_taken_away(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes())
        await driven.press("m", "3")
        assert driven.place == "GroupQuestion"
        await driven.press(*"Tea?", "enter", "enter")
        assert "Please write a question and two to six answers" in driven.seen
        await driven.press(*"yes,no, yes", "enter")
        assert asked(driven) == Question("Tea?", ("yes", "no"))
        assert wished(driven).answer == "mixed"
        assert "mixed by it: Tea? (yes · no)" in driven.seen
        await driven.press("3")
        assert "separated by it; a group shows it: Tea? (yes · no)" in driven.seen
        await driven.press("3")
        assert asked(driven) is None and wished(driven).answer is None
        await driven.press("3")
        assert "yes, no" in driven.seen, "what was typed before is there to be changed"
        await driven.press("escape")
        assert asked(driven) is None


@pytest.mark.parametrize(
    ("text", "options", "found"),
    [
        ("Tea?", "yes, no", ("yes", "no")),
        ("Tea?", "نعم، لا", ("نعم", "لا")),
        ("Tea?", "a/b;c、d", ("a", "b", "c", "d")),
        ("Tea?", "yes, yes,", None),
        ("Tea?", "a,b,c,d,e,f,g", None),
        ("  ", "yes, no", None),
        ("a\x1b]0;x\x07b", "\x1b[2J1, 2", ("[2J1", "2")),
    ],
)
def test_a_question_has_two_to_six_answers(text: str, options: str, found: tuple[str, ...] | None) -> None:
    question = question_of(text, options)
    assert (question.options if question else None) == found
    assert question is None or "\x1b" not in question.text


async def test_places_are_named_for_each_sign(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes(by="number", many=3))
        await driven.press("m", "5")
        assert driven.place == "GroupPlaces"
        await driven.press(*"by the window", "down", *"garden", "down", "up", "end", *"s", "enter")
        assert driven.room.groups.places == {"circle": "by the window", "square": "gardens"}
        assert "circle: by the window · square: gardens" in driven.seen
        await driven.press("5", *"x", "escape")
        assert driven.room.groups.places["circle"] == "by the window"


async def test_the_form_opens_and_people_are_counted_in_steps(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes(work="mixed"))
        await driven.press("m", "o")
        assert driven.room.groups.is_open
        assert "● Open · fewer than 3 people" in driven.seen
        come(driven.room, 9)
        await driven.settle()
        assert "● Open · 5 or more people" in driven.seen
        await driven.press("escape")
        assert "Also open: Small groups" in driven.seen


async def test_the_first_look_shows_sizes_and_never_who(console: Driving) -> None:
    async with console() as driven:
        await to_draft(driven)
        assert phase(driven) == "drafted"
        assert "Only you see these groups, and not who is in them" in driven.seen
        assert sorted(re.findall(r"(\d) people", driven.seen)) == ["3", "3", "3", "4"], "the last is the wish"
        assert "legal" not in driven.seen


async def test_groups_can_be_drawn_again(console: Driving) -> None:
    async with console() as driven:
        await to_draft(driven)
        drawn = set()
        for _ in range(12):
            await driven.press("x")
            assert driven.room.groups.groups is not None
            drawn.add(driven.room.groups.groups)
        assert len(drawn) > 6
        assert phase(driven) == "drafted"


async def test_the_form_opens_again_from_the_first_look(console: Driving) -> None:
    async with console() as driven:
        await to_draft(driven)
        await driven.press("o")
        assert driven.room.groups.is_open
        assert driven.room.groups.arrived == 5


async def test_made_shown_shared_and_put_away(console: Driving) -> None:
    async with console() as driven:
        room = driven.room
        await to_draft(driven, 12)
        await driven.press("enter")
        assert phase(driven) == "made"
        assert "✓ The groups are made · ○ not on the wall" in driven.seen
        await driven.press("r")
        assert is_on_the_wall(driven)
        assert "● on the wall" in driven.seen
        await driven.press("right")
        assert driven.told and driven.told[-1].startswith("One more sign for somebody who came late:")
        assert "1 of them from the hat" in driven.seen
        await driven.press("left")
        assert "1 of them from the hat" in driven.seen
        await driven.press("enter")
        assert "First: each group with one other" in driven.seen
        await driven.press("enter")
        assert "One sentence from each pair" in driven.seen
        assert driven.seen.count("▶") == 2
        await driven.press("backspace")
        assert "First: each group with one other" in driven.seen
        share = room.groups.share
        assert share is not None
        await driven.press(*["enter"] * (len(share.pairs) + 1))
        assert "✓ Every pair was heard" in driven.seen
        await driven.press("r")
        assert not is_on_the_wall(driven)
        await driven.press("delete")
        assert driven.place == "PutAway"
        await driven.press("escape")
        assert phase(driven) == "made"
        await driven.press("delete", "enter")
        assert phase(driven) == "resting"
        assert room.state.groups == ""


async def test_what_is_not_possible_is_told_gently(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes(work="mixed"))
        await driven.press("m", "enter", "r", "x", "backspace", "delete")
        assert driven.told == [
            "Open the form first, or say how many have no phone.",
            "There are no groups to show yet.",
        ]
        assert phase(driven) == "resting"


async def test_a_rule_cannot_show_more_than_people_were_told(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.ask_also(Question("Tea?", ("yes", "no")))
        driven.room.groups.wish(Wishes(work="mixed", answer="mixed"))
        await driven.press("m", "o", "1")
        assert wished(driven).work is None
        await driven.press("1")
        assert wished(driven).work == "mixed", "never together"
        await driven.press("3")
        assert wished(driven).answer is None
        await driven.press("3")
        assert wished(driven).answer == "mixed"
        await driven.press("2")
        assert not wished(driven).managers_apart
        assert any("People were told something else" in told for told in driven.told)


async def test_the_page_is_turned(console: Driving) -> None:
    async with console(size=(80, 12)) as driven:
        await driven.press("m")
        assert "Places" not in driven.seen
        await driven.press("pagedown")
        assert "Places" in driven.seen
        await driven.press("pageup")
        assert "No groups yet" in driven.seen


async def test_after_a_lock_it_says_that_it_must_be_asked_again(console: Driving) -> None:
    async with console() as driven:
        driven.room.groups.wish(Wishes(work="mixed"))
        await driven.press("m", "o")
        come(driven.room, 6)
        await driven.press("l")
        assert driven.place == "Cover"
        await driven.press("escape", "m")
        assert "It must be asked again" in driven.seen
        await driven.press("o")
        assert driven.told[-1].startswith("Unlock first")
    async with console() as driven:
        await driven.press("escape")
        assert any("Small groups must be asked again (m)" in told for told in driven.told)


async def test_every_key_of_the_place_has_its_test_here() -> None:
    pressed = set(re.findall(r'"(\w+)"', Path(__file__).read_text(encoding="utf-8")))
    for key in keys(ENGLISH):
        if key.place == "groups":
            assert set(key.keys.split(",")) & pressed, key.id


async def test_what_could_not_be_kept_is_said_honestly() -> None:
    said = {
        trouble: note_words(ENGLISH, Note(trouble, 2))
        for trouble in (
            "one_group", "fewer", "managers_with_staff", "manager_alone",
            "alone", "shared", "not_asked", "nobody_asked",
        )
    }  # fmt: skip
    assert said["managers_with_staff"] == "2 managers are with staff: there was no other way."
    assert said["manager_alone"] == "One manager is alone: a facilitator works with them."
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_words_are_only_words(console: Driving, hostile: str) -> None:
    async with console(size=(120, 40)) as driven:
        cleaned = one_line(hostile)
        driven.room.groups.name_places({sign.id: cleaned for sign in SIGNS})
        driven.room.groups.wish(Wishes())
        driven.room.groups.ask_also(question_of(hostile, f"{cleaned},no"))
        await driven.press("m")
        start = cleaned.split()[0][:20]
        assert start in driven.seen
        assert driven.app.is_running
        await driven.press("o")
        come(driven.room, 9)
        await driven.press("enter", "5", "escape", "enter", "enter", "enter")
        assert phase(driven) == "made"
        assert "\x1b" not in driven.seen


@pytest.mark.parametrize("size", [(2, 1), (40, 12), (60, 18), (80, 24), (200, 60)])
async def test_it_fits_every_size(console: Driving, size: tuple[int, int]) -> None:
    async with console(size=size) as driven:
        driven.room.groups.wish(Wishes())
        await driven.press("m", "3", "escape", "5", "escape", "o")
        come(driven.room, 30)
        await driven.press("enter", "enter", "r", "enter", "enter", "delete", "enter")
        assert phase(driven) == "resting"


async def test_no_english_survives(console: Driving) -> None:
    async with console(size=(140, 60), words=wording("en-XA")) as driven:
        room = driven.room
        for wishes in (Wishes(), replace(room.groups.wishes, own_choice=False, answer=None)):
            room.groups.wish(wishes)
            await driven.press("m")
            for key in ("right", "3", "escape", "5", "escape", "o"):
                await driven.press(key)
                assert untouched(driven.seen) == set(), key
            come(room, 9, managers=1)
            for key in ("enter", "enter", "r", "right", "enter", "enter", "enter", "enter", "delete"):
                await driven.press(key)
                assert untouched(driven.seen) == set(), key
                assert all(untouched(told) == set() for told in driven.told)
            await driven.press("enter", "escape")


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


def taken(driven: Driven) -> str:
    return re.sub(r"@font-face \{.*?\}", "", driven.app.export_screenshot(title="Workshop"), flags=re.DOTALL)


async def test_look_of_the_rules(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(80, 24), theme="dusk") as driven:
        driven.room.groups.ask_also(Question("Tea?", ("yes", "no")))
        driven.room.groups.wish(Wishes(work="together", managers_apart=True, answer="mixed"))
        await driven.press("m", "right", "o")
        assert "● Open · fewer than 3 people" in driven.seen
        assert taken(driven) == picture


async def test_look_of_sharing(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(120, 40), theme="paper") as driven:
        driven.room.groups.wish(Wishes(own_choice=True, by="number", many=2))
        await driven.press("m", "enter", "enter", "r", "enter")
        assert "First: each group with one other" in driven.seen
        share = driven.room.groups.share
        assert share is not None
        # Who begins is drawn.
        driven.room.groups.share = replace(share, pairs=((SIGNS[0], SIGNS[1]),))
        driven.app.look()
        await driven.settle()
        assert taken(driven) == picture
