"""Text and sounds are folded alike."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.fold import fold, spaced, words
from audiosocket.understanding.phonetic import alike, sound, sounds


class FoldTests(SynchronousTestCase):
    def test_fold(self) -> None:
        """Case and accents go, marks stay."""
        self.assertEqual(fold("Não, É São João!"), "nao, e sao joao!")

    def test_words(self) -> None:
        """Words and numbers come without marks."""
        self.assertEqual(words("Bloco Á, 501-B."), ["bloco", "a", "501", "b"])

    def test_spaced(self) -> None:
        """Marks stand alone, pauses are commas, the thousands point goes."""
        self.assertEqual(spaced("Pode… não, viu? 1.203"), "pode , nao , viu ? 1203")


class SoundTests(SynchronousTestCase):
    def test_same_sound(self) -> None:
        """Spellings of one name have one key."""
        for one, other in (("Luiz", "Luís"), ("Heitor", "Eitor"), ("Cristiane", "Christiane"), ("Xande", "Chande")):
            self.assertEqual(sound(one), sound(other))
        self.assertTrue(alike(sound("Elaine"), sound("Elain")))

    def test_other_sound(self) -> None:
        """Names that a Brazilian tells apart have two keys."""
        for one, other in (("Elaine", "Eliane"), ("Cristiane", "Cristiano"), ("Marina", "Mariana")):
            self.assertFalse(alike(sound(one), sound(other)))

    def test_no_letters(self) -> None:
        """What has no letters sounds like nothing."""
        self.assertEqual(sounds("501 Ana"), ("ana",))
        self.assertFalse(alike("", ""))
