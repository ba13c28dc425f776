"""The facilitator's console: a Textual app that shows the room and tells it what to do."""

from .app import Console
from .outcome import Outcome
from .start import Choice, Demo, Doctor, Leave, New, Print, Resume, Start
from .takenout import TakenOut
from .themes import THEMES
from .windows import Opened, Windows

__all__ = [
    "THEMES",
    "Choice",
    "Console",
    "Demo",
    "Doctor",
    "Leave",
    "New",
    "Opened",
    "Outcome",
    "Print",
    "Resume",
    "Start",
    "TakenOut",
    "Windows",
]
