"""Beginning a workshop in a new vault, and entering one that was begun."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import cast

from workshop.domain.errors import WorkshopError
from workshop.library import Bundle, load_bundle
from workshop.vault import JSON, Vault, unwrap, wrap
from workshop.wording import ENGLISH, Wording

from .room import Room


def local_time() -> datetime:
    """The laptop's local time to the second: the clock that a live room uses."""
    return datetime.now().replace(microsecond=0)


def begin(vault: Vault, bundle: Bundle) -> None:
    """Keeps the agenda and its exercises, sealed, in a new unlocked vault."""
    vault.book.keep("bundle", cast(JSON, bundle.to_plain()))
    key = wrap(secrets.token_bytes(32))
    # Twice, so that the generation before, which a damaged book falls back to, is whole from the first day.
    for _ in range(2):
        vault.book.keep("key", key)


async def enter(
    vault: Vault,
    words: Wording = ENGLISH,
    clock: Callable[[], datetime] = local_time,
    rng: random.Random | None = None,
) -> Room:
    """The room of an unlocked vault, at the place where it was left.

    Raises WorkshopError for a vault without a workshop, ContentProblems for content that no longer reads.
    """
    bundle = vault.book.kept("bundle")
    key = vault.book.kept("key")
    if not isinstance(bundle, dict) or not isinstance(key, str):
        raise WorkshopError("This folder holds no workshop yet. Make one with `workshop new`.")
    room = Room(vault, load_bundle(bundle, words), unwrap(key), clock, rng or random.SystemRandom())
    room.replay()
    await room.empty_letterbox()
    return room
