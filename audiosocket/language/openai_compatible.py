"""Any server with OpenAI's ``/chat/completions``; treq carries, openai's types say what is carried."""

from collections.abc import Callable

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.interfaces import IDelayedCall
from twisted.internet.task import deferLater
from twisted.logger import Logger
from twisted.web.iweb import IResponse
from zope.interface import implementer

from audiosocket.errors import LanguageBusyError, LanguageError, LanguageLateError, LanguageRefusedError
from audiosocket.language.chat_stream import Answer, ChatStream
from audiosocket.language.dialect import Dialect
from audiosocket.language.exchange import Exchange
from audiosocket.language.interfaces import ChatRequest, Completion, ILanguageModel
from audiosocket.providers.exchange import receive_body

_AFTER_DONE_SECONDS = 0.25
_log = Logger()


@implementer(ILanguageModel)
class OpenAiLanguageModel:
    """
    One model of one provider, asked by ``POST /chat/completions`` with a streamed answer.

    A setting that the model refuses, the schema first of all, is left out from then on. A provider that is busy is
    asked once more when it said how long it will be, and that is before the deadline.

    :param model: the provider's name for it.
    """

    def __init__(self, exchange: Exchange, model: str) -> None:
        self._exchange = exchange
        self._clock = exchange.clock
        self._model = model
        self._dialect = Dialect()

    def complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        """Ask once; see `ILanguageModel`."""
        work = Deferred.fromCoroutine(self._complete(request, receive))

        def expired(_: object, seconds: float) -> Completion:
            raise LanguageLateError(f"{self._exchange.host} did not answer within {seconds:g} seconds.")

        return work.addTimeout(request.deadline_seconds, self._clock, expired)

    async def _complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Completion:
        began = self._clock.seconds()
        first = dialect = self._dialect
        waited = False
        while True:
            reading = _Reading(self._exchange, receive)
            try:
                answer = await self._ask(request, dialect, reading)
            except LanguageBusyError as fault:
                left = began + request.deadline_seconds - self._clock.seconds()
                if waited or reading.began or fault.retry_after is None or fault.retry_after >= left:
                    raise
                waited = True
                await deferLater(self._clock, fault.retry_after)
            except LanguageRefusedError as fault:
                weaker = dialect.without(fault.setting, request)
                if reading.began or weaker is None:
                    raise
                dialect = weaker
            else:
                if dialect != first:
                    self._remember(dialect)
                return Completion(
                    answer.text,
                    answer.finish_reason,
                    answer.prompt_tokens,
                    answer.completion_tokens,
                    self._clock.seconds() - began,
                )

    async def _ask(self, request: ChatRequest, dialect: Dialect, reading: "_Reading") -> Answer:
        body = dialect.body(self._model, request)
        response = await self._exchange.post("/chat/completions", "application/json", body)
        return await reading.read(response)

    def _remember(self, dialect: Dialect) -> None:
        """Ask so from now on; a request that failed in the end teaches nothing."""
        self._dialect = dialect
        _log.info(
            "{host} does not take every setting for {model}; it is asked for {form} from now on",
            host=self._exchange.host,
            model=self._model,
            form=dialect.format.value,
        )


class _Reading:
    """One response on its way."""

    def __init__(self, exchange: Exchange, receive: Callable[[str], None]) -> None:
        self.began = False
        """Some text was handed on."""
        self._exchange = exchange
        self._receive = receive
        self._stream = ChatStream(exchange.host)
        self._body: Deferred[None] | None = None
        self._closing: IDelayedCall | None = None

    async def read(self, response: IResponse) -> Answer:
        """Hand the text on while it comes; give the whole of it."""
        self._body = receive_body(response, self._feed)
        self._close_soon()
        try:
            await self._exchange.whole(self._body)
        except CancelledError:
            if self._closing is None or self._closing.active():
                raise
        except LanguageError:
            if not self._stream.done:
                raise
        finally:
            if self._closing is not None and self._closing.active():
                self._closing.cancel()
        for text in self._stream.finish():
            self._give(text)
        return self._stream.answer()

    def _feed(self, data: bytes) -> None:
        for text in self._stream.receive(data):
            self._give(text)
        self._close_soon()

    def _give(self, text: str) -> None:
        self.began = True
        self._receive(text)

    def _close_soon(self) -> None:
        """After the answer's end the response may not end: wait a moment, for the connection can be used again."""
        if self._stream.done and self._body is not None and self._closing is None:
            self._closing = self._exchange.clock.callLater(_AFTER_DONE_SECONDS, self._body.cancel)
