"""The live room, and how a workshop is begun and entered."""

from .opening import begin, enter, keep_referrals, local_time
from .plans import Plans, SealedEntries
from .room import Room
from .support import LONGEST_SUPPORT
from .values import Care, Change, Entry, FormIsClosed, NotNow, NotReady, Response, Shown, Wish

__all__ = [
    "LONGEST_SUPPORT",
    "Care",
    "Change",
    "Entry",
    "FormIsClosed",
    "NotNow",
    "NotReady",
    "Plans",
    "Response",
    "Room",
    "SealedEntries",
    "Shown",
    "Wish",
    "begin",
    "enter",
    "keep_referrals",
    "local_time",
]
