"""How heard audio is cut for recognition, and how it is compared."""

import numpy as np
from twisted.trial.unittest import SynchronousTestCase

from tests.asterisk.transcript import holds, longest_silence, talkspurts


def sound(seconds: float) -> bytes:
    return np.full(int(8000 * seconds), 4000, "<i2").tobytes()


def silence(seconds: float) -> bytes:
    return bytes(2 * int(8000 * seconds))


class TalkspurtTests(SynchronousTestCase):
    def test_cut_at_silences(self) -> None:
        """Half a second of silence parts two talkspurts, a fifth does not."""
        pcm = silence(1) + sound(0.5) + silence(0.2) + sound(0.5) + silence(0.5) + sound(1)
        self.assertEqual([len(piece) // 16 for piece in talkspurts(pcm)], [1600, 1400])

    def test_long_speech(self) -> None:
        """Nothing longer than seven seconds is recognized at once."""
        self.assertEqual([len(piece) // 16 for piece in talkspurts(sound(10))], [7400, 3400])

    def test_silence(self) -> None:
        """Silence holds no talkspurt."""
        self.assertEqual(list(talkspurts(silence(1))), [])

    def test_longest_silence(self) -> None:
        """The longest silence is looked for from the given second on, and the end counts for nothing."""
        pcm = sound(1) + silence(3) + sound(1) + silence(2) + sound(1) + silence(9)
        self.assertAlmostEqual(longest_silence(pcm, after=0), 3.0, places=2)
        self.assertAlmostEqual(longest_silence(pcm, after=4.5), 2.0, places=2)


class HoldsTests(SynchronousTestCase):
    def test_slip(self) -> None:
        """A slip of the recognizer in a word or two does not matter, another sentence does."""
        heard = "Olá, aqui é a Portaria Vistual do Condomínio Apuena. Quem é você?"
        self.assertTrue(holds(heard, "Aqui é a portaria virtual do Condomínio Apoena."))
        self.assertFalse(holds(heard, "Desculpe, a entrada não foi autorizada."))

    def test_negation(self) -> None:
        """That the gate is opened is not taken for its refusal."""
        self.assertFalse(holds("Certo, vou abrir o portão. Até logo!", "Certo, não vou abrir o portão. Até logo!"))
