"""What was undone, in words."""

from __future__ import annotations

from workshop.wording import Wording


def undone(words: Wording, act: str) -> str:
    """A sentence for the event `act`, which was undone."""
    say = words.say
    said = {
        "StepTicked": say("Undone: the step stands as before."),
        "FigureReleased": say("Undone: the room does not see that figure any more."),
        "FigureHidden": say("Undone: the room sees that figure again."),
        "SupportPersonNamed": say("Undone: who supports is as it was before."),
        "SupportGiven": say("Undone: it is not noted that support was given."),
        "NoteReleased": say("Undone: that text is kept back again."),
        "NoteHidden": say("Undone: that text is chosen again."),
    }
    return said.get(act) or say("Undone.")
