"""What a campaign saw: lines of figures, each held against what was promised."""

from __future__ import annotations

import enum
import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


class Scale(enum.Enum):
    """How much of a campaign is run: `SHORT` in `make test`, `LONG` in `make campaign`."""

    SHORT = "short"
    LONG = "long"

    def of(self, short: int, long: int) -> int:
        return long if self is Scale.LONG else short


@dataclass(frozen=True)
class Line:
    """One figure. `promised` is what it is held against; empty where nothing was promised."""

    what: str
    figure: str
    promised: str = ""
    held: bool = True


@dataclass
class Findings:
    """All lines of one run."""

    lines: list[Line] = field(default_factory=list)

    def say(self, what: str, figure: object) -> None:
        """A figure that nothing was promised about."""
        self.lines.append(Line(what, _written(figure)))

    def none(self, what: str, count: int) -> None:
        """A count that has to be nought."""
        self.lines.append(Line(what, _written(count), "0", count == 0))

    def least(self, what: str, figure: float, least: float) -> None:
        self.lines.append(Line(what, _written(figure), f"at least {_written(least)}", figure >= least))

    def most(self, what: str, figure: float, most: float) -> None:
        self.lines.append(Line(what, _written(figure), f"at most {_written(most)}", figure <= most))

    @property
    def held(self) -> bool:
        """Whether every promise was kept, and anything at all was seen."""
        return bool(self.lines) and all(line.held for line in self.lines)

    def broken(self) -> list[str]:
        """One sentence for each promise that was not kept."""
        return [f"{one.what}: {one.figure}, promised {one.promised}" for one in self.lines if not one.held]


@dataclass(frozen=True)
class Record:
    """One run as it is kept in `results/`, from which the page is written."""

    name: str
    scale: str
    day: str
    machine: str
    minutes: float
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, name: str, scale: Scale, findings: Findings, seconds: float) -> Record:
        """Of what was just seen, on this machine."""
        lines = tuple(findings.lines)
        return cls(name, scale.value, date.today().isoformat(), _machine(), round(seconds / 60, 1), lines)

    def write(self) -> None:
        RESULTS.mkdir(exist_ok=True)
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (RESULTS / f"{self.name}.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, name: str) -> Record | None:
        """None where that campaign has not been run yet."""
        path = RESULTS / f"{name}.json"
        if not path.exists():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        lines = tuple(Line(**line) for line in kept.pop("lines"))
        return cls(lines=lines, **kept)


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _written(figure: object) -> str:
    if isinstance(figure, float):
        return f"{figure:,.3g}" if abs(figure) < 100 else f"{figure:,.0f}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)
