"""What the facilitator lays out: every text stays somewhere, merging never loops, undoing is exact."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.arrangement import Arrangement, after
from workshop.domain.arranging import (
    Arranging,
    FigureFrozen,
    FigureThawed,
    TextBroughtBack,
    TextPutAway,
    TextsMerged,
    TextSorted,
    TextsTakenApart,
    ThemeNamed,
)
from workshop.domain.events import Undone, event_from_plain, event_to_plain
from workshop.domain.figure import Note, Notes, Theme
from workshop.domain.workshop import State, fold

AT = datetime(2026, 10, 12, 9, 0)
NOTES = Notes(8, tuple(Note(id, f"text {id}") for id in "abcdefgh"))
ids = st.sampled_from("abcdefgh")
numbers = st.integers(1, 9)

acts: st.SearchStrategy[Arranging] = st.one_of(
    st.builds(FigureFrozen, st.just(AT), st.just("e"), st.just("p"), st.integers(1, 5)),
    st.builds(FigureThawed, st.just(AT), st.just("e"), st.just("p")),
    st.builds(TextPutAway, st.just(AT), st.just("e"), st.just("p"), ids),
    st.builds(TextBroughtBack, st.just(AT), st.just("e"), st.just("p"), ids),
    st.builds(TextsMerged, st.just(AT), st.just("e"), st.just("p"), ids, ids),
    st.builds(TextsTakenApart, st.just(AT), st.just("e"), st.just("p"), ids),
    st.builds(ThemeNamed, st.just(AT), st.just("e"), st.just("p"), numbers, st.text(min_size=1, max_size=9)),
    st.builds(TextSorted, st.just(AT), st.just("e"), st.just("p"), ids, st.integers(0, 9)),
)


def laid_out(*events: Arranging) -> Arrangement:
    arrangement = Arrangement()
    for event in events:
        arrangement = after(arrangement, event)
    return arrangement


def merged(note: str, into: str) -> TextsMerged:
    return TextsMerged(AT, "e", "p", note, into)


@given(st.lists(acts, max_size=30))
def test_every_text_counts_once_in_the_list_or_among_what_was_put_away(events: list[Arranging]) -> None:
    listed, away = laid_out(*events).arranged("e", "p", NOTES)
    assert sum(note.times for note in (*listed.notes, *away)) == len(NOTES.notes)
    assert len({note.id for note in (*listed.notes, *away)}) == len((*listed.notes, *away))
    assert listed.n == NOTES.n
    numbers = [note.theme or 99 for note in listed.notes]
    assert numbers == sorted(numbers), "by theme, those without one last"
    assert set(numbers) <= {99, *(theme.number for theme in listed.themes)}
    assert sum(len(notes) for _, notes in listed.by_theme) == len(listed.notes)


@given(st.lists(acts, max_size=30))
def test_other_figures_are_left_alone(events: list[Arranging]) -> None:
    assert laid_out(*events).arranged("e", "other", NOTES) == (NOTES, ())


@given(st.lists(acts, max_size=30))
def test_undoing_is_exact_and_the_logbook_gives_every_act_back(events: list[Arranging]) -> None:
    states = [State()]
    for event in events:
        assert event_from_plain(event_to_plain(event)) == event
        states.append(fold(states[-1], event))
    state = states[-1]
    for before in reversed(states[:-1]):
        state = fold(state, Undone(AT))
        assert state.arrangement == before.arrangement


def test_several_spellings_count_as_one_wording() -> None:
    listed, _ = laid_out(merged("b", "a"), merged("c", "a")).arranged("e", "p", NOTES)
    assert (listed.notes[0].text, listed.notes[0].times) == ("text a", 3)
    assert len(listed.notes) == 6


def test_merging_what_is_merged_takes_all_of_it_along_and_never_loops() -> None:
    arrangement = laid_out(merged("b", "a"), merged("a", "c"), merged("c", "b"))
    assert {arrangement.counts_as("e", "p", note) for note in "abc"} == {"c"}
    apart = after(arrangement, TextsTakenApart(AT, "e", "p", "c"))
    assert [apart.counts_as("e", "p", note) for note in "abc"] == ["a", "b", "c"]


def test_a_text_stands_for_itself_where_the_wording_that_was_kept_is_missing() -> None:
    without = Notes(8, tuple(note for note in NOTES.notes if note.id != "a"))
    listed, _ = laid_out(merged("b", "a"), merged("c", "a")).arranged("e", "p", without)
    first = listed.notes[0]
    assert (first.id, first.times) == ("b", 2), "what was chosen for the room was another text"


def test_a_text_that_comes_late_has_no_theme_yet() -> None:
    named = ThemeNamed(AT, "e", "p", 1, "Rest")
    listed, _ = laid_out(named, TextSorted(AT, "e", "p", "b", 1)).arranged("e", "p", NOTES)
    assert listed.by_theme[0] == (Theme(1, "Rest"), (Note("b", "text b", 1, 1),))
    assert listed.by_theme[-1][0] is None
    assert len(listed.by_theme[-1][1]) == 7


def test_a_merged_text_is_put_away_and_sorted_as_one() -> None:
    acts = (merged("b", "a"), ThemeNamed(AT, "e", "p", 2, "Team"), TextSorted(AT, "e", "p", "a", 2))
    listed, _ = laid_out(*acts).arranged("e", "p", NOTES)
    assert (listed.notes[0].theme, listed.notes[0].times) == (2, 2)
    _, away = laid_out(*acts, TextPutAway(AT, "e", "p", "a")).arranged("e", "p", NOTES)
    assert [(note.id, note.times) for note in away] == [("a", 2)]
