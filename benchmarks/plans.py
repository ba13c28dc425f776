"""Prints what many full plans on paper take: seconds, and the most memory that anyone held on the way.

python -m benchmarks.plans 100
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from workshop.demo.papers import bar
from workshop.domain.answer import Answer, TextAnswer
from workshop.domain.plan import Plan, assemble
from workshop.domain.plan_parts import PARTS, PlanField
from workshop.domain.prompt import Audience, Prompt, TextPrompt
from workshop.export import PressFailed, plan_papers
from workshop.wording import ENGLISH

_NUMBERS = frozenset({"likelihood", "impact"})
_MARKS = (1, 10, 50, 100, 200, 500, 1000)
_SENTENCES = (
    "We leave the road before it is dark.",
    "Call the house by the river when somebody does not come.",
    "Tea and bread first, then the lawyer.",
    "Nobody travels alone in the rains.",
    "The second phone stays at home.",
)


def plans(count: int) -> Iterator[Plan]:
    """Plans with something in every field, no two alike."""
    for number in range(count):
        rng = random.Random(number)
        yield assemble(
            [entry for part in PARTS for field in part.fields for entry in _all(part.id, field, rng)]
        )


def _all(part: str, field: PlanField, rng: random.Random) -> Iterator[tuple[Prompt, Answer]]:
    rows = [f"[{row.id}]" for row in field.rows] or (["[1]", "[2]", "[3]"] if field.many else [""])
    for row in rows:
        for column in [column.id for column in field.columns] or [""]:
            path = f"{part}.{field.id}{row}" + (f".{column}" if column else "")
            text = str(rng.randint(1, 5)) if column in _NUMBERS else _text(rng)
            yield (
                TextPrompt(id=path, audience=Audience.MINE, ask="…", feeds=path, characters=500),
                TextAnswer(text),
            )


def _text(rng: random.Random) -> str:
    return f"{' '.join(rng.sample(_SENTENCES, rng.randint(1, 3)))} {rng.randint(1, 9999)}"


def _most(process: str) -> int:
    """MiB that a process held at most; 0 where there is no /proc to say."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _children() -> list[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return [child for path in lists for child in path.read_text(encoding="ascii").split()]


def main(count: int) -> None:
    began = time.perf_counter()
    held = [0]

    def told(done: int) -> None:
        taken = time.perf_counter() - began
        held.extend(_most(child) for child in _children())
        if done in _MARKS or done == count:
            own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            memory = f"at most {own} MiB, a worker {max(held)} MiB"
            print(f"{bar(done, count)}  {done:4} plans  {taken:6.2f} s   {memory}", flush=True)

    sizes = []
    for made in plan_papers(plans(count), ENGLISH, told):
        if isinstance(made, PressFailed):
            raise SystemExit("A plan could not be set.")
        sizes.append(len(made))
    print(f"{sum(sizes) / len(sizes) / 1024:.0f} KiB a plan")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
