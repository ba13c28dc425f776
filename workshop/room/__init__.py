"""The live room, and how a workshop is begun and entered."""

from .closing import Closing
from .earlier import Inheritance, inherited
from .groups import GroupMaker, WallGroups
from .hosting import Awake, Hosting
from .opening import begin, enter, keep_referrals, local_time
from .plans import Plans
from .preparing import with_added
from .room import Room
from .standing import CLOSED, Destroyed, standing_of
from .support import LONGEST_SUPPORT
from .timetable import Meaning
from .values import Care, Change, Entry, FormIsClosed, NotNow, NotReady, Response, Shown, Wish

__all__ = [
    "CLOSED",
    "LONGEST_SUPPORT",
    "Awake",
    "Care",
    "Change",
    "Closing",
    "Destroyed",
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
    "standing_of",
    "with_added",
]
