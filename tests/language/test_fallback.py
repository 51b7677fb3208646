"""The next language model when one fails."""

from collections.abc import Callable
from dataclasses import dataclass

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase
from zope.interface import implementer
from zope.interface.verify import verifyObject

from audiosocket.errors import (
    LanguageBusyError,
    LanguageError,
    LanguageLateError,
    LanguageMalformedError,
    LanguageRefusedError,
    LanguageTruncatedError,
    LanguageWithheldError,
)
from audiosocket.language.fallback import FallbackLanguageModel
from audiosocket.language.interfaces import ChatMessage, ChatRequest, Completion, ILanguageModel
from audiosocket.providers.chain import Provider

REQUEST = ChatRequest((ChatMessage("user", "oi"),), deadline_seconds=2.0)


@dataclass
class Asking:
    """One request that goes on."""

    request: ChatRequest
    receive: Callable[[str], None]
    cancelled: bool = False

    def __post_init__(self) -> None:
        self.done: Deferred[Completion] = Deferred(self._cancel)

    def _cancel(self, _: object) -> None:
        self.cancelled = True

    def answer(self, text: str) -> None:
        """Give this."""
        self.done.callback(Completion(text, "stop", None, None, 0.1))


@implementer(ILanguageModel)
class FakeModel:
    """Does nothing until it is told."""

    def __init__(self) -> None:
        self.asked: list[Asking] = []

    def complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        self.asked.append(Asking(request, receive))
        return self.asked[-1].done


class FallbackTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.first, self.second = FakeModel(), FakeModel()
        self.heard: list[str] = []
        models = [Provider[ILanguageModel]("a", self.first), Provider[ILanguageModel]("b", self.second)]
        self.chain = FallbackLanguageModel(self.clock, models, 15)

    def ask(self) -> Deferred[Completion]:
        """Ask the chain."""
        return self.chain.complete(REQUEST, self.heard.append)

    def fail_first(self, fault: LanguageError) -> Deferred[Completion]:
        """Ask, and let the first model fail."""
        work = self.ask()
        self.first.asked[-1].done.errback(fault)
        return work

    def test_interface(self) -> None:
        """It is an ILanguageModel."""
        verifyObject(ILanguageModel, self.chain)

    def test_first(self) -> None:
        """While the first works the second is not asked; the pieces are handed on."""
        work = self.ask()
        self.first.asked[0].receive("o")
        self.first.asked[0].answer("oi")
        self.assertEqual((self.successResultOf(work).text, self.heard, self.second.asked), ("oi", ["o"], []))

    def test_next(self) -> None:
        """The second answers for the first, with its pieces; the seconds are those of both."""
        work = self.ask()
        self.clock.advance(0.4)
        self.first.asked[0].done.errback(LanguageError("broken"))
        self.second.asked[0].receive("o")
        self.clock.advance(0.1)
        self.second.asked[0].answer("oi")
        completion = self.successResultOf(work)
        self.assertEqual((completion.text, completion.seconds, self.heard), ("oi", 0.5, ["o"]))

    def test_time(self) -> None:
        """The first has half of the time, the last what is left."""
        self.ask()
        self.assertEqual(self.first.asked[0].request.deadline_seconds, 1.0)
        self.clock.advance(0.5)
        self.first.asked[0].done.errback(LanguageError("broken"))
        self.assertEqual(self.second.asked[0].request.deadline_seconds, 1.5)

    def test_time_of_the_last_that_works(self) -> None:
        """Nothing is kept back for one that failed lately."""
        self.fail_first(LanguageError("broken"))
        self.ask()
        self.assertEqual(self.second.asked[1].request.deadline_seconds, 2.0)

    def test_no_time_left(self) -> None:
        """Beyond the deadline nobody is asked any more."""
        work = self.ask()
        self.clock.advance(2.0)
        self.first.asked[0].done.errback(LanguageLateError("late"))
        self.assertIn("No time was left", str(self.failureResultOf(work, LanguageError).value))
        self.assertEqual(self.second.asked, [])

    def test_began(self) -> None:
        """After pieces of one, those of the next are kept back; its completion counts."""
        work = self.ask()
        self.first.asked[0].receive('{"a')
        self.first.asked[0].done.errback(LanguageError("broken"))
        self.second.asked[0].receive('{"b"')
        self.second.asked[0].answer('{"b": 1}')
        self.assertEqual((self.successResultOf(work).text, self.heard), ('{"b": 1}', ['{"a']))

    def test_circuit(self) -> None:
        """A model that failed, was late, busy or refused comes last for 15 seconds, or as long as it said."""
        for fault, seconds in (
            (LanguageError("broken"), 15),
            (LanguageLateError("late"), 15),
            (LanguageMalformedError("html"), 15),
            (LanguageRefusedError("key"), 15),
            (LanguageRefusedError("no form is taken", "response_format"), 15),
            (LanguageBusyError("busy", 2.0), 2),
        ):
            self.setUp()
            self.fail_first(fault)
            self.clock.advance(seconds - 0.1)
            self.ask()
            self.assertEqual((len(self.first.asked), len(self.second.asked)), (1, 2), fault)
            self.clock.advance(0.2)
            self.ask()
            self.assertEqual(len(self.first.asked), 2, fault)

    def test_the_requests_own_fault(self) -> None:
        """An answer that is cut or withheld and a prompt that is too long say nothing about the model's next."""
        for fault in (LanguageTruncatedError("cut"), LanguageWithheldError("no"), LanguageRefusedError("x", "context")):
            self.setUp()
            self.fail_first(fault)
            self.ask()
            self.assertEqual((len(self.first.asked), len(self.second.asked)), (2, 1), fault)

    def test_all_failed(self) -> None:
        """When all fail the faults are told together; of a single model its own is."""
        work = self.fail_first(LanguageError("a."))
        self.second.asked[0].done.errback(LanguageTruncatedError("b."))
        self.assertEqual(str(self.failureResultOf(work, LanguageError).value), "All providers failed. a. b.")
        alone = FallbackLanguageModel(self.clock, [Provider("a", self.first)])
        work = alone.complete(REQUEST, self.heard.append)
        self.assertEqual(self.first.asked[-1].request.deadline_seconds, 2.0)
        self.first.asked[-1].done.errback(LanguageTruncatedError("cut"))
        self.failureResultOf(work, LanguageTruncatedError)

    def test_cancel(self) -> None:
        """Cancelling cancels the one that is asked, and asks no other."""
        work = self.ask()
        work.cancel()
        self.failureResultOf(work, CancelledError)
        self.assertEqual((self.first.asked[0].cancelled, self.second.asked), (True, []))
