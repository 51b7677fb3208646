"""The exchange with a speech provider: its faults are those of speech."""

from dataclasses import dataclass

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.providers import exchange
from audiosocket.providers.exchange import Refusal, refusal_sentence

BUSY = (429, 503)


@dataclass(frozen=True)
class Exchange(exchange.Exchange):
    """What all requests to one speech provider share."""

    def refused(self, refusal: Refusal) -> SpeechError:
        """`SpeechBusyError` on 429 and 503, else `SpeechError`."""
        sentence = refusal_sentence(self.host, refusal)
        return SpeechBusyError(sentence, refusal.retry_after) if refusal.status in BUSY else SpeechError(sentence)

    def broken(self, sentence: str) -> SpeechError:
        """`SpeechError`."""
        return SpeechError(sentence)
