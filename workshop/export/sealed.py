"""Plans as sealed files: written without a secret, opened by their codes alone."""

from __future__ import annotations

from workshop.room import Room
from workshop.vault import JSON, unwrap, write_sealed_plan


def sealed_plan(room: Room, slot: str) -> bytes | None:
    """One plan as its sealed file; None for a slot that holds nothing."""
    kept = room.plans.get(slot)
    if kept is None or not kept.entries:
        return None
    group: JSON = {path: list(texts) for path, texts in room.figures.for_plans().items()}
    salt = room.vault.header.plan_salt
    return write_sealed_plan(slot, unwrap(kept.public_key), salt, kept.entries, group)


def sealed_plans(room: Room) -> tuple[bytes, ...]:
    """Every plan that holds something, in the order of the random slots: who came first is not to be seen."""
    files = (sealed_plan(room, slot) for slot in room.plans.slots())
    return tuple(data for data in files if data is not None)
