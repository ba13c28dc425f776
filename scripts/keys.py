"""Writes the table of keys in docs/console.md from the console's own table.

make keys
"""

from __future__ import annotations

from pathlib import Path

from workshop.console.keys import Place, keys
from workshop.console.screens.help import titles
from workshop.wording import ENGLISH

PAGE = Path(__file__).parent.parent / "docs" / "console.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->\n"


def table() -> str:
    """Every key, by where it works, in the order of the help."""
    parts: list[str] = []
    named: dict[Place, str] = titles(ENGLISH)
    for place, title in named.items():
        rows = "".join(
            f"| {' '.join(f'`{sign}`' for sign in key.sign.split())} | {key.tooltip} |\n"
            for key in keys(ENGLISH)
            if key.place == place
        )
        parts.append(f"### {title}\n\n| Key | What it does |\n| --- | --- |\n{rows}")
    return "\n" + "\n".join(parts) + "\n"


def written(page: str) -> str:
    """`page` with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
