"""How far a long command is: a bar on a terminal, a line at the end of each tenth elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Steps:
    """Counts what is done."""

    def __init__(self, console: Console, what: str, total: int, bar: Progress | None) -> None:
        self._console = console
        self._what = what
        self._total = total
        self._bar = bar
        self._task = bar.add_task(what, total=total) if bar is not None else None
        self._done = 0

    def step(self, name: str = "") -> None:
        """One more is done."""
        before = 10 * self._done // max(1, self._total)
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=f"{self._what} {name}".strip())
        elif 10 * self._done // max(1, self._total) > before:
            self._console.print(f"{self._what}: {self._done} of {self._total}", highlight=False, soft_wrap=True)


@contextmanager
def steps(console: Console, what: str, total: int) -> Iterator[Steps]:
    """Show the progress through so many things while the context lasts."""
    if not console.is_terminal:
        yield Steps(console, what, total, None)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console) as bar:
        yield Steps(console, what, total, bar)


@contextmanager
def counting(console: Console, what: str) -> Iterator[Callable[[int, int], None]]:
    """Show `what` with its count while the context lasts; what it gives is told how many are done, and of how many."""
    if not console.is_terminal:
        said: list[int] = []

        def say(done: int, of: int) -> None:
            if not said or done * 4 // of > said[-1]:
                said.append(done * 4 // of)
                console.print(f"{what}: {done} of {of}", highlight=False, soft_wrap=True)

        yield say
        return
    with console.status(what) as status:
        yield lambda done, of: status.update(f"{what}: {done} of {of}")
