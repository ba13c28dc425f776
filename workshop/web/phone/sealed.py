"""What a phone sealed, as its fields carry it: its form is checked, for nobody here can read it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from workshop.vault import unwrap

from .steps import Step

LEAST = 48 + 256
"""Bytes: a sealed box around the smallest padding."""
MOST = 40 * 1024
HIGHEST_COUNTER = 2**31
LONGEST_NAME = 200


def of_size(text: str, size: int) -> bytes:
    """Raises ValueError for anything but `size` bytes in base64."""
    data = unwrap(text)
    if len(data) != size:
        raise ValueError("not of that size")
    return data


def sealed_box(text: object) -> bytes:
    """Raises ValueError for what cannot be one."""
    data = unwrap(text) if isinstance(text, str) else b""
    if not LEAST <= len(data) <= MOST:
        raise ValueError("no sealed box")
    return data


def known_prompts(text: str, step: Step) -> tuple[str, ...]:
    """Prompts of `step` in a list; none in an empty text. Raises ValueError for anything else."""
    known = [prompt.id for prompt in step.prompts]
    try:
        named = json.loads(text) if text else []
    except RecursionError as error:
        raise ValueError("no list") from error
    if not isinstance(named, list) or any(one not in known for one in named):
        raise ValueError("another prompt")
    return tuple(one for one in known if one in named)


def sealed_entries(text: str, step: Step, *, may_be_none: bool = False) -> Mapping[str, bytes]:
    """By prompt of `step`. Raises ValueError for another prompt, or what is no list of sealed boxes."""
    known = {prompt.id for prompt in step.prompts}
    found: dict[str, bytes] = {}
    try:
        pairs = json.loads(text)
        if not isinstance(pairs, list) or not (pairs or may_be_none):
            raise ValueError("no entries")
        for prompt, sealed in pairs:
            if prompt not in known:
                raise ValueError("another prompt")
            found[prompt] = sealed_box(sealed)
    except (TypeError, RecursionError) as error:
        raise ValueError("no entries") from error
    return found


def named_boxes(text: str) -> Mapping[str, bytes]:
    """By "exercise/prompt", whatever these are. Raises ValueError for what is no list of sealed boxes."""
    try:
        pairs = json.loads(text)
        if not isinstance(pairs, list):
            raise ValueError("no entries")
        found = {name: sealed_box(sealed) for name, sealed in pairs}
    except (TypeError, RecursionError) as error:
        raise ValueError("no entries") from error
    if not all(isinstance(name, str) and len(name) <= LONGEST_NAME for name in found):
        raise ValueError("no names")
    return found


def whole_number(text: str) -> int:
    """A counter. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < 11 and int(text) < HIGHEST_COUNTER):
        raise ValueError("no counter")
    return int(text)
