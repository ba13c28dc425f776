"""The application that the LAN listener serves: participants' routes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp

from workshop.room import Room
from workshop.web.assets import Assets, modules
from workshop.web.compression import Compressed
from workshop.web.guard import Guard, Hosts
from workshop.web.pace import Pace
from workshop.web.pages import Pages
from workshop.web.site import READ_AND_SEND, Page, Site
from workshop.wording import Wording, wording

from .answers import Answers
from .groups import PATH as GROUPS
from .groups import SmallGroups
from .mine import PATH, Mine
from .reach import Reach
from .screens import Screens
from .turns import Turns
from .visit import is_proven

LONGEST_TAG = 35
"""Of a language (RFC 5646, 4.4.1): what is longer is none, and is not looked up."""


def phone_app(
    room: Room,
    hosts: Hosts,
    *,
    choose_words: Callable[[str], Wording] = wording,
    pace: Pace | None = None,
) -> ASGIApp:
    """The phone pages of `room`, answered to requests for one of `hosts` (values of the Host header)."""
    assets = Assets(
        {
            "/s.css": ["phone.css"],
            "/s.js": ["phone.js", "states.js", "back.js", "live.js", "ranking.js"],
            "/icon.svg": ["icon.svg"],
            **modules(),
        }
    )
    pages = Pages(assets.address)
    screens = Screens(room, pages)

    def choose(tag: str) -> Wording:
        # Every tag that was looked up is remembered: nobody may fill the memory with them.
        return choose_words(tag if len(tag) <= LONGEST_TAG else "")

    turns = Turns()
    answers = Answers(room, screens, choose, turns)
    mine = Mine(room, pages, screens, choose, turns)
    groups = SmallGroups(room, screens, choose, turns)

    site = Site(
        {
            "/": Page(answers, READ_AND_SEND),
            PATH: Page(mine, READ_AND_SEND),
            GROUPS: Page(groups, READ_AND_SEND),
            "/w": Page(answers.away),
            **assets.pages,
        }
    )
    return Guard(
        Compressed(Reach(site, room.hosting), plain={PATH}),
        hosts,
        lambda status, language: pages.refusal(status, choose(language)),
        proven=lambda fields: is_proven(room, fields),
        pace=pace,
    )
