"""The live room, and how a workshop is begun and entered."""

from .closing import Closing
from .earlier import Inheritance, inherited
from .groups import GroupMaker, WallGroups
from .hosting import Awake, Hosting
from .opening import begin, enter, keep_referrals, local_time
from .plans import Plans
from .preparing import with_added
from .room import Room
from .series import (
    AGREEMENT,
    ALONG,
    COLLECTIVE,
    SERIES,
    Along,
    Brought,
    Moved,
    OtherSeries,
    Series,
    Weighed,
    next_series,
    numbered,
    series_of,
)
from .standing import CLOSED, Destroyed, standing_of
from .support import LONGEST_SUPPORT
from .timetable import Meaning
from .values import Care, Change, Entry, FormIsClosed, NotNow, NotReady, Response, Shown, Wish

__all__ = [
    "AGREEMENT",
    "ALONG",
    "CLOSED",
    "COLLECTIVE",
    "LONGEST_SUPPORT",
    "SERIES",
    "Along",
    "Awake",
    "Brought",
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
    "Moved",
    "NotNow",
    "NotReady",
    "OtherSeries",
    "Plans",
    "Response",
    "Room",
    "Series",
    "Shown",
    "WallGroups",
    "Weighed",
    "Wish",
    "begin",
    "enter",
    "inherited",
    "keep_referrals",
    "local_time",
    "next_series",
    "numbered",
    "series_of",
    "standing_of",
    "with_added",
]
