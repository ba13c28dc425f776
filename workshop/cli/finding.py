"""What a look at this laptop gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is fine, what was seen, what to do."""

    fine: bool
    seen: str
    mend: str = ""
