"""Two languages that nobody speaks: text on a screen that shows neither never went through the catalogue."""

from __future__ import annotations

import gettext
import re

_ACCENTS = str.maketrans("AEIOUYaeiouycnsz", "ÀÉÎÖÛÝàéîöûýçñšž")
_PLACE = re.compile(r"(\{[^}]*\})")
_OVERRIDE, _END = "\u202e", "\u202c"


class Accented(gettext.NullTranslations):
    """Accents on letters, brackets around the whole, a third longer: as German or Finnish would be."""

    id = "en-XA"

    def gettext(self, message: str) -> str:
        pieces = _PLACE.split(message)
        accented = "".join(p if p.startswith("{") else p.translate(_ACCENTS) for p in pieces)
        return f"⟦{accented}{'~' * (len(message) // 3)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Mirrored(gettext.NullTranslations):
    """Every text runs from right to left."""

    id = "ar-XB"

    def gettext(self, message: str) -> str:
        pieces = _PLACE.split(message)
        return "".join(p if p.startswith("{") or not p else f"{_OVERRIDE}{p}{_END}" for p in pieces)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


ACCENTED = Accented()
MIRRORED = Mirrored()
