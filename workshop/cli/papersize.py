"""Which paper lies in the printer: as the user says, or as the country of the locale is used to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError

if TYPE_CHECKING:
    from workshop.export import Paper

_PAPERS: Mapping[str, Paper] = {"a4": "a4", "letter": "us-letter"}
_LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())  # noqa: SIM905
"""Where Unicode's CLDR names US Letter; everywhere else it is A4."""


def paper_size(named: str = "", environment: Mapping[str, str] = os.environ) -> Paper:
    """The paper that `named` says, or else the locale's. Raises WorkshopError for a name that is none."""
    if named:
        found = _PAPERS.get(named.lower())
        if found is None:
            raise WorkshopError(
                "There is no paper “{paper}”. There are: {known}.", paper=named, known=", ".join(_PAPERS)
            )
        return found
    locale = next((v for name in ("LC_ALL", "LC_PAPER", "LANG") if (v := environment.get(name))), "")
    _, _, country = locale.partition(".")[0].partition("@")[0].partition("_")
    return "us-letter" if country in _LETTER_COUNTRIES else "a4"
