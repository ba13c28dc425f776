"""Every text that translators get, in code, templates and YAML."""

from __future__ import annotations

from functools import cache

from workshop.wording.template import FOLDERS, template


@cache
def extracted() -> frozenset[str]:
    """The English texts, singular and plural ones alike."""
    found: set[str] = set()
    for name in FOLDERS:
        for message in template(name):
            found.update(message.id if isinstance(message.id, tuple | list) else (message.id,))
    return frozenset(found)
