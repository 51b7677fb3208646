"""Work for models: bounded, in order, abandoned when nobody wants it."""

from collections.abc import Callable

from twisted.internet.defer import CancelledError
from twisted.python.threadpool import ThreadPool
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.speech.local.worker import Job, Workers


class HandCrankedPool(ThreadPool):
    """A thread pool that runs what it was given when the test says so, on the test's thread."""

    def __init__(self) -> None:
        super().__init__(0, 1)
        self.given: list[Callable[[], object]] = []

    def start(self) -> None:
        """No threads."""

    def stop(self) -> None:
        """None to stop."""

    def callInThread(self, func: Callable[..., object], *args: object, **kw: object) -> None:
        """Keep it."""
        self.given.append(lambda: func(*args, **kw))

    def turn(self) -> None:
        """Run the oldest."""
        self.given.pop(0)()


class Reactor:
    """Calls from threads are made at once."""

    def callFromThread(self, callable: Callable[..., object], *args: object, **kwargs: object) -> None:
        """Do it."""
        callable(*args, **kwargs)


class WorkersTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.pool = HandCrankedPool()
        self.workers = Workers(Reactor(), self.pool, 1, 2)  # type: ignore[arg-type]
        self.done: list[str] = []

    def work(self, name: str) -> Callable[[Job[str]], str]:
        """Work that says that it was done."""

        def do(_: Job[str]) -> str:
            self.done.append(name)
            return name

        return do

    def test_in_order(self) -> None:
        """One at a time, in the order of asking."""
        jobs = [self.workers.submit(self.work(name)) for name in "abc"]
        self.assertEqual(len(self.pool.given), 1)
        for _ in range(3):
            self.pool.turn()
        self.assertEqual([self.successResultOf(job) for job in jobs], ["a", "b", "c"])

    def test_full(self) -> None:
        """Beyond one at work and two waiting the next is refused; what continues something begun is not."""
        for name in "abc":
            self.workers.submit(self.work(name))
        fault = self.assertRaises(SpeechBusyError, self.workers.submit, self.work("d"))
        self.assertIn("2 requests waiting", str(fault))
        self.workers.submit(self.work("e"), continues=True)
        self.assertEqual(self.workers.waiting, 3)

    def test_cancelled_waiting(self) -> None:
        """Work cancelled while it waits is not done, and makes room at once."""
        self.workers.submit(self.work("a"))
        waiting = [self.workers.submit(self.work(name)) for name in "bc"]
        waiting[0].cancel()
        self.failureResultOf(waiting[0], CancelledError)
        self.workers.submit(self.work("d"))
        while self.pool.given:
            self.pool.turn()
        self.assertEqual(self.done, ["a", "c", "d"])

    def test_cancelled_working(self) -> None:
        """Work cancelled while it is done can know it; its result is dropped and the next is begun."""
        knew: list[bool] = []
        job = self.workers.submit(lambda job: knew.append(job.is_abandoned()))
        after = self.workers.submit(self.work("b"))
        job.cancel()
        self.failureResultOf(job, CancelledError)
        self.pool.turn()
        self.pool.turn()
        self.assertEqual((knew, self.successResultOf(after)), ([True], "b"))

    def test_fault(self) -> None:
        """A fault is the job's own, and the next one is begun."""

        def fail(_: Job[str]) -> str:
            raise SpeechError("broken")

        job = self.workers.submit(fail)
        after = self.workers.submit(self.work("b"))
        self.pool.turn()
        self.failureResultOf(job, SpeechError)
        self.pool.turn()
        self.assertEqual(self.successResultOf(after), "b")

    def test_stop(self) -> None:
        """What waits when it is stopped is not done."""
        self.workers.submit(self.work("a"))
        self.workers.submit(self.work("b"))
        self.workers.stop()
        self.pool.turn()
        self.assertEqual(self.done, ["a"])
