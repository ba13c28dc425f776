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
        "NoteReleased": say("Undone: that text is kept back again."),
        "NoteHidden": say("Undone: that text is chosen again."),
        "ChoreDone": say("Undone: the tick stands as before."),
        "PhonesExpected": say("Undone: the number of phones is as before."),
        "FlipchartChosen": say("Undone: forms or flipchart, as before."),
        "DayDated": say("Undone: the days have their dates as before."),
        "RetentionSet": say("Undone: it is kept as long as before."),
    }
    return said.get(act) or say("Undone.")
