"""Every text that Babel finds for the catalogues, in code, templates and YAML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from workshop.wording.keywords import KEYWORDS

ROOT = Path(__file__).parents[2]


@cache
def extracted() -> frozenset[str]:
    """The English texts, singular and plural ones alike."""
    with (ROOT / "workshop" / "wording" / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel's own
    found: set[str] = set()
    for name in ("workshop", "exercises", "agendas", "exports"):
        within = [
            (pattern.removeprefix(f"{name}/"), method)
            for pattern, method in methods
            if pattern.startswith(name)
        ]
        chosen = {pattern.removeprefix(f"{name}/"): one for pattern, one in options.items()}
        for _, _, message, _, _ in extract_from_dir(ROOT / name, within, chosen, keywords=KEYWORDS):
            found.update(message if isinstance(message, tuple) else (message,))
    return frozenset(found)
