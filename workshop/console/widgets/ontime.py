"""The proposals for a late day in lines: what each does, what it would cost, and the day before and after."""

from __future__ import annotations

from typing import assert_never

from textual.content import Content

from workshop.console.when import clock
from workshop.domain.forecast import Forecast, Line
from workshop.domain.proposal import Change, Kind, Proposal
from workshop.wording import Wording

from .lines import across, hanging
from .texts import CURSOR


def proposal_lines(
    words: Wording, found: tuple[Proposal, ...], chosen: int, now: Forecast, width: int
) -> list[Content]:
    """Each proposal with its number; the one being looked at under the cursor."""
    lines: list[Content] = []
    for place, proposal in enumerate(found):
        at = place == chosen
        lead = Content.assemble(
            (CURSOR if at else "  ", "bold $primary"),
            (f"{place + 1}  ", "bold"),
            (_name(words, proposal.kind), "bold $primary" if at else "bold"),
            "  ",
        )
        lead = lead.pad_right(max(0, 16 - lead.cell_length))
        first, *others = _sentences(words, proposal)
        lines += hanging(lead, first, width)
        for sentence in others:
            lines += hanging(Content(" " * lead.cell_length), sentence, width)
        lines.append(Content(""))
    won = round((now.ends - now.soonest_end).total_seconds() / 60)
    least = words.count(
        "With every session at its least, {n} minute could be won in all.",
        "With every session at its least, {n} minutes could be won in all.",
        won,
    )
    return [*lines, *hanging(Content("  "), Content.styled(least, "$muted"), width)]


def _name(words: Wording, kind: Kind) -> str:
    match kind:
        case "push":
            return words.say("Push")
        case "squeeze":
            return words.say("Squeeze")
        case "drop":
            return words.say("Drop")
        case _:
            assert_never(kind)


def _sentences(words: Wording, proposal: Proposal) -> list[Content]:
    say = words.say
    ends = clock(proposal.forecast.ends)
    lines: list[Content] = []
    if not proposal.helps:
        lines.append(Content.styled(_cannot(words, proposal.kind), "$muted"))
    else:
        lines.append(Content(_what(words, proposal)))
        rest = [change for change in proposal.changes if change.resting]
        if rest:
            text = say("this takes from rest: {sessions}", sessions=_shorter(words, rest))
            lines.append(Content.styled(f"▲ {text}", "$warning"))
    for slip in proposal.slips:
        text = words.count(
            "{title} begins {n} minute late",
            "{title} begins {n} minutes late",
            slip.minutes,
            title=say(slip.session.title),
        )
        lines.append(Content.styled(f"■ {text}", "$warning"))
    if proposal.kind == "push":
        lines.append(Content(say("the day ends {ends}", ends=ends)))
    elif proposal.short_by:
        text = words.count(
            "the day would still end {ends}, {n} minute too late",
            "the day would still end {ends}, {n} minutes too late",
            proposal.short_by,
            ends=ends,
        )
        lines.append(Content.styled(f"▲ {text}", "$warning"))
    else:
        lines.append(Content.styled(f"✓ {say('the day ends {ends}', ends=ends)}", "$success"))
    return lines


def _cannot(words: Wording, kind: Kind) -> str:
    match kind:
        case "drop":
            return words.say("nothing ahead may be left out")
        case "squeeze" | "push":
            return words.say("every session ahead has its least minutes already")
        case _:
            assert_never(kind)


def _what(words: Wording, proposal: Proposal) -> str:
    changes = [change for change in proposal.changes if not change.resting]
    match proposal.kind:
        case "push":
            parts = [words.say("everything keeps its minutes and comes later")]
            parts += [_parted(words, change) for change in changes]
            return "; ".join(parts)
        case "squeeze":
            return _shorter(words, changes) or words.say("no exercise can give any minutes")
        case "drop":
            return words.say("leave out {sessions}", sessions=", ".join(_left(words, one) for one in changes))
        case _:
            assert_never(proposal.kind)


def _parted(words: Wording, change: Change) -> str:
    title = words.say(change.session.title)
    if not change.after:
        return words.say("{title} comes after the fixed time", title=title)
    return words.say(
        "{title} in two parts: {first} min before the fixed time, {rest} after",
        title=title,
        first=change.after,
        rest=change.rest,
    )


def _shorter(words: Wording, changes: list[Change]) -> str:
    return ", ".join(
        f"{words.say(change.session.title)} {change.before}→{change.after}" for change in changes
    )


def _left(words: Wording, change: Change) -> str:
    title, minutes = words.say(change.session.title), change.before
    if change.session.keep == "could":
        return words.say("{title} ({minutes} min, may be left out)", title=title, minutes=minutes)
    return words.say("{title} ({minutes} min, better kept)", title=title, minutes=minutes)


def preview_lines(words: Wording, now: Forecast, then: Forecast, width: int) -> list[Content]:
    """What is ahead, as it would be and as it is."""
    before = {line.session.id: line for line in now.lines}
    head = f"{words.say('now'):>11}   {words.say('then'):>11}   "
    lines = [Content.styled(head, "$muted")]
    for line in _in_order(now, then):
        old = before.get(line.session.id)
        lines.append(_row(words, old, line, width))
    ends = f"{clock(now.ends):>6}{'':5}   {clock(then.ends):>6}{'':5}   "
    moved = "bold $primary" if now.ends != then.ends else "bold"
    lines.append(across(Content.styled(f"{ends}■ {words.say('End')}", moved), Content(""), width))
    return lines


def _in_order(now: Forecast, then: Forecast) -> list[Line]:
    gone = {line.session.id for line in now.lines if line.state == "passed_over"}
    return [
        line
        for line in then.lines
        if line.state in ("running", "ahead") or (line.state == "passed_over" and line.session.id not in gone)
    ]


def _row(words: Wording, old: Line | None, new: Line, width: int) -> Content:
    left_out = new.state == "passed_over"
    then = words.say("left out") if left_out else f"{clock(new.begins):>5} {new.minutes:>4}"
    was = f"{clock(old.begins):>5} {old.minutes:>4}" if old else ""
    sign = "▶" if new.state == "running" else "■" if new.session.at else "–" if left_out else " "
    changed = left_out or old is None or (old.begins, old.minutes) != (new.begins, new.minutes)
    title = words.say(new.session.title)
    if new.session.continues:
        title = words.say("{title}, the rest", title=title)
    return across(
        Content.assemble(
            (f"{was:>11}   ", "$muted"),
            (f"{then:>11}   ", "bold" if changed else "$muted"),
            (f"{sign} {title}", "" if changed else "$muted"),
        ),
        Content(""),
        width,
    )
