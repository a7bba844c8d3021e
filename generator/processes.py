"""Spreads work over the processors of this machine, where the system lets a process be taken over as it is."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Sequence[T]], list[R]]


def may_fork() -> bool:
    """Whether another process can take over what this one knows: on Linux, and while no other thread (such as the one of a live
    server) may hold what the new process would wait for."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def processes_for(count: int, fewest: int) -> int:
    """In how many processes work on so many things is done, each of which takes `fewest` or more."""
    return min(os.cpu_count() or 1, count // fewest) if may_fork() else 1


def spread(work: Work[T, R], things: Sequence[T], fewest: int) -> list[R]:
    """What `work` makes of things, in their order. Each process works on things that stand together, `fewest` or more of them;
    with too few, or where it cannot be, all is done in this one."""
    global _shared
    processes = processes_for(len(things), fewest)
    if processes < 2:
        return work(things)
    # Costs time to load, so only where it is needed.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    ends = [len(things) * share // processes for share in range(processes + 1)]
    _shared = work, things
    try:
        with ProcessPoolExecutor(processes - 1, multiprocessing.get_context("fork")) as pool:
            try:
                others = pool.map(_work, ends[1:], ends[2:])
            except OSError:
                return work(things)  # no process could begin
            shares = [work(things[: ends[1]]), *others]  # this process does its share: every other one has a copy of all it knows
    except BrokenProcessPool:
        return work(things)  # one was ended from outside
    finally:
        _shared = None
    return [made for share in shares for made in share]


_shared: tuple[Work, Sequence] | None = None
"""The work that is being spread: a process made by `fork` finds it here, with all that it knows."""


def _work(start: int, end: int) -> list:
    # A person who interrupts has told the first process, too, which says so.
    with suppress(KeyboardInterrupt):
        work, things = _shared
        return work(things[start:end])
    return []
