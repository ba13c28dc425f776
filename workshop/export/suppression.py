"""How the numbers of an archive were suppressed, in words, for those who read them."""

from __future__ import annotations

from workshop.domain.disclosure import PEOPLE, WRITERS
from workshop.wording import Wording

from .markdown import quote


def suppression_markdown(words: Wording) -> bytes:
    """The rules that hold for every archive, whatever is in it."""
    chapters = (
        (
            words.say("What is here"),
            (
                words.say("Only what the facilitators showed to the room, and counts."),
                words.say(
                    "Never a plan, a private answer, a name, a time of day or a place. Months, not days."
                ),
                words.say(
                    "Free texts are here only where the facilitators released each of them, and where at "
                    "least {n} people wrote.",
                    n=WRITERS,
                ),
            ),
        ),
        (
            words.say("What is hidden"),
            (
                words.say("A figure needs answers from at least {n} people.", n=PEOPLE),
                words.say(
                    "In a figure on something sensitive, a number below {n} is hidden. Hidden and none look "
                    "the same.",
                    n=PEOPLE,
                ),
                words.say(
                    "There, a somewhat larger number may be hidden too: five with a chance of one half, six "
                    "of one quarter, seven of one eighth, and so on. The laptop draws this in secret, once."
                ),
                words.say(
                    "Where each person has one answer, at least two numbers are hidden, and those that are "
                    "hidden come to at least {n} people. Which others hide beside is drawn in secret, too.",
                    n=PEOPLE,
                ),
                words.say(
                    "How many answered in an exercise and how many plans hold something is told in whole "
                    "fives, downwards: 10 means at least 10. Below {n} nothing is told.",
                    n=PEOPLE,
                ),
                words.say(
                    "No two questions are ever counted together, and no figure is split so that a part has "
                    "fewer than {n} people.",
                    n=PEOPLE,
                ),
            ),
        ),
        (
            words.say("What that means"),
            (
                words.say(
                    "A dot is not a zero. It proves neither that somebody chose an answer nor that nobody "
                    "did."
                ),
                words.say(
                    "Somebody who knows the answers of everybody else learns nothing certain of a hidden "
                    "number: of any two answers that a person may have given, what is shown makes one at "
                    "most three times as likely as the other."
                ),
                words.say(
                    "A number that is shown tells what it tells. Who knows the answers of everybody else can "
                    "reckon the last one from it, and from how many answered, whether there was one."
                ),
                words.say("In rankings and in figures on nothing sensitive, all numbers are shown."),
                words.say("Do not add dots up, and do not print figures beside lists of names."),
            ),
        ),
    )
    lines = [f"# {quote(words.say('How the numbers were suppressed'))}", ""]
    for title, sentences in chapters:
        lines += [f"## {quote(title)}", "", *(f"- {quote(sentence)}" for sentence in sentences), ""]
    return "\n".join(lines).encode()
