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
        "SupportPersonNamed": say("Undone: who supports is as it was before."),
        "SupportGiven": say("Undone: it is not noted that support was given."),
        "NoteReleased": say("Undone: that text is kept back again."),
        "NoteHidden": say("Undone: that text is chosen again."),
        "DayArranged": say("Undone: the day is as it was before."),
        "SessionAdded": say("Undone: that exercise is out of the day again."),
        "FigureFrozen": say("Undone: later answers can join that figure again."),
        "FigureThawed": say("Undone: that figure is frozen again."),
        "TextPutAway": say("Undone: that text is back in the list."),
        "TextBroughtBack": say("Undone: that text is put away again."),
        "TextsMerged": say("Undone: those texts stand apart again."),
        "TextsTakenApart": say("Undone: those texts count as one again."),
        "ThemeNamed": say("Undone: that theme has its earlier name, or none."),
        "TextSorted": say("Undone: that text is back where it was."),
        "ChoreDone": say("Undone: the tick stands as before."),
        "PhonesExpected": say("Undone: the number of phones is as before."),
        "FlipchartChosen": say("Undone: forms or flipchart, as before."),
        "DayDated": say("Undone: the days have their dates as before."),
        "RetentionSet": say("Undone: it is kept as long as before."),
    }
    return said.get(act) or say("Undone.")
