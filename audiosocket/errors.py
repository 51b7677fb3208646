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


class OriginateError(DoormanError):
    """The resident could not be called at all (as opposed to: was called and did not answer)."""


class GateError(DoormanError):
    """The gate's controller refused, failed or stayed silent; the visitor is told and an alarm is raised."""
