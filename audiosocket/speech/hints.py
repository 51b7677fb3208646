"""Whether a recognizer is told which words to expect."""

from twisted.internet.defer import Deferred
from zope.interface import implementer

from audiosocket.speech.interfaces import IRecognizer, Transcript


@implementer(IRecognizer)
class WithoutHint:
    """A recognizer that is told of no names: for providers that must not learn who lives where."""

    def __init__(self, behind: IRecognizer) -> None:
        self._behind = behind

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        """See `IRecognizer`; the hint stays here."""
        return self._behind.transcribe(audio, "")
