"""The exchange with a provider of language models: its faults are those of language."""

from dataclasses import dataclass

from audiosocket.errors import LanguageBusyError, LanguageError, LanguageRefusedError
from audiosocket.language.dialect import CONTEXT, FORMAT, refused_setting
from audiosocket.providers import exchange
from audiosocket.providers.exchange import Refusal, refusal_sentence

_ABOUT_THE_REQUEST = (400, 413, 415, 422, 501)


@dataclass(frozen=True)
class Exchange(exchange.Exchange):
    """What all requests to one provider of language models share."""

    def refused(self, refusal: Refusal) -> LanguageError:
        """Busy on 429 and 503; refused where the request is at fault, with the setting that is; else an error."""
        sentence = refusal_sentence(self.host, refusal)
        if refusal.status in (429, 503):
            return LanguageBusyError(sentence, refusal.retry_after)
        setting = refused_setting(refusal)
        # Some servers call a schema that they cannot use, or a prompt that is too long, a fault of their own (500), and
        # some find no model that takes it (404).
        told = refusal.status in (404, 500) and setting in (CONTEXT, FORMAT)
        if told or refusal.status in _ABOUT_THE_REQUEST:
            return LanguageRefusedError(_sentence(self.host, refusal, setting), setting)
        return LanguageRefusedError(sentence) if refusal.status in (401, 403, 404) else LanguageError(sentence)

    def broken(self, sentence: str) -> LanguageError:
        """`LanguageError`."""
        return LanguageError(sentence)


def _sentence(host: str, refusal: Refusal, setting: str) -> str:
    if setting == CONTEXT:
        return f"{host} refused the request ({refusal.mark}): the messages are longer than the model reads."
    if setting:
        return f"{host} refused the request ({refusal.mark}): it does not take {setting}."
    return refusal_sentence(host, refusal)
