"""The live room, and how a workshop is begun and entered."""

from .hosting import Awake, Hosting
from .opening import begin, enter, keep_referrals, local_time
from .plans import Plans, SealedEntries
from .room import Room
from .values import Care, Change, Entry, FormIsClosed, NotNow, NotReady, Response, Shown, Wish

__all__ = [
    "Awake",
    "Care",
    "Change",
    "Entry",
    "FormIsClosed",
    "Hosting",
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
