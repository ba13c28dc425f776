"""Beginning a workshop in a new vault, and entering one that was begun."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import date, datetime
from typing import cast

from workshop.domain.errors import WorkshopError
from workshop.domain.referral import Directory
from workshop.library import Bundle, load_bundle, read_directory_text
from workshop.vault import JSON, Vault, unwrap, wrap
from workshop.wording import ENGLISH, Wording

from .earlier import EARLIER, GROUP, Inheritance, keep_inheritance
from .room import Room
from .series import CAME_ALONG, SERIES, Brought, next_series, plain_series, series_of


def local_time() -> datetime:
    """The laptop's local time to the second: the clock that a live room uses."""
    return datetime.now().replace(microsecond=0)


def begin(
    vault: Vault,
    bundle: Bundle,
    referrals: str | None = None,
    inheritance: Inheritance | None = None,
    brought: Brought | None = None,
) -> None:
    """Keeps the agenda and its exercises, sealed, in a new unlocked vault; `referrals` as below.

    With an `inheritance` the plans of an earlier workshop go on in this one, whose plan salt is that one's.
    What was `brought` of an archive comes along; where both have the group's texts, these are the archive's,
    so that everybody sees the same numbers. Raises OtherSeries where the two do not belong together.
    """
    series = next_series(inheritance.series if inheritance else None, brought.series if brought else None)
    group = {**(inheritance.group if inheritance else {}), **(brought.group if brought else {})}
    if inheritance is not None:
        keep_inheritance(vault, inheritance)
    if group:
        vault.book.keep(GROUP, {path: list(texts) for path, texts in group.items()})
    if brought is not None:
        vault.book.keep(CAME_ALONG, brought.to_plain())
    vault.book.keep(SERIES, plain_series(series))
    vault.book.keep("bundle", cast(JSON, bundle.to_plain()))
    if referrals is not None:
        vault.book.keep("referrals", referrals)
    key = wrap(secrets.token_bytes(32))
    # Twice, so that the generation before, which a damaged book falls back to, is whole from the first day.
    for _ in range(2):
        vault.book.keep("key", key)


def keep_referrals(vault: Vault, text: str) -> None:
    """Keeps the text of a referral directory, sealed, in place of the one before.

    Raises WorkshopError for a vault without a workshop.
    """
    if not isinstance(vault.book.kept("bundle"), dict):
        raise WorkshopError("This folder holds no workshop yet. Make one with `workshop new`.")
    vault.book.keep("referrals", text)


def _directory(vault: Vault, words: Wording) -> Directory | None:
    text = vault.book.kept("referrals")
    if not isinstance(text, str):
        return None
    # It was checked when it was kept: a laptop whose clock is behind must not refuse its days now.
    return read_directory_text("referrals.yaml", "referrals", text, date.max, words)


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
    room.directory = _directory(vault, words)
    room.series = series_of(vault.book.kept(SERIES))
    room.exercises.inherit(vault.book.kept(EARLIER), words)
    room.replay()
    await room.empty_letterbox()
    await room.closing.settle()
    return room
