"""The press: runs Typst, in this process or, as a script, in children that take what they read with them.

Typst keeps pieces of what it has set for the next document, and nothing makes it forget. What is one
person's own is therefore set in a process of its own, and what is many people's own in processes that end
with the batch: no program that goes on running ever holds what somebody wrote because it printed it once.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

PATIENCE = 60.0
"""Seconds that one document may take."""
MOST_WORKERS = 8
"""A worker holds about a hundred megabytes, most of it fonts."""
RENEWED_AFTER = 25
"""Documents after which a worker makes room for a new one: what it keeps grows with each."""
_LENGTH = 8
"""Bytes that say how long the document is that follows them; 0 where none could be made."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to set: a template, and the JSON that it finds as `sys.inputs.data`."""

    template: Path
    data: str


class PressFailed(Exception):
    """A document that could not be set. It does not say why: that could repeat what somebody wrote."""


def press(template: Path, data: str) -> bytes:
    """The PDF that `template` makes of `data`, JSON that it finds as `sys.inputs.data`."""
    import typst

    # Data given to the compiler itself survives its first document only; given here, it is there each time.
    compiler = typst.Compiler(root=template.parent, font_paths=fonts())
    made = compiler.compile(template, format="pdf", sys_inputs={"data": data})
    assert isinstance(made, bytes)
    return made


def press_apart(template: Path, data: str) -> bytes:
    """The same, in a child process that ends with it. Raises PressFailed."""
    (made,) = press_many([Job(template, data)])
    if isinstance(made, PressFailed):
        raise made
    return made


def press_many(
    jobs: Iterable[Job | PressFailed],
    told: Callable[[int], None] = lambda done: None,
    *,
    patience: float = PATIENCE,
) -> Iterator[bytes | PressFailed]:
    """The PDF of each job, in their order, set by one worker process for each core.

    Jobs are taken as they are needed, and nothing is kept of what was handed out: a thousand take no more
    memory than ten. A job that fails, for more than `patience` seconds too, or whose worker dies of it
    twice, is a PressFailed in its place, as is a job that was one already; all others are set. `told`
    hears, after each, how many are done. The workers end with the last document, or when the caller
    stops asking.
    """
    count = min(os.cpu_count() or 1, MOST_WORKERS)
    idle: LifoQueue[_Worker] = LifoQueue()
    workers = [_Worker(patience) for _ in range(count)]
    for worker in workers:
        idle.put(worker)

    def set_one(job: Job) -> bytes | PressFailed:
        worker = idle.get()
        try:
            return worker.set(job)
        finally:
            idle.put(worker)

    waiting: deque[Future[bytes | PressFailed] | PressFailed] = deque()
    done = 0
    pool = ThreadPoolExecutor(count)
    try:
        source = iter(jobs)
        while True:
            while len(waiting) < 3 * count and (job := next(source, None)) is not None:
                waiting.append(pool.submit(set_one, job) if isinstance(job, Job) else job)
            if not waiting:
                return
            first = waiting.popleft()
            made = first.result() if isinstance(first, Future) else first
            done += 1
            told(done)
            yield made
    finally:
        pool.shutdown(cancel_futures=True)
        for worker in workers:
            worker.end()


class _Worker:
    """A child that sets one document after another; it is there from its first document on."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._child: subprocess.Popen[bytes] | None = None
        self._count = 0

    def set(self, job: Job) -> bytes | PressFailed:
        """The document of `job`. A worker may die of other things than its document: that is tried again."""
        for _ in range(2):
            child = self._child = self._child or _child()
            timer = threading.Timer(self._patience, child.kill)
            timer.start()
            try:
                made = _asked(child, job)
                self._count += 1
                if self._count == RENEWED_AFTER:
                    self.end()
                return made or PressFailed()
            except (OSError, EOFError):
                self.end()
                if timer.finished.is_set():
                    break
            finally:
                timer.cancel()
        return PressFailed()

    def end(self) -> None:
        child, self._child, self._count = self._child, None, 0
        if child is not None:
            child.kill()
            assert child.stdin and child.stdout
            with contextlib.suppress(OSError):
                child.stdin.close()
            child.stdout.close()
            child.wait()


def _child() -> subprocess.Popen[bytes]:
    # -I: neither the environment nor the folder that we happen to be in says what is imported.
    return subprocess.Popen(
        [sys.executable, "-I", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _asked(child: subprocess.Popen[bytes], job: Job) -> bytes:
    """What the child makes of `job`, nothing where it cannot. Raises OSError or EOFError where it is gone."""
    assert child.stdin and child.stdout
    child.stdin.write(f"{json.dumps([str(job.template), job.data])}\n".encode())
    child.stdin.flush()
    length = int.from_bytes(_read(child, _LENGTH))
    return _read(child, length)


def _read(child: subprocess.Popen[bytes], length: int) -> bytes:
    assert child.stdout
    data = child.stdout.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _work() -> None:
    """The child's life: a job on each line of standard input, its document on standard output."""
    with contextlib.suppress(ImportError):
        import resource

        # One that dies of its document must not leave it on the disk.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin.buffer:
        template, data = json.loads(line)
        try:
            made = press(Path(template), data)
        except Exception:
            made = b""
        sys.stdout.buffer.write(len(made).to_bytes(_LENGTH) + made)
        sys.stdout.buffer.flush()


@cache
def fonts() -> typst.Fonts:
    """Those of this system and those that come with Typst."""
    import typst

    return typst.Fonts()


if __name__ == "__main__":
    _work()
