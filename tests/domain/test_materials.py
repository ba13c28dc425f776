"""What a day needs: each thing once, in the order of the day."""

from __future__ import annotations

from datetime import time

from workshop.domain.agenda import Day, Session
from workshop.domain.exercise import Minutes
from workshop.domain.materials import materials
from workshop.library import Bundle


def test_each_thing_stands_once_with_all_its_sessions(bundle: Bundle) -> None:
    found = dict(materials(bundle.agenda.days[0], bundle.exercises))
    assert found["Markers"][:2] == ("Group agreement", "Hopes, fears and our goal")
    assert found["Poster of the rights"] == ("Arrival and consent",)
    assert next(iter(found)) == "Join poster", "what is needed first comes first"


def test_what_a_session_says_itself_holds_before_its_exercise(bundle: Bundle) -> None:
    minutes = Minutes(5, 5, 5)
    own = Session(
        id="a",
        title="A",
        kind="exercise",
        minutes=minutes,
        exercise="check-out",
        materials=("Tea", "Tea"),
    )
    day = Day(title="D", start=time(9), sessions=(own, own))
    assert materials(day, bundle.exercises) == (("Tea", ("A",)),)
