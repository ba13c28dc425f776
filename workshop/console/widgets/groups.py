"""Small groups in lines: how they are to be made, how many sit where, and who shares with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from workshop.domain.groups import Groups, Note, Question, Way, Wishes
from workshop.domain.shareback import Pair, ShareBack
from workshop.domain.signs import Sign
from workshop.room import GroupMaker
from workshop.wording import Wording

from .lines import hanging

COLUMN = 20
"""Cells before the value of a setting."""


@dataclass(frozen=True, slots=True)
class GroupsSeen:
    """What the facilitator sees of the groups: never who is in which."""

    phase: str
    wishes: Wishes
    question: Question | None
    places: Mapping[str, str]
    arrived: int
    """People who asked for a group: in steps while the form is open."""
    groups: Groups | None
    share: ShareBack | None
    on_the_wall: bool
    locked: bool

    @classmethod
    def of(cls, maker: GroupMaker, *, locked: bool) -> GroupsSeen:
        return cls(
            maker.phase,
            maker.wishes,
            maker.question,
            dict(maker.places),
            maker.arrived,
            maker.groups,
            maker.share,
            maker.on_the_wall,
            locked,
        )


def groups_lines(words: Wording, seen: GroupsSeen, width: int) -> list[Content]:
    lines = [*_now(words, seen, width), Content("")]
    if seen.share is not None:
        return lines + _sharing(words, seen.share)
    if seen.groups is not None:
        lines += [*_signs(words, seen, width), Content("")]
        for note in seen.groups.notes:
            lines += hanging(Content.styled("! ", "bold $warning"), Content(note_words(words, note)), width)
        if seen.groups.notes:
            lines.append(Content(""))
    return lines if seen.phase == "made" else lines + _settings(words, seen, width)


def _now(words: Wording, seen: GroupsSeen, width: int) -> list[Content]:
    """Where we are, and what comes next."""
    state, style, advice = _state(words, seen)
    lines = hanging(Content(""), Content.styled(state, style), width)
    return lines + [line for text in advice for line in hanging(Content(""), Content(text), width)]


def _state(words: Wording, seen: GroupsSeen) -> tuple[str, str, list[str]]:
    say, count = words.say, words.count
    if seen.share is not None:
        return _share_state(words, seen.share, seen)
    match seen.phase:
        case "asking":
            if seen.arrived:
                arrived = count("● Open · {n} or more people", "● Open · {n} or more people", seen.arrived)
            else:
                arrived = say("● Open · fewer than 3 people")
            return (
                arrived,
                "bold $success",
                [say("enter closes the form and lets you look at the groups first; nobody sees them yet.")],
            )
        case "drafted":
            return (
                say("○ Only you see these groups, and not who is in them"),
                "bold $warning",
                [say("enter keeps them: phones show their signs, and what people said goes from memory.")],
            )
        case "made":
            wall = say("● on the wall") if seen.on_the_wall else say("○ not on the wall")
            return (
                say("✓ The groups are made · {wall}", wall=wall),
                "bold $success",
                [say("enter begins the sharing, when the groups have worked. → is for one who comes late.")],
            )
        case "lost":
            return (
                say("! It must be asked again: what people said for their groups is not in memory any more."),
                "bold $warning",
                [say("o opens the form again. Who knows a sign may keep it; del puts it all away.")],
            )
        case _ if seen.wishes.own_choice:
            advice = say("enter shows you the signs. Nothing is asked on the phones.")
        case _ if seen.locked:
            advice = say("Unlock first (u): what people say for their groups is kept in memory only.")
        case _:
            advice = say("o opens the form. It asks only what the rules below need, and says what it is for.")
    return say("○ No groups yet"), "bold", [advice]


def _share_state(words: Wording, share: ShareBack, seen: GroupsSeen) -> tuple[str, str, list[str]]:
    say = words.say
    wall = say("● on the wall") if seen.on_the_wall else say("○ not on the wall")
    if share.over:
        return say("✓ Every pair was heard · {wall}", wall=wall), "bold $success", [say("del puts it away.")]
    if share.stage == 1:
        advice = [
            say("Each group tells one other what may travel; the first of each row begins."),
            say("enter goes on to the whole room."),
        ]
        return say("▶ First: each group with one other · {wall}", wall=wall), "bold $primary", advice
    advice = [
        say("One sentence from each pair, in an order that was drawn. Nothing that shows a person."),
        say("enter goes on to the next pair, ⌫ back."),
    ]
    return say("▶ Then: one sentence for the whole room · {wall}", wall=wall), "bold $primary", advice


def _sign(words: Wording, sign: Sign) -> Content:
    return Content.assemble((sign.mark, "bold $primary"), " ", (words.say(sign.word), "bold"))


def _signs(words: Wording, seen: GroupsSeen, width: int) -> list[Content]:
    """Each sign with how many sit there, how many draw it from the hat, and where it meets."""
    assert seen.groups is not None
    lines = []
    signs = [_sign(words, group.sign) for group in seen.groups.groups]
    column = max((sign.cell_length for sign in signs), default=0) + 2
    for group, sign in zip(seen.groups.groups, signs, strict=True):
        said = []
        if not seen.wishes.own_choice:
            said.append(words.count("{n} person", "{n} people", group.size))
        if group.from_hat:
            said.append(words.count("{n} of them from the hat", "{n} of them from the hat", group.from_hat))
        if place := seen.places.get(group.sign.id):
            said.append(place)
        lead = Content.assemble("  ", sign.pad_right(column - sign.cell_length))
        lines += hanging(lead, Content(" · ".join(said)), width)
    return lines


def _sharing(words: Wording, share: ShareBack) -> list[Content]:
    lines = []
    for place, pair in enumerate(share.pairs, start=1):
        now, done = place == share.turn, place < share.turn
        sign = "▶ " if now else "✓ " if done else "  "
        style = "bold $primary" if now else "$success"
        lines.append(Content.assemble((sign, style), _pair(words, pair)))
    return lines


def _pair(words: Wording, pair: Pair) -> Content:
    return Content("   ").join(_sign(words, sign) for sign in pair)


def _settings(words: Wording, seen: GroupsSeen, width: int) -> list[Content]:
    say, count, wishes = words.say, words.count, seen.wishes
    if wishes.by == "size":
        many = say("of about {n} people · tab: so many groups", n=wishes.many)
    elif wishes.own_choice:
        many = count("{n} group", "{n} groups", wishes.many)
    else:
        many = count(
            "{n} group · tab: groups of one size", "{n} groups · tab: groups of one size", wishes.many
        )
    managers = (
        say("in groups of their own; who leads can be seen by that")
        if wishes.managers_apart
        else say("anywhere")
    )
    hat = count("{n} draws a sign from the hat", "{n} draw a sign from the hat", wishes.without_phone)
    own = say("yes: signs only, nobody is placed") if wishes.own_choice else say("no")
    named = [f"{words.say(sign)}: {place}" for sign, place in seen.places.items()]
    rows = [
        ("↑ ↓", say("Groups"), many, True),
        ("1", say("Work"), _way(words, wishes.work), not wishes.own_choice),
        ("2", say("Managers"), managers, not wishes.own_choice),
        ("3", say("Question"), _asked(words, seen), not wishes.own_choice),
        ("4", say("Own choice"), own, True),
        ("← →", say("No phone"), hat if wishes.without_phone else say("nobody"), not wishes.own_choice),
        ("5", say("Places"), " · ".join(named) or say("none"), True),
    ]
    lines = [Content.styled(say("How they are made"), "bold $muted")]
    for key, name, value, counts in rows:
        lead = Content.assemble("  ", (f"{key:<5}", "bold $primary"), (name, "$muted"))
        lead = lead.pad_right(max(1, COLUMN - lead.cell_length))
        lines += hanging(lead, Content(value) if counts else Content.styled(value, "$muted"), width)
    return lines


def _way(words: Wording, way: Way | None) -> str:
    match way:
        case "together":
            return words.say("the same work sits together; a group shows it")
        case "mixed":
            return words.say("mixed, so that a group does not show it")
        case None:
            return words.say("does not matter")


def _asked(words: Wording, seen: GroupsSeen) -> str:
    if seen.question is None or seen.wishes.answer is None:
        return words.say("none")
    way = (
        words.say("mixed by it")
        if seen.wishes.answer == "mixed"
        else words.say("separated by it; a group shows it")
    )
    return f"{way}: {seen.question.text} ({' · '.join(seen.question.options)})"


def note_words(words: Wording, note: Note) -> str:
    """What could not be kept, honestly."""
    say, count = words.say, words.count
    match note.trouble:
        case "one_group":
            return say("So few people stay in one group: else somebody would be alone.")
        case "fewer":
            return count(
                "Only {n} group: else somebody would be alone, or there is no sign left.",
                "Only {n} groups: else somebody would be alone, or there is no sign left.",
                note.n,
            )
        case "managers_with_staff":
            return count(
                "{n} manager is with staff: there was no other way.",
                "{n} managers are with staff: there was no other way.",
                note.n,
            )
        case "manager_alone":
            return say("One manager is alone: a facilitator works with them.")
        case "alone":
            return say("One person who is no manager is alone: a facilitator works with them.")
        case "shared":
            return say("Some with few of their kind share a group with others: else they would be alone.")
        case "not_asked":
            return count(
                "{n} person did not say whether they lead, and sits with those who do not. A manager "
                "who sees their own staff may choose another sign.",
                "{n} people did not say whether they lead, and sit with those who do not. A manager "
                "who sees their own staff may choose another sign.",
                note.n,
            )
        case "nobody_asked":
            return say("Nobody was asked, so the rules below could not be kept: the signs are drawn.")
