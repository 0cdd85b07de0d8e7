"""Many queries or files of one run, on all cores, answered in their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from iomgloss.workspace import Workspace

FEW = 64
"""Queries that are answered before other processes would have started."""
_CHUNK = 16
_Job = TypeVar("_Job")


class Work(NamedTuple, Generic[_Job]):
    """What every process does; both functions can be pickled."""

    open: Callable[[], Workspace]
    answer: Callable[[Workspace, _Job], Any]


def answers(
    work: Work[_Job], jobs: Sequence[_Job], *, processes: int | None = None, chunk: int = _CHUNK
) -> Iterator[Any]:
    """The answer to each job, as soon as all before it are there.

    ``processes``: how many share the work, ``chunk`` jobs at a time; None: as queries need.
    """
    cores = min(core_count(), -(-len(jobs) // FEW)) if processes is None else processes
    if cores < 2:
        workspace = work.open()
        for job in jobs:
            yield work.answer(workspace, job)
        return
    from multiprocessing import Pool

    # Opened by each process for itself: connections to an index do not outlive a fork.
    with Pool(cores, _begin, (work,)) as pool:
        yield from pool.imap(_do, jobs, chunk)


def core_count() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_work: Work[Any]
_workspace: Workspace


def _begin(work: Work[Any]) -> None:
    global _work, _workspace
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    _work, _workspace = work, work.open()


def _do(job: Any) -> Any:
    return _work.answer(_workspace, job)
