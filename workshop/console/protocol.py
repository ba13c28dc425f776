"""What to do when somebody needs care, in the order in which it is done; each line is read at a glance.

The rules of trauma-informed work that these words follow are looking, listening and linking: a workshop keeps
people company and finds help, and treats nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.wording import mark


@dataclass(frozen=True, slots=True)
class Advice:
    """A few short lines under a title. `numbered` ones are done one after the other."""

    title: str
    lines: tuple[str, ...]
    numbered: bool = False
    sign: str = "·"


ACTS = Advice(
    mark("Look, listen, link"),
    (
        mark("Look: is this person safe now? Is the group?"),
        mark("The other facilitator goes on with something light, or calls a break."),
        mark("Support comes to their side, asks first, offers water, air, a seat."),
        mark("Feet on the floor, colours in the room, the day (g). Breath comes later."),
        mark("No touch without asking. No question about what happened."),
        mark("Ask: “What or who helps you usually?”"),
        mark("Offer: company, rest, a walk with a friend, a call, going home."),
        mark("Look again after 20 minutes, and before they go home."),
        mark("Note only that support was given (x). No name, no reason."),
    ),
    numbered=True,
)
ALOUD = Advice(
    mark("When somebody begins to tell"),
    (
        mark("“Thank you. Let us keep you safe here. I will sit with you in the break.”"),
        mark("In the group we ask what people did and what helped, not what they saw or felt."),
    ),
)
SIGNS = Advice(
    mark("Watch for"),
    (
        mark("Too much: shaking, fast breath or talk, pacing, sudden anger, sweating, startling."),
        mark("Shut down: empty look, slow or no answers, numb, very sleepy, frozen, far away."),
        mark("Also: leaving often, tears that do not ease, alcohol, not eating, sudden jokes."),
        mark("Words without hope, talk of risk. Silence alone is not distress; customs differ."),
    ),
)
SEVERE = Advice(
    mark("Not in the group: find a professional today, and do not leave them alone"),
    (
        mark("Thoughts of dying or of harming somebody. Ask calmly and directly."),
        mark("Violence or a threat now. Torture, rape or prison not long ago, and strong reactions."),
        mark("Does not know place or day, hears or sees things, cannot look after themselves."),
        mark("Nights without sleep and more and more restless. Heavy drinking or drugs, or stopping them."),
        mark("Panic that does not settle in 30 minutes."),
        mark("Take nothing away by force. Promise no secret that could cost a life, and say so."),
        mark(
            "Say nothing of it to the group. Go through it together: who, language, cost, how safe, records."
        ),
    ),
    sign="!",
)
NEVER = Advice(
    mark("Never here"),
    (
        mark("Asking for the story, reliving it, acting it out, picturing it; holding breath, closing eyes."),
        mark("A diagnosis, advice on medicine, a treatment, a debriefing of all, prayers nobody asked for."),
        mark("Pointing at somebody, public confessions, tests of people's security."),
    ),
    sign="×",
)
PROTOCOL = (ACTS, ALOUD, SIGNS, SEVERE, NEVER)
