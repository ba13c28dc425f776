"""Simulated phones in a process of their own, which gives way: real phones do not share the laptop's cores.

python -m benchmarks.crowd ADDRESS PHONES SECONDS PAUSE

Prints "joined" when all have the form, then submits; at the end, how many were saved and how long it took.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import sys
import threading
import time

from workshop.demo.browser import Browser, Form, Page

GENTLEST = 19
MOST = 60_000
"""Submissions of all phones together, whatever the time."""


class Phone:
    """Joins, and sends its one form again and again, as somebody does who changes an answer."""

    def __init__(self, address: str, number: int) -> None:
        self._browser = Browser(address, number)
        self._number = number
        self.taken: list[float] = []
        self.refused = 0
        page = self._browser.get("/")
        self._page: Page = self._browser.send(page, page.post_forms[0], page.post_forms[0].as_served())
        self._form: Form = next(f for f in self._page.post_forms if f.hidden("_do") == "answer")

    def run(self, ends: float, pause: float) -> None:
        rng = random.Random(self._number)
        time.sleep(rng.uniform(0, pause))
        while time.monotonic() < ends and len(self.taken) < MOST // 200:
            filled = [*self._form.as_served(), ("sources", rng.choice(("hours", "pay", "no-privacy")))]
            began = time.perf_counter()
            try:
                status, _ = self._browser.download(self._page, self._form, filled)
            except (OSError, http.client.HTTPException):
                self.refused += 1
                break
            self.taken.append(time.perf_counter() - began)
            self.refused += status != 200
            time.sleep(rng.uniform(0.5, 1.5) * pause)
        self._browser.close()


def main() -> None:
    address, phones, seconds, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    os.nice(GENTLEST)
    crowd = [Phone(address, number) for number in range(1, phones + 1)]
    print("joined", flush=True)
    began = time.monotonic()
    threads = [threading.Thread(target=one.run, args=(began + seconds, pause)) for one in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = sorted(t for one in crowd for t in one.taken)
    refused = sum(one.refused for one in crowd)
    rate = len(taken) / (time.monotonic() - began)
    print(
        f"{len(taken)} submissions of {phones} phones, {rate:.0f} a second, {refused} refused; "
        f"saved after {statistics.median(taken) * 1000:.0f} ms, "
        f"p99 {taken[round(len(taken) * 0.99) - 1] * 1000:.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
