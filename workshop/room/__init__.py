"""The live room, and how a workshop is begun and entered."""

from .earlier import Inheritance, inherited
from .groups import GroupMaker, WallGroups
from .hosting import Awake, Hosting
from .opening import begin, enter, keep_referrals, local_time
from .plans import Plans
from .preparing import with_added
from .room import Room
from .support import LONGEST_SUPPORT
from .timetable import Meaning
from .values import Care, Change, Entry, FormIsClosed, NotNow, NotReady, Response, Shown, Wish

__all__ = [
    "LONGEST_SUPPORT",
    "Awake",
    "Care",
    "Change",
    "Entry",
    "FormIsClosed",
    "GroupMaker",
    "Hosting",
    "Inheritance",
    "Meaning",
    "NotNow",
    "NotReady",
    "Plans",
    "Response",
    "Room",
    "Shown",
    "WallGroups",
    "Wish",
    "begin",
    "enter",
    "inherited",
    "keep_referrals",
    "local_time",
    "with_added",
]
