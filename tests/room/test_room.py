"""The room: what phones send is durable and nobody's; what is shown follows one rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.domain.answer import Answer, ChoiceAnswer, MultiAnswer, ScaleAnswer, TextAnswer
from workshop.domain.disclosure import Hidden
from workshop.domain.events import QUESTIONS
from workshop.domain.figure import Bars, Notes
from workshop.domain.prompt import Audience
from workshop.library import load_library
from workshop.room import Care, Entry, FormIsClosed, NotNow, NotReady, Response, Room, enter
from workshop.vault import FromFile, PlanCode, Vault, derive, open_entry, slot_text, unwrap, wrap

from ..conftest import FakeClock
from .seeing import CHECK_OUT, weather

AGREEMENT = "group-agreement"


async def _answer(room: Room, count: int, weather: str = "sun") -> list[str]:
    """`count` people answer the check-out's form; their submission ids."""
    ids = [room.submission_id(CHECK_OUT, Audience.ROOM) for _ in range(count)]
    for id in ids:
        answers: dict[str, Answer] = {
            "weather": ChoiceAnswer(weather),
            "for-each-other": TextAnswer(f"tea with {id[:4]}"),
        }
        await room.receive(Response(CHECK_OUT, Audience.ROOM, id, answers))
    return ids


async def _entered_again(room: Room, folder: Path, passphrase_file: Path, clock: FakeClock) -> Room:
    """As after a crash: nothing is closed in order, everything is read from disk."""
    room.vault.close()
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    return await enter(vault, clock=clock)


async def test_a_figure_appears_at_closing_and_not_before(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await _answer(room, 6)
    assert weather(room) is None
    await room.close_form(CHECK_OUT)
    assert weather(room) == 6


async def test_fewer_than_five_are_never_shown(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await _answer(room, 4)
    await room.close_form(CHECK_OUT)
    assert weather(room) is None


async def test_later_answers_join_in_threes(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await _answer(room, 6)
    await room.close_form(CHECK_OUT)
    room.open_form(CHECK_OUT)
    await _answer(room, 2)
    await room.close_form(CHECK_OUT)
    assert weather(room) == 6, "two late answers wait"
    prompt = room.bundle.exercises[CHECK_OUT].prompt("weather")
    assert prompt
    shown = room.figures.shown(CHECK_OUT, prompt)
    assert not isinstance(shown, Hidden) and shown.at_least
    room.open_form(CHECK_OUT)
    await _answer(room, 1)
    await room.close_form(CHECK_OUT)
    assert weather(room) == 9


async def test_the_same_id_again_takes_the_place_of_the_first(room: Room) -> None:
    room.open_form(CHECK_OUT)
    ids = await _answer(room, 5)
    await room.receive(Response(CHECK_OUT, Audience.ROOM, ids[0], {"weather": ChoiceAnswer("storm")}))
    await room.close_form(CHECK_OUT)
    prompt = room.bundle.exercises[CHECK_OUT].prompt("weather")
    assert prompt
    shown = room.figures.shown(CHECK_OUT, prompt)
    assert not isinstance(shown, Hidden) and isinstance(shown.figure, Bars)
    assert {bar.id: bar.count for bar in shown.figure.bars if bar.count} == {"sun": 4, "storm": 1}


async def test_a_withdrawn_answer_is_gone(room: Room) -> None:
    room.open_form(CHECK_OUT)
    ids = await _answer(room, 6)
    await room.withdraw(CHECK_OUT, Audience.ROOM, ids[0])
    await room.close_form(CHECK_OUT)
    assert weather(room) == 5


async def test_ids_die_when_the_form_closes(room: Room) -> None:
    room.open_form(CHECK_OUT)
    (id,) = await _answer(room, 1)
    await room.close_form(CHECK_OUT)
    with pytest.raises(FormIsClosed):
        await room.receive(Response(CHECK_OUT, Audience.ROOM, id, {}))
    room.open_form(CHECK_OUT)
    with pytest.raises(FormIsClosed):
        await room.receive(Response(CHECK_OUT, Audience.ROOM, id, {}))


async def test_an_id_that_was_not_given_out_is_not_taken(room: Room) -> None:
    room.open_form(CHECK_OUT)
    other = room.submission_id(CHECK_OUT, Audience.FACILITATOR)
    for id in ("made-up", "made.up", other, ""):
        with pytest.raises(FormIsClosed):
            await room.receive(Response(CHECK_OUT, Audience.ROOM, id, {}))


async def test_what_was_received_is_there_after_a_crash_and_none_twice(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    room.begin_next()
    room.open_form(CHECK_OUT)
    ids = await _answer(room, 7)
    await room.empty_letterbox()
    await room.receive(Response(CHECK_OUT, Audience.ROOM, ids[0], {"weather": ChoiceAnswer("rain")}))
    again = await _entered_again(room, folder, passphrase_file, clock)
    assert again.state == room.state
    assert again.is_open(CHECK_OUT)
    await again.receive(Response(CHECK_OUT, Audience.ROOM, ids[1], {"weather": ChoiceAnswer("rain")}))
    await again.close_form(CHECK_OUT)
    assert weather(again) == 7
    again.vault.close()


async def test_locked_means_gone_and_nothing_is_lost(room: Room, passphrase_file: Path) -> None:
    room.open_form(CHECK_OUT)
    await _answer(room, 5)
    room.lock()
    assert room.locked
    ids = await _answer(room, 3)
    assert room.submitted(CHECK_OUT, Audience.ROOM, ids[0]) is None
    await room.withdraw(CHECK_OUT, Audience.ROOM, ids[0])
    room.begin_next()
    await room.close_form(CHECK_OUT)
    assert weather(room) is None
    room.vault.unlock(FromFile(passphrase_file))
    await room.empty_letterbox()
    assert weather(room) == 7
    assert room.session is not None


async def test_free_texts_are_released_one_by_one(room: Room) -> None:
    prompt = room.bundle.exercises[AGREEMENT].prompt("speak-freely")
    assert prompt
    room.open_form(AGREEMENT)
    for number in range(9):
        id = room.submission_id(AGREEMENT, Audience.ROOM)
        await room.receive(
            Response(AGREEMENT, Audience.ROOM, id, {"speak-freely": TextAnswer(f"line {number}")})
        )
    await room.figures.release(AGREEMENT, prompt)
    assert not room.is_open(AGREEMENT), "an open form closes first"
    shown = room.figures.shown(AGREEMENT, prompt)
    assert not isinstance(shown, Hidden) and isinstance(shown.figure, Notes)
    (figure,) = (one.figure for one in room.figures.released())
    assert isinstance(figure, Notes) and figure.notes == (), "nothing is shown that was not released itself"
    room.figures.toggle_note(AGREEMENT, prompt, shown.figure.notes[0])
    assert room.figures.for_plans() == {"P12.agreement": (shown.figure.notes[0].text,)}
    room.open_form(AGREEMENT)
    for number in range(3):
        id = room.submission_id(AGREEMENT, Audience.ROOM)
        await room.receive(
            Response(AGREEMENT, Audience.ROOM, id, {"speak-freely": TextAnswer(f"late {number}")})
        )
    await room.close_form(AGREEMENT)
    assert room.figures.for_plans() == {"P12.agreement": (shown.figure.notes[0].text,)}, (
        "opening again keeps it"
    )
    room.figures.toggle_note(AGREEMENT, prompt, shown.figure.notes[0])
    assert room.figures.for_plans() == {"P12.agreement": ()} or not room.figures.for_plans()


async def test_what_is_for_the_facilitator_is_never_released(room: Room) -> None:
    prompt = room.bundle.exercises["arrival-and-consent"].prompt("easier")
    assert prompt
    with pytest.raises(NotNow):
        await room.figures.release("arrival-and-consent", prompt)


async def test_an_entry_opens_for_its_owner_alone(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    code = PlanCode.new()
    key = derive(code, room.vault.header.plan_salt)
    slot, public = slot_text(key.slot), wrap(key.public_key)
    await room.plans.begin(slot, public)
    for text in ("first words", "second words"):
        await room.plans.keep([Entry(slot, public, "grounding", "brings-me-back", TextAnswer(text))])
    again = await _entered_again(room, folder, passphrase_file, clock)
    kept = again.plans.get(slot)
    assert kept is not None
    sealed = unwrap(kept.entries["grounding/brings-me-back"])
    assert open_entry(key.private_key, sealed)[1] == "second words"
    other = derive(PlanCode.new(), room.vault.header.plan_salt)
    with pytest.raises(ValueError, match=r"."):
        open_entry(other.private_key, sealed)
    assert b"second words" not in sealed
    again.vault.close()


async def test_wishes_are_counted_at_once_and_answered_once(room: Room) -> None:
    await room.wish("talk")
    await room.wish("talk")
    await room.wish("pause")
    assert room.care == Care(talk=2, pause=1)
    room.hear("talk")
    assert room.care == Care(talk=0, pause=1)
    await room.empty_letterbox()
    assert room.care == Care(talk=0, pause=1)


async def test_the_course_of_a_day(room: Room, clock: FakeClock) -> None:
    room.begin_next()
    clock.forward(18)
    assert room.forecast().behind == 3
    room.toggle_pause()
    clock.forward(10)
    room.toggle_pause()
    room.adjust(5)
    room.begin_next()
    room.go_back()
    assert room.session is not None and room.session.id == "arrival"
    for number, day in enumerate(room.agenda.days):
        assert room.day_number == number
        for _ in day.sessions:
            room.begin_next()
        if number:
            room.begin_next()
        assert room.state.day_over
    with pytest.raises(NotNow):
        room.begin_next()


async def test_nothing_begins_before_the_five_questions(vault: Vault, clock: FakeClock) -> None:
    room = await enter(vault, clock=clock)
    with pytest.raises(NotReady):
        room.begin_next()
    with pytest.raises(NotNow):
        room.get_ready(dict.fromkeys(QUESTIONS, True) | {"way_home": False})
    room.get_ready(dict.fromkeys(QUESTIONS, True) | {"way_home": False}, "Two cars come at five.")
    room.begin_next()
    assert room.session is not None
    ready = room.state.ready
    assert ready is not None and ready.missing == ("way_home",)


async def test_what_goes_deep_does_not_begin_without_a_support_person(vault: Vault, clock: FakeClock) -> None:
    room = await enter(vault, clock=clock)
    room.get_ready(dict.fromkeys(QUESTIONS, True) | {"support_person": False}, "She comes at noon.")
    room.begin_next()
    room.add(load_library().addition("remembrance"), minutes=60)
    with pytest.raises(NotNow):
        room.begin_next()
    assert room.session is not None and room.session.id == "arrival"
    room.get_ready(dict.fromkeys(QUESTIONS, True))
    room.begin_next()
    assert room.session.id == "added-remembrance"


async def test_an_exercise_from_the_library_comes_next_and_survives_a_restart(
    room: Room, folder: Path, clock: FakeClock, passphrase_file: Path
) -> None:
    room.begin_next()
    added = room.add(load_library().addition("well-being-index"), minutes=12)
    assert added.title == "WHO-5 Well-Being Index"
    assert added.minutes.planned == 12
    assert (following := room.forecast().next) is not None and following.session == added
    again_added = room.add(load_library().addition("grounding"), minutes=5)
    assert again_added.exercise is not None and again_added.exercise.startswith("grounding-")
    back = await _entered_again(room, folder, passphrase_file, clock)
    assert [session.id for session in back.day.sessions] == [session.id for session in room.day.sessions]
    back.begin_next()
    assert back.exercise is not None and back.exercise.repeats == "grounding"
    assert sum(step.minutes for step in back.exercise.steps) == 5
    back.begin_next()
    assert back.exercise is not None
    assert back.bundle.self_check(back.exercise) is not None
    back.open_form("well-being-index")
    back.vault.close()


async def test_listeners_hear_of_changes(room: Room) -> None:
    heard: list[str] = []
    stop = room.listen(heard.append)
    room.open_form(CHECK_OUT)
    await _answer(room, 1)
    await room.wish("pause")
    room.lock()
    stop()
    room.begin_next()
    assert heard == ["answers", "answers", "care", "lock"]


async def test_counts_move_in_steps_while_open(room: Room) -> None:
    room.open_form(CHECK_OUT)
    seen = []
    for _ in range(6):
        await _answer(room, 1)
        seen.append(room.count(CHECK_OUT))
    assert seen == [0, 0, 3, 3, 5, 5]
    await room.close_form(CHECK_OUT)
    assert room.count(CHECK_OUT) == 6


async def test_answers_to_several_prompts_are_counted_for_each(room: Room) -> None:
    room.open_form("stressor-mapping")
    prompts = {p.id: p for p in room.bundle.exercises["stressor-mapping"].form(Audience.ROOM)}
    for _ in range(5):
        id = room.submission_id("stressor-mapping", Audience.ROOM)
        answers = {"sources": MultiAnswer(("hours", "pay"))}
        await room.receive(Response("stressor-mapping", Audience.ROOM, id, answers))
    await room.close_form("stressor-mapping")
    assert not isinstance(room.figures.shown("stressor-mapping", prompts["sources"]), Hidden)
    assert isinstance(room.figures.shown("stressor-mapping", prompts["influence"]), Hidden)


async def test_a_prompt_of_another_type_after_an_edit_is_passed_over(room: Room) -> None:
    room.open_form(CHECK_OUT)
    for _ in range(5):
        id = room.submission_id(CHECK_OUT, Audience.ROOM)
        await room.receive(Response(CHECK_OUT, Audience.ROOM, id, {"weather": ScaleAnswer(3)}))
    await room.close_form(CHECK_OUT)
    assert weather(room) is None
