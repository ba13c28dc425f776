"""What was undone, in words."""

from __future__ import annotations

from workshop.wording import Wording


def undone(words: Wording, act: str) -> str:
    """A sentence for the event `act`, which was undone."""
    say = words.say
    said = {
        "StepTicked": say("Undone: the step stands as before."),
        "CareHeard": say("Undone: they wait for you again."),
        "FigureReleased": say("Undone: the room does not see that figure any more."),
        "FigureHidden": say("Undone: the room sees that figure again."),
        "NoteReleased": say("Undone: that text is kept back again."),
        "NoteHidden": say("Undone: that text is chosen again."),
    }
    return said.get(act) or say("Undone.")
