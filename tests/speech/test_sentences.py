"""Sentences of Portuguese texts."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.speech.sentences import split_sentences


class SentenceTests(SynchronousTestCase):
    def test_plain(self) -> None:
        """A sentence ends with its point, question or exclamation mark, or a new line."""
        self.assertEqual(
            split_sentences("Boa tarde! Com quem deseja falar? Aguarde… Já volto.\nTchau"),
            ["Boa tarde!", "Com quem deseja falar?", "Aguarde…", "Já volto.", "Tchau"],
        )

    def test_abbreviations(self) -> None:
        """Points in abbreviations and initials end nothing."""
        for text in (
            "O Sr. Sato do apto. 501 chegou.",
            "João P. Silva está aqui.",
            "É na Av. Paulista, com a Dra. Lima.",
        ):
            self.assertEqual(split_sentences(text), [text])

    def test_block(self) -> None:
        """A block's letter is no initial."""
        self.assertEqual(split_sentences("Apartamento 501, bloco B. Certo?"), ["Apartamento 501, bloco B.", "Certo?"])

    def test_numbers(self) -> None:
        """Points in numbers end nothing."""
        self.assertEqual(split_sentences("São 1.203 reais. Ou R$ 3.50?"), ["São 1.203 reais.", "Ou R$ 3.50?"])

    def test_etc(self) -> None:
        """An abbreviation that can end a sentence does so before a capital letter."""
        self.assertEqual(split_sentences("Pizza etc. Obrigado."), ["Pizza etc.", "Obrigado."])
        self.assertEqual(split_sentences("Pizza etc. para o 501."), ["Pizza etc. para o 501."])

    def test_long(self) -> None:
        """A sentence that is too long is cut at a comma, or else at a blank."""
        parts = split_sentences("um dois três, " * 30, longest=60)
        self.assertTrue(all(len(part) <= 60 and part.endswith(",") for part in parts), parts)
        self.assertEqual(split_sentences("a" * 130, longest=60), ["a" * 60, "a" * 60, "a" * 10])

    def test_nothing(self) -> None:
        """Of nothing there are no sentences."""
        self.assertEqual((split_sentences(""), split_sentences("  \n ")), ([], []))

    @given(st.text(alphabet="abcB .,!?…\n;1\u00e9", max_size=300))
    def test_nothing_lost(self, text: str) -> None:
        """The letters of the sentences are those of the text, in order."""
        joined = "".join("".join(split_sentences(text, 40)).split())
        self.assertEqual(joined, "".join(text.split()))
