"""Searching for the likeliest text, with a liking for expected phrases."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.speech.local.beam import BeamSearch, Scores, loops
from audiosocket.speech.local.bias import Liking, phrases_of

WORDS = ["<end>", "pode", "su", "bir", "sumir", "não", "Elain", "e"]
END = 0
Table = dict[tuple[str, ...], dict[str, float]]


def encode(text: str) -> list[int]:
    """Tokens of a text with blanks between its tokens."""
    return [WORDS.index(word) for word in text.split()]


class Model:
    """Gives the probabilities of a table; what is not in it is very unlikely."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.beams: list[tuple[str, ...]] = [()]

    def scores(self) -> Scores:
        """A row for each beam."""
        rows = np.full((len(self.beams), len(WORDS)), -20.0, np.float32)
        for row, said in zip(rows, self.beams, strict=True):
            for word, probability in self.table.get(said, {"<end>": 1.0}).items():
                row[WORDS.index(word)] = math.log(probability)
        return rows

    def step(self, tokens: list[int], origins: list[int]) -> Scores:
        """Go on."""
        self.beams = [(*self.beams[origin], WORDS[token]) for token, origin in zip(tokens, origins, strict=True)]
        return self.scores()


class BeamSearchTests(SynchronousTestCase):
    def search(self, table: Table, *phrases: str, beams: int = 3, abandoned: bool = False) -> str:
        """The best text of a table."""
        model = Model(table)
        search = BeamSearch(beams, END, 10, Liking(phrases, encode, 2.0), lambda: abandoned)
        return " ".join(WORDS[token] for token in search.run(model.scores(), model.step))

    def test_as_a_whole(self) -> None:
        """A likely whole with an unlikely first word is found, which one word at a time would miss."""
        table: Table = {
            (): {"pode": 0.55, "não": 0.45},
            ("pode",): {"su": 0.4, "sumir": 0.35, "<end>": 0.25},
            ("não",): {"<end>": 1.0},
        }
        self.assertEqual(self.search(table), "não")
        self.assertEqual(self.search(table, beams=1), "pode su")

    def test_expected_phrase(self) -> None:
        """Of two that sound alike the expected one is heard."""
        table: Table = {(): {"pode": 1.0}, ("pode",): {"sumir": 0.7, "su": 0.3}, ("pode", "su"): {"bir": 1.0}}
        self.assertEqual(self.search(table), "pode sumir")
        self.assertEqual(self.search(table, "su bir"), "pode su bir")

    def test_unfinished_phrase(self) -> None:
        """The beginning of an expected phrase that does not go on brings nothing."""
        table: Table = {(): {"Elain": 0.4, "não": 0.6}, ("Elain",): {"<end>": 1.0}, ("não",): {"<end>": 1.0}}
        self.assertEqual(self.search(table, "Elain e"), "não")

    def test_not_against_all_odds(self) -> None:
        """What was clearly said is heard, whatever is expected."""
        table: Table = {(): {"não": 0.999, "pode": 0.001}}
        self.assertEqual(self.search(table, "pode"), "não")

    def test_loop_ends(self) -> None:
        """A model that would go on for ever with the same words is stopped."""
        table: Table = {("pode", "su") * n: {"pode": 1.0} for n in range(10)}
        table |= {(*("pode", "su") * n, "pode"): {"su": 1.0} for n in range(10)}
        self.assertLessEqual(len(self.search(table).split()), 6)

    def test_abandoned(self) -> None:
        """An abandoned search ends at once."""
        self.assertLessEqual(len(self.search({(): {"pode": 1.0}, ("pode",): {"su": 1.0}}, abandoned=True).split()), 1)


class LikingTests(SynchronousTestCase):
    @given(st.lists(st.integers(1, 7), max_size=12))
    def test_balance(self, tokens: list[int]) -> None:
        """After any text the bonuses that are not taken back are those of whole phrases."""
        liking = Liking(["su bir", "Elain e"], encode, 2.0)
        place, total = liking.start, 0.0
        for token in [*tokens, END]:
            place, bonus = liking.step(place, token)
            total += bonus
        said = [WORDS[token] for token in tokens]
        whole = sum(said[at : at + 2] in (["su", "bir"], ["Elain", "e"]) for at in range(len(said)))
        self.assertEqual(total, 4.0 * whole)

    def test_phrases(self) -> None:
        """A hint's phrases stand between its punctuation marks."""
        self.assertEqual(
            phrases_of("Portaria do Apoena. Sônia, Otávio Reis,, Sônia; a"),
            ["Portaria do Apoena", "Sônia", "Otávio Reis"],
        )


class LoopTests(SynchronousTestCase):
    def test_loops(self) -> None:
        """Three times the same words are a loop; a number's repeated digit is not."""
        self.assertTrue(loops((1, 2) * 3))
        self.assertTrue(loops((9, 4, 5, 6) + (4, 5, 6) * 2))
        self.assertTrue(loops((1,) * 9))
        self.assertFalse(loops((1,) * 7))
        self.assertFalse(loops((1, 2) * 2))
