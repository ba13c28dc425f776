"""The demo's clock: a day that begins at nine whenever it is played, and can be moved on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta


class DayClock:
    """Begins shortly before `start` of today and runs as time runs; `forward` moves it on."""

    def __init__(self, start: time, minutes_before: int = 2) -> None:
        self._before = timedelta(minutes=minutes_before)
        self._shift = timedelta()
        self._to(datetime.now().date(), start)

    def __call__(self) -> datetime:
        return (datetime.now() + self._shift).replace(microsecond=0)

    def next_day(self, start: time) -> None:
        """To the next morning, shortly before `start`."""
        self._to(self().date() + timedelta(days=1), start)

    def _to(self, day: date, start: time) -> None:
        self._shift = datetime.combine(day, start) - self._before - datetime.now()

    def forward(self, minutes: float) -> None:
        self._shift += timedelta(minutes=minutes)
