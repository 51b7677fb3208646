"""A person with a fixed list of things to say."""

from uuid import UUID

from twisted.trial.unittest import SynchronousTestCase

from audiosocket import events
from audiosocket.cli.actor import PATIENCE_SECONDS, SETTLE_SECONDS, Actor
from audiosocket.events import Role

VISIT = UUID(int=1)


class ActorCase(SynchronousTestCase):
    """An actor, and a doorman who speaks to it by events."""

    role = Role.VISITOR

    def setUp(self) -> None:
        self.now = 0.0
        self.actor = self.of(3)

    def of(self, recordings: int) -> Actor:
        return Actor(self.role, recordings)

    def say(self, text: str, prompt: str = "ask_company") -> None:
        """The doorman says something to this party, to the end."""
        self.actor.tell(events.Speaking(visit=VISIT, time=self.now, role=self.role, prompt=prompt, text=text))
        self.assertIsNone(self.actor.next(self.now))
        self.now += 2.0
        self.actor.tell(events.Spoken(visit=VISIT, time=self.now, role=self.role, prompt=prompt, complete=True))

    def turn(self, heard: str) -> None:
        """The doorman notices the end of this party's words, and reads them."""
        self.now += 0.7
        self.actor.tell(events.TurnEnded(visit=VISIT, time=self.now, role=self.role, seconds=1.0, speech_end=self.now))
        self.now += 1.0
        self.actor.tell(events.Heard(visit=VISIT, time=self.now, role=self.role, text=heard, recognize_seconds=1.0))

    def understood(self, company: str | None, apartment: str | None = None) -> None:
        self.actor.tell(
            events.SlotsUnderstood(
                visit=VISIT,
                time=self.now,
                intent_type="entrega",
                visitor_name=None,
                company=company,
                apartment_number=apartment,
                block=None,
                resident_name=None,
            )
        )

    def speaks(self) -> int | None:
        """What the actor says now; it is said at once."""
        place = self.actor.next(self.now)
        if place is not None:
            self.now += 1.0
            self.actor.said(self.now)
        return place


class VisitorTests(ActorCase):
    def test_greeting_is_enough(self) -> None:
        """The visitor begins once the greeting is over, question or not."""
        self.assertIsNone(self.speaks())
        self.say("Portaria, boa tarde.", "greeting")
        self.assertEqual(self.speaks(), 0)

    def test_next_when_understood(self) -> None:
        """After a turn that was understood, the next question gets the next recording."""
        self.say("Quem é?")
        self.speaks()
        self.turn("entrega")
        self.understood("iFood")
        self.say("Qual apartamento?")
        self.assertEqual(self.speaks(), 1)

    def test_again_when_not_understood(self) -> None:
        """When nothing new is known the same recording is said again, at most twice; then the visitor goes on."""
        self.say("Quem é?")
        said = [self.speaks()]
        for _ in range(3):
            self.turn("hã")
            self.say("Como?")
            said.append(self.speaks())
        self.assertEqual(said, [0, 0, 0, 1])

    def test_last_one_again_twice_then_silence(self) -> None:
        """With no recording left the last is said again, at most twice; after that the visitor stays silent."""
        self.actor = self.of(1)
        self.say("Quem é?")
        said = [self.speaks()]
        for number in range(4):
            self.turn("sou eu")
            self.understood(f"empresa {number}")
            self.say("Qual apartamento?")
            said.append(self.speaks())
        self.assertEqual(said, [0, 0, 0, None, None])

    def test_filler_is_no_question(self) -> None:
        """ "Só um momento." is waited out."""
        self.say("Quem é?")
        self.speaks()
        self.turn("entrega")
        self.say("Só um momento.", "filler")
        self.now += 2.0
        self.assertIsNone(self.speaks())

    def test_waits_while_the_resident_is_called(self) -> None:
        """On hold the visitor says nothing, however long it takes, until asked."""
        self.say("Quem é?")
        self.speaks()
        self.turn("entrega")
        self.understood("iFood")
        self.actor.tell(
            events.ResidentCalled(
                visit=VISIT, time=self.now, leg=VISIT, apartment="501", block="A", telephone="1", attempt=1
            )
        )
        self.say("Vou chamar o apartamento. Um momento.", "calling")
        self.now += 60.0
        self.assertIsNone(self.speaks())
        self.say("Não atenderam. Quer tentar outro apartamento?")
        self.assertEqual(self.speaks(), 1)

    def test_patience(self) -> None:
        """A doorman who says something that is no question, and then nothing for five seconds, gets the next one."""
        self.say("Quem é?")
        self.speaks()
        self.turn("entrega")
        self.understood("iFood")
        self.say("Diga o apartamento.", "other")
        self.now += PATIENCE_SECONDS - 0.1
        self.assertIsNone(self.speaks())
        self.now += 0.2
        self.assertEqual(self.speaks(), 1)

    def test_question_before_the_turn_is_answered_by_it(self) -> None:
        """A question asked into our words does not count once our turn is over: the doorman first answers that."""
        self.say("Quem é?")
        place = self.actor.next(self.now)
        self.say("Alô?")
        self.actor.said(self.now)
        self.turn("entrega")
        self.assertEqual((place, self.speaks()), (0, None))

    def test_doorman_gets_time_to_notice(self) -> None:
        """Right after our own words nothing is said, even if a question is in the air."""
        self.say("Quem é?")
        self.actor.next(self.now)
        self.say("Alô?")
        self.actor.said(self.now)
        self.assertIsNone(self.speaks())
        self.now += SETTLE_SECONDS
        self.assertEqual(self.speaks(), 0)

    def test_other_party_does_not_matter(self) -> None:
        """What is said to the resident is not said to the visitor."""
        self.actor.tell(
            events.Speaking(visit=VISIT, time=0.0, role=Role.RESIDENT, prompt="ask_decision", text="Posso liberar?")
        )
        self.actor.tell(events.Spoken(visit=VISIT, time=1.0, role=Role.RESIDENT, prompt="ask_decision", complete=True))
        self.now = 20.0
        self.assertIsNone(self.speaks())

    def test_nothing_to_say(self) -> None:
        """A party without recordings is silent."""
        self.actor = self.of(0)
        self.say("Quem é?")
        self.assertIsNone(self.speaks())


class ResidentTests(ActorCase):
    role = Role.RESIDENT

    def test_waits_for_the_question(self) -> None:
        """The resident lets the announcement end, and answers the question."""
        self.say("Olá! Aqui é a portaria.", "announce_hello")
        self.assertIsNone(self.speaks())
        self.say("Posso liberar?", "ask_decision")
        self.assertEqual(self.speaks(), 0)

    def test_next_when_any_word_was_heard(self) -> None:
        """An answer that did not decide is followed by the next one."""
        self.say("Posso liberar?", "ask_decision")
        self.speaks()
        self.turn("pode ser")
        self.say("Desculpe, não entendi. Posso liberar?", "again_decision")
        self.assertEqual(self.speaks(), 1)

    def test_again_when_no_word_was_heard(self) -> None:
        """An answer of which no word was heard is said again."""
        self.say("Posso liberar?", "ask_decision")
        self.speaks()
        self.turn("")
        self.say("Desculpe, não entendi. Posso liberar?", "again_decision")
        self.assertEqual(self.speaks(), 0)

    def test_keys_are_a_question_too(self) -> None:
        """Being told which keys to press counts as being asked."""
        self.say("Para permitir, tecle um.", "keys_decision")
        self.assertEqual(self.speaks(), 0)
