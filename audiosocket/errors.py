"""Every fault an operator can meet, each as one class whose message says what to do."""


class DoormanError(Exception):
    """The root of our faults; its text is a sentence for the operator."""


class WireError(DoormanError):
    """Bytes that AudioSocket does not have; the leg they came on is ended, no other notices."""


class ConfigError(DoormanError):
    """Everything that is wrong with the configuration, one fault a line; the running configuration stays in force."""


class SpeechError(DoormanError):
    """A recognizer or synthesizer did not do its work; the next in the chain, or the keypad, takes over."""


class SpeechBusyError(SpeechError):
    """A recognizer or synthesizer is too busy; after `retry_after` seconds, if it said so, it may be asked again."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LanguageError(DoormanError):
    """A language model did not do its work; the next in the chain, or the rules alone, take over."""


class LanguageBusyError(LanguageError):
    """A language model is too busy, or still loading; after `retry_after` seconds, if it said so, it may be asked."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LanguageRefusedError(LanguageError):
    """
    A language model does not take the request as it is.

    :param setting: what of the request is refused, "" if the provider did not say; None if it is nothing of it.
    """

    def __init__(self, message: str, setting: str | None = None) -> None:
        super().__init__(message)
        self.setting = setting


class LanguageWithheldError(LanguageError):
    """The model, or its provider's filter, would not answer this."""


class LanguageTruncatedError(LanguageError):
    """The answer reached the token limit before it was whole: raise max_tokens."""


class LanguageLateError(LanguageError):
    """The answer was not there at the deadline."""


class LanguageMalformedError(LanguageError):
    """The answer is not what was asked for."""


class OriginateError(DoormanError):
    """The resident could not be called at all (as opposed to: was called and did not answer)."""


class GateError(DoormanError):
    """The gate's controller refused, failed or stayed silent; the visitor is told and an alarm is raised."""
