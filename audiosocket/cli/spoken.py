"""Sentences as audio, so that a typed text can be said to the doorman."""

from __future__ import annotations

from twisted.internet.defer import Deferred

from audiosocket.speech.interfaces import ISynthesizer, Voice

_SILENCE_BEFORE = bytes(2 * 8000 // 5)
_SILENCE_AFTER = bytes(2 * 8000 // 5)


async def speak(synthesizer: ISynthesizer, text: str, voice: Voice) -> bytes:
    """
    Synthesize a sentence, with a little silence around it.

    :raises SpeechError: when the synthesizer cannot.
    """
    audio = bytearray(_SILENCE_BEFORE)
    done: Deferred[None] = synthesizer.synthesize(text, voice, audio.extend)
    await done
    return bytes(audio + _SILENCE_AFTER)
