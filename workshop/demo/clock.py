"""The demo's clock: a day that begins at nine whenever it is played, and can be moved on."""

from __future__ import annotations

from datetime import datetime, time, timedelta


class DayClock:
    """Begins shortly before `start` of today and runs as time runs; `forward` moves it on."""

    def __init__(self, start: time, minutes_before: int = 2) -> None:
        real = datetime.now()
        self._shift = datetime.combine(real.date(), start) - timedelta(minutes=minutes_before) - real

    def __call__(self) -> datetime:
        return (datetime.now() + self._shift).replace(microsecond=0)

    def forward(self, minutes: float) -> None:
        self._shift += timedelta(minutes=minutes)
