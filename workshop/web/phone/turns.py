"""Several people share one phone, or this laptop: each has a turn, and what belonged to it ends with it.

A turn is a random mark that travels from page to page as the language does, for one person's few minutes.
It is held in memory only, and is never part of a response or an entry. After a restart no turn is known:
then each page of before leads to the first one, which is what a page of somebody else should do.
"""

from __future__ import annotations

import secrets

MOST = 4096
"""Turns at once; beyond that the oldest ends, so that nobody can fill the memory."""
NOBODY = "1"
"""What travels while nobody has begun."""


class Turns:
    def __init__(self) -> None:
        self._tickets: dict[str, str] = {}
        """By turn: leave to add to one plan, empty without. In place of the cookie that a phone keeps."""

    def begin(self) -> str:
        turn = secrets.token_urlsafe(12)
        self._tickets[turn] = ""
        if len(self._tickets) > MOST:
            # The first of a dict is the oldest.
            del self._tickets[next(iter(self._tickets))]
        return turn

    def is_on(self, turn: str) -> bool:
        return turn in self._tickets

    def end(self, turn: str) -> None:
        self._tickets.pop(turn, None)

    def ticket(self, turn: str) -> str:
        return self._tickets.get(turn, "")

    def keep_ticket(self, turn: str, ticket: str) -> None:
        if turn in self._tickets:
            self._tickets[turn] = ticket
