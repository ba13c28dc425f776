"""Where the workshop is, and how that changes: an act is durable first, then folded, then told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from workshop.domain.events import Event, event_from_plain, event_to_plain
from workshop.domain.workshop import State, fold, replay
from workshop.vault import Vault

from .values import Change

Listener = Callable[[Change], None]
"""Called on the loop, right after the change; it should note it and return."""


class Journal:
    """Shared by the room and the parts that it is made of."""

    def __init__(self, vault: Vault, clock: Callable[[], datetime]) -> None:
        self.state = State()
        self._vault = vault
        self._clock = clock
        self._listeners: list[Listener] = []
        self.last_act: datetime | None = None
        """When the facilitator last did something."""

    @property
    def now(self) -> datetime:
        return self._clock()

    def log(self, event: Event, change: Change = "run") -> None:
        """Keeps what the facilitator did; listeners hear that `change` happened. Raises NoRoom."""
        self._vault.log(plain_of(event))
        self.state = fold(self.state, event)
        self.last_act = event.at
        self.tell(change)

    def replay(self) -> None:
        """Where the workshop is, from everything that was kept."""
        events = [event_of(event) for event in self._vault.events()]
        self.state = replay(events)
        self.last_act = events[-1].at if events else None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tells `listener` of every change until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)


def plain_of(event: Event) -> bytes:
    """An event as the logbook seals it."""
    return json.dumps(event_to_plain(event), ensure_ascii=False).encode()


def event_of(plain: bytes) -> Event:
    return event_from_plain(json.loads(plain))
