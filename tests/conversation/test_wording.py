"""Which of several wordings is said."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import WordingEntry
from audiosocket.conversation.prompts.wording import Situation, Wording, choose


def wording(text: str, **when: object) -> Wording:
    return Wording.of(WordingEntry.model_validate({"text": text, "when": when}))


class ChooseTests(SynchronousTestCase):
    def text(self, wordings: list[Wording], situation: Situation, turn: int = 0, last: str | None = None) -> str | None:
        chosen = choose(wordings, situation, turn, last)
        return None if chosen is None else chosen.text

    def test_every_circumstance_must_hold(self) -> None:
        """A wording is passed over unless all of its circumstances hold."""
        cases: list[tuple[dict[str, object], Situation, Situation]] = [
            ({"time": ["night", "morning"]}, Situation(time="night"), Situation(time="afternoon")),
            ({"time": "night"}, Situation(time="night"), Situation()),
            ({"intent": "entrega"}, Situation(intent="entrega"), Situation(intent="visita")),
            ({"tries": 2}, Situation(tries=3), Situation(tries=1)),
            (
                {"understood": ["company", "visitor_name"]},
                Situation(understood=frozenset({"company", "visitor_name", "block"})),
                Situation(understood=frozenset({"company"})),
            ),
            ({"doubt": "block"}, Situation(doubt="block"), Situation(doubt="number")),
        ]
        for when, holds, does_not in cases:
            wordings = [wording("plain"), wording("special", **when)]
            self.assertEqual(self.text(wordings, holds), "special", when)
            self.assertEqual(self.text(wordings, does_not), "plain", when)

    def test_the_strictest_is_said(self) -> None:
        """More circumstances come before fewer, a later try before an earlier one, then more facts before fewer."""
        wordings = [
            wording("plain"),
            wording("{company} {visitor_name}"),
            wording("second", tries=2),
            wording("third", tries=3),
            wording("second at night", tries=2, time="night"),
        ]
        facts = {"company": "iFood", "visitor_name": "Carlos"}
        self.assertEqual(self.text(wordings, Situation()), "plain")
        self.assertEqual(self.text(wordings, Situation(facts)), "{company} {visitor_name}")
        self.assertEqual(self.text(wordings, Situation(facts, tries=2)), "second")
        self.assertEqual(self.text(wordings, Situation(facts, tries=3)), "third")
        self.assertEqual(self.text(wordings, Situation(facts, tries=3, time="night")), "second at night")

    def test_equal_ones_take_turns(self) -> None:
        """All equal wordings come up, one after the other."""
        wordings = [wording("a"), wording("b"), wording("c")]
        said: list[str | None] = [None]
        for turn in range(6):
            said.append(self.text(wordings, Situation(), turn, said[-1]))
        self.assertEqual(said[1:], ["a", "b", "c", "a", "b", "c"])

    def test_never_the_same_twice_in_a_row(self) -> None:
        """A lone best wording that was just said gives way to a less strict one, but to none that tells less."""
        wordings = [wording("a"), wording("b"), wording("night", time="night"), wording("{company}")]
        self.assertEqual(self.text(wordings, Situation(time="night"), 1, "night"), "b")
        self.assertEqual(self.text(wordings, Situation({"company": "iFood"}), 1, "{company}"), "{company}")

    def test_another_beginning_is_preferred(self) -> None:
        """Among equal wordings one is said that does not begin as the sentence before it."""
        wordings = [wording("Certo. Qual?"), wording("Entendi. Qual?")]
        for turn in range(2):
            chosen = choose(wordings, Situation(), turn, None, "Certo.")
            assert chosen is not None
            self.assertEqual(chosen.text, "Entendi. Qual?")

    def test_nothing_fits(self) -> None:
        """Without a wording that fits there is none."""
        self.assertIsNone(self.text([wording("{company}")], Situation()))
