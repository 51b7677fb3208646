"""Work for models: a few threads, a queue that does not grow for ever, and work that nobody wants any more not done."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.interfaces import IReactorFromThreads
from twisted.python.failure import Failure
from twisted.python.threadpool import ThreadPool

from audiosocket.errors import SpeechBusyError

T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work; its Deferred is cancelled when nobody wants the result."""

    def __init__(self, work: "Callable[[Job[T]], T]") -> None:
        self.work = work
        self.abandoned = False
        self.done: Deferred[T] = Deferred(self._abandon)

    def _abandon(self, done: Deferred[T]) -> None:
        self.abandoned = True
        done.errback(CancelledError())

    def is_abandoned(self) -> bool:
        """For the working thread to ask between steps."""
        return self.abandoned


class Workers:
    """
    At most `threads` jobs at a time, at most `most_waiting` waiting.

    :param pool: started and stopped with `start` and `stop`; has at least `threads` threads.
    """

    def __init__(self, reactor: IReactorFromThreads, pool: ThreadPool, threads: int, most_waiting: int) -> None:
        self._reactor = reactor
        self._pool = pool
        self._idle = threads
        self._most_waiting = most_waiting
        self._waiting: deque[Job[object]] = deque()

    @property
    def waiting(self) -> int:
        """Jobs that wait and are still wanted."""
        return sum(not job.abandoned for job in self._waiting)

    def submit(self, work: Callable[[Job[T]], T], *, continues: bool = False) -> Deferred[T]:
        """
        Have `work` done on a thread.

        :param continues: it belongs to something already begun: it is not refused.
        :raises SpeechBusyError: if too many wait already.
        """
        if not continues and not self._idle and self.waiting >= self._most_waiting:
            raise SpeechBusyError(f"The engine has {self.waiting} requests waiting and takes no more.", 1.0)
        job = Job(work)
        self._waiting.append(job)  # type: ignore[arg-type]
        self._begin_next()
        return job.done

    def start(self) -> None:
        """Start the threads."""
        self._pool.start()

    def stop(self) -> None:
        """Abandon everything; wait for the steps that are being done."""
        for job in self._waiting:
            job.abandoned = True
        self._pool.stop()

    def _begin_next(self) -> None:
        while self._idle and self._waiting:
            job = self._waiting.popleft()
            if not job.abandoned:
                self._idle -= 1
                self._pool.callInThread(self._run, job)

    def _run(self, job: Job[object]) -> None:
        result: object
        try:
            result = job.work(job)
        except Exception:
            result = Failure()
        self._reactor.callFromThread(self._finished, job, result)

    def _finished(self, job: Job[object], result: object) -> None:
        self._idle += 1
        if not job.done.called:
            job.done.callback(result)
        self._begin_next()
