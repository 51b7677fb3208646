"""Whole visits with a fake clock."""

from dataclasses import replace
from uuid import UUID

from twisted.internet.defer import Deferred
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.conversation.case import Patience
from audiosocket.conversation.stage import Evidence
from audiosocket.errors import SpeechError
from audiosocket.events import CallOutcome, GateOpening, Outcome, Role, Speaking
from audiosocket.protocol import RefusedError
from audiosocket.speech.sentences import split_sentences
from audiosocket.wire import SILENCE_MESSAGE
from tests.visits.harness import ROSTER, Telephone, World

VISITOR, RESIDENT = Role.VISITOR, Role.RESIDENT


class VisitCase(SynchronousTestCase):
    """A world for each test; afterwards nothing of a visit that ended is left in it."""

    def setUp(self) -> None:
        self.world = World()

    def tearDown(self) -> None:
        self.world.visitor.hang_up()
        self.world.resident.hang_up()
        self.world.wait(1.0)
        self.assertIsNotNone(self.world.outcome)
        self.assertEqual(self.world.manager.visits, 0)
        self.assertEqual(self.world.manager.legs, 0)
        self.assertEqual(self.world.clock.getDelayedCalls(), [])

    def call_resident(self) -> None:
        """Up to the moment at which the resident's telephone rings."""
        self.world.arrive()
        self.world.say(VISITOR, "entrega do iFood para o apartamento quinhentos e um bloco A")
        self.assertEqual(self.world.exchange.calls[-1].telephone, "4046")

    def reach_resident(self) -> None:
        """Up to the resident having heard who is there."""
        self.call_resident()
        self.world.answer()

    def assert_shut(self) -> None:
        self.assertEqual(self.world.gate.requests, [])


class ConsentTests(VisitCase):
    def test_authorized(self) -> None:
        """Who is there, for whom, yes: the gate opens once, both hear their farewell to the end, then 0x00."""
        self.reach_resident()
        self.world.say(RESIDENT, "pode liberar sim")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.AUTHORIZED)
        (request,) = self.world.gate.requests
        self.assertEqual((request.block, request.apartment), ("A", "501"))
        self.assertEqual(self.world.prompts(VISITOR), ["greeting", "calling", "resident_answered", "gate_open"])
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "resident_authorized")
        self.assertEqual(self.world.exchange.over, [self.world.visit])

    def test_gate_has_its_evidence(self) -> None:
        """The opening is announced with the resident's leg, the way of the answer and its words."""
        self.reach_resident()
        self.world.say(RESIDENT, "pode liberar sim")
        (opening,) = [event for event in self.world.events if isinstance(event, GateOpening)]
        self.assertEqual(
            (opening.leg, opening.by, opening.answer), (self.world.exchange.calls[0].leg, "voice", "pode liberar sim")
        )
        self.world.finish()

    def test_denied(self) -> None:
        """No is no: the gate stays shut, and the visitor is told."""
        self.reach_resident()
        self.world.say(RESIDENT, "não autorizo")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.DENIED)
        self.assertIn("denied", self.world.prompts(VISITOR))
        self.assert_shut()

    def test_yes_before_the_announcement_opens_nothing(self) -> None:
        """A "sim, pode liberar" to a call that has not yet said what it is about has the announcement said again."""
        self.call_resident()
        self.world.answer(listen=False)
        self.world.wait(0.2)
        self.world.speak(RESIDENT, "sim pode liberar")
        self.assert_shut()
        self.world.listen(RESIDENT)
        self.assert_shut()
        self.world.say(RESIDENT, "pode liberar sim")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_impatient_resident(self) -> None:
        """Whoever says yes over each announcement has never heard one to its end: nothing opens by that."""
        self.call_resident()
        self.world.answer(listen=False)
        for _ in range(4):
            self.world.wait(0.1)
            self.world.speak(RESIDENT, "sim pode liberar")
        self.assert_shut()
        self.assertGreater(self.world.prompts(RESIDENT).count("announce_entrega"), 2)

    def test_short_yes_within_the_announcement_opens_nothing(self) -> None:
        """A "pode" said before the announcement was over, and understood after it, is no answer."""
        self.call_resident()
        self.world.ear.delay = 2.5
        self.world.answer(listen=False)
        while "announce_entrega" not in self.world.prompts(RESIDENT):
            self.world.step()
        self.world.ear.texts.append("pode")
        for _ in range(10):
            self.world.step(RESIDENT)
        self.world.wait(4)
        self.assert_shut()

    def test_answer_that_goes_on_is_heard_out(self) -> None:
        """ "Pode liberar", a pause, "não, não libera": while the first part is being recognized, nothing is decided."""
        self.reach_resident()
        self.world.ear.delay = 0.5
        self.world.ear.texts += ["pode liberar", "não não libera"]
        for _ in range(30):
            self.world.step(RESIDENT)
        self.world.wait(0.9)
        for _ in range(30):
            self.world.step(RESIDENT)
        self.assert_shut()
        self.world.wait(2)
        self.assert_shut()
        self.world.finish()

    def test_doubt_asks_twice_then_denies(self) -> None:
        """Doubt asks again, then offers the keys, then is a denial."""
        self.reach_resident()
        self.world.say(RESIDENT, "pode ser")
        self.world.say(RESIDENT, "sei lá")
        self.world.say(RESIDENT, "hum")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.DENIED)
        self.assertEqual(self.world.prompts(RESIDENT)[-3:], ["again_decision", "keys_decision", "resident_no_decision"])
        self.assert_shut()

    def test_question_is_answered(self) -> None:
        """ "Quem é?" has the announcement said again; the answer to that counts."""
        self.reach_resident()
        self.world.say(RESIDENT, "quem é?")
        self.assertEqual(self.world.prompts(RESIDENT).count("announce_entrega"), 2)
        self.world.say(RESIDENT, "pode deixar entrar")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_permission_that_names_the_flat(self) -> None:
        """A permission may name the called flat, and no other."""
        self.reach_resident()
        self.world.say(RESIDENT, "pode subir aqui no quinhentos e dois")
        self.assert_shut()
        self.world.say(RESIDENT, "pode subir aqui no quinhentos e um")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_left_at_the_desk(self) -> None:
        """ "Deixa na portaria" leaves the gate shut and tells the courier."""
        self.reach_resident()
        self.world.say(RESIDENT, "pode deixar na portaria")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.LEFT_AT_DESK)
        self.assert_shut()

    def test_comes_down(self) -> None:
        """A resident who comes to the gate leaves it shut, and the visitor waits for them."""
        self.reach_resident()
        self.world.say(RESIDENT, "já estou descendo")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.COMES_DOWN)
        self.assert_shut()

    def test_yes_taken_back_after_a_pause(self) -> None:
        """A yes counts only after 1.1 s without another word, however fast the recognizer is."""
        self.reach_resident()
        self.world.ear.delay = 0.01
        self.world.ear.texts += ["pode liberar", "não não libera"]
        for sign in "v" * 30 + "q" * 48 + "v" * 30:
            self.world.step(RESIDENT if sign == "v" else None)
        self.world.wait(3)
        self.assert_shut()
        self.world.finish()

    def test_wait_then_yes(self) -> None:
        """A resident who asks for a moment has it, and the visitor is told; the yes after it counts."""
        self.reach_resident()
        self.world.say(RESIDENT, "só um instante")
        self.assertIn("asked_to_wait", self.world.prompts(VISITOR))
        self.world.wait(15)
        self.assert_shut()
        self.world.say(RESIDENT, "pode liberar")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_silent_resident(self) -> None:
        """Silence asks again, offers the keys, and leaves the gate shut."""
        self.reach_resident()
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.DENIED)
        self.assertEqual(
            self.world.prompts(RESIDENT)[-3:], ["silent_resident", "keys_decision", "resident_no_decision"]
        )
        self.assert_shut()

    def test_echo_of_our_question_is_no_answer(self) -> None:
        """Our own voice, come back from the resident's loudspeaker while we speak, is not weighed at all."""
        self.call_resident()
        self.world.answer(listen=False)
        self.world.wait(3.0)
        before = len(self.world.prompts(RESIDENT))
        self.world.speak(RESIDENT, "está no portão com uma entrega posso liberar a entrada")
        self.world.listen(RESIDENT)
        self.assert_shut()
        self.assertNotIn("again_decision", self.world.prompts(RESIDENT)[before:])


class DangerTests(VisitCase):
    """Ways in which a gate was once opened without consent."""

    def reach_friend(self) -> None:
        """Up to a resident having heard that Rafael is there for a visit."""
        self.world.arrive()
        self.world.say(VISITOR, "Sou o Rafael, vim fazer uma visita no apartamento quinhentos e um bloco A")
        self.world.answer()

    def until_prompt(self, role: Role, key: str) -> None:
        for _ in range(3000):
            if key in self.world.prompts(role):
                return
            self.world.step()
        self.fail(f"{key} was never said")

    def speak(self, role: Role, seconds: float) -> None:
        for _ in range(round(seconds / 0.02)):
            self.world.step(role)

    def test_refusal_is_no_echo(self) -> None:
        """A refusal in words of our own question is heard, and a courtesy after it opens nothing."""
        self.call_resident()
        self.world.answer(listen=False)
        self.until_prompt(RESIDENT, "offer_keys")
        self.world.wait(0.2)
        self.world.ear.texts += ["Não libera a entrada.", "Sim, por favor."]
        self.speak(RESIDENT, 0.8)
        self.world.wait(0.8)
        self.speak(RESIDENT, 0.6)
        self.world.wait(4)
        self.assert_shut()

    def test_part_of_an_answer(self) -> None:
        """Half of an answer was not recognized: the other half opens nothing, whichever it is."""
        failed = SpeechError("429")
        cases: list[list[str | Exception]] = [["Pode liberar", failed], [failed, "pode entrar"], ["Pode liberar", ""]]
        for texts in cases:
            self.setUp()
            self.reach_resident()
            self.world.ear.texts += texts
            self.speak(RESIDENT, 0.6)
            self.world.wait(0.75)
            self.speak(RESIDENT, 0.8)
            self.world.wait(2.5)
            self.assert_shut()
            self.world.finish()

    def test_courtesy_after_a_wait(self) -> None:
        """ "Espera", "certo, eu aguardo", "sim, obrigado": that was no permission."""
        self.reach_resident()
        self.world.say(RESIDENT, "espera um pouquinho")
        self.world.say(RESIDENT, "sim, obrigado")
        self.assert_shut()

    def test_question_after_a_wait(self) -> None:
        """A resident who asked for a moment is asked again after it, and not scolded for the silence."""
        self.reach_resident()
        self.world.say(RESIDENT, "espera um pouquinho")
        self.world.wait(32)
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "after_wait")

    def test_announcement_that_never_arrived(self) -> None:
        """A telephone that does not read has heard nothing: a yes on it opens nothing."""
        self.call_resident()
        self.world.answer(listen=False)
        self.world.resident.reads = False
        self.world.wait(12)
        self.world.speak(RESIDENT, "sim, pode liberar")
        self.assert_shut()

    def test_announcement_lost_in_a_stall(self) -> None:
        """An announcement of which a stall swallowed a part was not heard."""
        self.call_resident()
        self.world.answer(listen=False)
        self.until_prompt(RESIDENT, "announce_entrega")
        self.world.clock.rightNow += 3.0
        self.world.listen(RESIDENT)
        self.world.speak(RESIDENT, "sim, pode liberar")
        self.assert_shut()

    def test_visitor_who_becomes_another(self) -> None:
        """A visitor who gives another name while the resident decides is announced anew before anything counts."""
        self.reach_friend()
        self.world.speak(VISITOR, "na verdade meu nome é Carlos Pereira")
        self.world.speak(RESIDENT, "pode liberar o Carlos")
        self.assert_shut()

    def test_visitor_who_meant_another_flat(self) -> None:
        """A flat corrected while a resident decides: that resident opens nothing, the right one is called."""
        self.reach_friend()
        self.world.speak(VISITOR, "na verdade é no apartamento cento e dois do bloco A")
        self.world.speak(RESIDENT, "pode liberar")
        self.assert_shut()
        self.world.wait(8)
        self.assertEqual(self.world.exchange.calls[-1].telephone, "4013")
        self.world.answer()
        self.world.say(RESIDENT, "pode liberar o Rafael")
        self.assertEqual([request.apartment for request in self.world.gate.requests], ["102"])
        self.world.finish()

    def test_key_held_back_by_a_noise(self) -> None:
        """A key pressed before the announcement stays one, however late a noise before it has been made out."""
        self.call_resident()
        self.world.answer(listen=False)
        self.world.wait(0.3)
        self.world.ear.delay = 15.0
        for _ in range(7):
            self.world.step(RESIDENT)
        self.world.press(RESIDENT, "1")
        self.world.wait(30)
        self.assert_shut()

    def test_yes_to_a_hello(self) -> None:
        """A "sim" to "Alô?" or to "Voltei." is no answer to the question that follows."""
        for first in ((), ("espera um pouquinho",)):
            self.setUp()
            self.reach_resident()
            for text in first:
                self.world.say(RESIDENT, text)
            self.until_prompt(RESIDENT, "after_wait" if first else "silent_resident")
            self.world.speak(RESIDENT, "sim", seconds=0.2)
            self.world.wait(1)
            self.assert_shut()
            self.world.finish()

    def test_yes_before_the_question(self) -> None:
        """A bare "sim" that began before we asked anything answers nothing."""
        self.call_resident()
        self.world.answer(listen=False)
        self.until_prompt(RESIDENT, "ask_decision")
        self.world.speak(RESIDENT, "sim", seconds=0.2)
        self.world.wait(1)
        self.assert_shut()

    def test_key_while_refusing(self) -> None:
        """Whoever says no and touches a key is taken at their word."""
        self.reach_resident()
        self.world.ear.texts.append("não, não deixa entrar")
        self.speak(RESIDENT, 0.3)
        handler = self.world.resident.handler
        assert handler is not None
        handler.digit("1")
        self.speak(RESIDENT, 0.3)
        self.world.wait(3)
        self.assert_shut()

    def test_broken_visit_opens_nothing(self) -> None:
        """After a fault of ours nothing of the visit goes on, however late it comes."""
        self.call_resident()
        self.world.exchange.settle(CallOutcome.NO_ANSWER)
        (session,) = self.world.manager._sessions.values()
        session.broke()
        calls = len(self.world.exchange.calls)
        self.world.finish()
        self.world.wait(10)
        self.assertEqual(len(self.world.exchange.calls), calls)
        self.assert_shut()

    def test_gate_that_never_answers(self) -> None:
        """A gate's driver that never says anything is given up, and the visitor is told."""
        self.world.gate.silent = True
        self.reach_resident()
        self.world.say(RESIDENT, "pode liberar")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.GATE_FAILED)

    def test_gate_is_asked_once(self) -> None:
        """However often the permission is repeated, the gate is asked once."""
        self.reach_resident()
        self.world.say(RESIDENT, "pode liberar")
        (session,) = self.world.manager._sessions.values()
        session.open_gate(Evidence("voice", "?", "pode"))
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_alo_is_no_doubt(self) -> None:
        """Three "alô" while we introduce ourselves are no denial: who is there is said again."""
        self.call_resident()
        self.world.answer(listen=False)
        for _ in range(3):
            self.world.wait(0.3)
            self.world.speak(RESIDENT, "alô?")
        self.world.listen(RESIDENT)
        self.world.say(RESIDENT, "pode liberar")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_stray_key_while_it_rings(self) -> None:
        """A stray digit while it rings does not end the ringing."""
        self.call_resident()
        self.world.press(VISITOR, "5")
        self.world.wait(14)
        self.assertEqual(self.world.exchange.cancelled, [])

    def test_noise_without_end(self) -> None:
        """In a noise that never ends the visitor is still understood, and hears something at least every 6 s."""
        self.world.arrive()
        self.world.ear.delay = 1.0
        self.world.ear.texts += ["entrega do iFood no quinhentos e um bloco A", "", "", "", "", "", ""]
        heard = len(self.world.visitor.frames)
        for place in range(2000):
            self.world.step(VISITOR if place % 100 < 60 else None)
        self.assertEqual(len(self.world.exchange.calls), 1)
        silent = longest = 0
        for _, frame in self.world.visitor.frames[heard:]:
            silent = silent + 1 if frame == SILENCE_MESSAGE else 0
            longest = max(longest, silent)
        self.assertLess(longest * 0.02, 14)


class KeypadTests(VisitCase):
    def test_keys_on_both_legs(self) -> None:
        """Apartment and #, block by its number, 1 on the resident's telephone: a visit without a word."""
        self.world.arrive()
        self.world.press(VISITOR, "501#")
        self.world.listen(VISITOR)
        if not self.world.exchange.calls:
            self.world.press(VISITOR, "1#")
            self.world.listen(VISITOR)
        self.world.answer()
        self.world.press(RESIDENT, "1")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.AUTHORIZED)
        self.assertEqual(len(self.world.gate.requests), 1)

    def test_two_denies(self) -> None:
        """2 is no."""
        self.reach_resident()
        self.world.press(RESIDENT, "2")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.DENIED)
        self.assert_shut()

    def test_key_before_the_offer_opens_nothing(self) -> None:
        """1 pressed while the call has not yet said who is there, and what 1 means, opens nothing."""
        self.call_resident()
        self.world.answer(listen=False)
        self.world.wait(0.5)
        self.world.press(RESIDENT, "1")
        self.assert_shut()
        self.world.listen(RESIDENT)
        self.world.press(RESIDENT, "1")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_other_keys_are_doubt(self) -> None:
        """5 means nothing, and is asked about."""
        self.reach_resident()
        self.world.press(RESIDENT, "5")
        self.world.listen(RESIDENT)
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "again_decision")
        self.assert_shut()

    def test_no_recognizer(self) -> None:
        """Without a recognizer both parties are shown their keys, and the visit comes to its end with them."""
        self.world.arrive()
        self.world.say(VISITOR, SpeechError("no recognizer"))
        self.assertEqual(self.world.prompts(VISITOR)[-1], "unheard_visitor")
        self.world.press(VISITOR, "92#")
        self.world.listen(VISITOR)
        self.world.answer()
        self.world.say(RESIDENT, SpeechError("no recognizer"))
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "unheard_resident")
        self.world.press(RESIDENT, "1")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.AUTHORIZED)

    def test_typed_and_forgotten_hash(self) -> None:
        """Digits without # are taken when nothing follows them."""
        self.world.arrive()
        self.world.press(VISITOR, "92")
        self.world.wait(9)
        self.assertEqual(len(self.world.exchange.calls), 1)

    def test_no_voice_at_all_still_says_the_fixed_words(self) -> None:
        """When no synthesizer can be reached, words made at the start take the place of those with facts."""
        world = self.world
        world.arrive()
        world.store.broken = True
        fixed = world.house.prompts.fixed()
        world.store.kept = {sentence for text in fixed for sentence in split_sentences(text)}
        world.press(VISITOR, "92#")
        world.listen(VISITOR)
        self.assertEqual(len(world.exchange.calls), 1)
        world.answer()
        world.press(RESIDENT, "1")
        world.finish()
        self.assertEqual(world.outcome, Outcome.AUTHORIZED)

    def test_record_holds_the_words_that_were_said(self) -> None:
        """A resident who heard the fixed words was told no name: neither the display nor the evidence has one."""
        world = self.world
        self.call_resident()
        world.store.broken = True
        world.store.kept = {sentence for text in world.house.prompts.fixed() for sentence in split_sentences(text)}
        world.answer()
        world.say(RESIDENT, "pode liberar")
        (opening,) = [event for event in world.events if isinstance(event, GateOpening)]
        said = [event.text for event in world.events if isinstance(event, Speaking) and event.role is RESIDENT]
        self.assertNotIn("iFood", opening.question)
        self.assertIn("Há uma entrega no portão", opening.question)
        self.assertNotIn("iFood", " ".join(said))
        world.finish()


class CallingTests(VisitCase):
    def test_no_answer(self) -> None:
        """No answer: the next round, and then the visitor is told."""
        self.call_resident()
        self.world.exchange.settle(CallOutcome.NO_ANSWER)
        self.world.wait(6)
        self.assertEqual(len(self.world.exchange.calls), 2)
        self.world.exchange.settle(CallOutcome.NO_ANSWER)
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.NO_ANSWER)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "no_answer")

    def test_busy(self) -> None:
        """A busy telephone is named as such."""
        self.call_resident()
        for _ in range(2):
            self.world.exchange.settle(CallOutcome.BUSY)
            self.world.wait(6)
        self.world.finish()
        self.assertEqual(self.world.prompts(VISITOR)[-1], "resident_busy")

    def test_refused(self) -> None:
        """A resident who declines the call is not called a liar: the visitor hears that they cannot take it now."""
        self.call_resident()
        for _ in range(2):
            self.world.exchange.settle(CallOutcome.REFUSED)
            self.world.wait(6)
        self.world.finish()
        self.assertEqual(self.world.prompts(VISITOR)[-1], "resident_refused")

    def test_second_telephone(self) -> None:
        """A flat with two telephones has the second called when the first does not answer, before the next round."""
        flats = tuple(
            replace(flat, telephones=("4046", "9999")) if flat.extension == "4046" else flat
            for flat in ROSTER.apartments
        )
        self.world = World(roster=replace(ROSTER, apartments=flats))
        self.call_resident()
        for _ in range(3):
            self.world.exchange.settle(CallOutcome.NO_ANSWER)
            self.world.wait(6)
        self.assertEqual([call.telephone for call in self.world.exchange.calls], ["4046", "9999", "4046", "9999"])
        self.world.answer()
        self.world.say(RESIDENT, "pode liberar")
        self.assertEqual(len(self.world.gate.requests), 1)
        self.world.finish()

    def test_exchange_down(self) -> None:
        """With the exchange down the visitor is told at once that the resident cannot be reached."""
        self.world.exchange.down = True
        self.world.arrive()
        self.world.say(VISITOR, "entrega do iFood para o apartamento quinhentos e um bloco A")
        self.world.finish()
        self.assertEqual(self.world.prompts(VISITOR)[-1], "resident_unreachable")
        self.assertEqual(len(self.world.exchange.calls), 1)

    def test_visitor_gives_up_while_it_rings(self) -> None:
        """The visitor hangs up: the ringing is cancelled, and the late answer is refused."""
        self.call_resident()
        self.world.visitor.hang_up()
        self.world.wait(0.1)
        self.assertEqual(self.world.outcome, Outcome.GAVE_UP)
        self.assertEqual(self.world.exchange.cancelled, [self.world.exchange.calls[0].leg])
        with self.assertRaises(RefusedError):
            self.world.answer()

    def test_visitor_hangs_up_while_the_resident_listens(self) -> None:
        """The resident is told that the visitor has gone; a yes after that opens nothing."""
        self.reach_resident()
        self.world.visitor.hang_up()
        self.world.speak(RESIDENT, "pode liberar")
        self.world.finish()
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "visitor_gone")
        self.assertEqual(self.world.outcome, Outcome.GAVE_UP)
        self.assert_shut()

    def test_resident_hangs_up_without_an_answer(self) -> None:
        """A resident who hung up in the middle is called once more; then the visitor is told."""
        self.reach_resident()
        self.world.resident.hang_up()
        self.world.wait(6)
        self.assertEqual(len(self.world.exchange.calls), 2)
        self.world.answer()
        self.world.resident.hang_up()
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.NO_ANSWER)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "no_decision")
        self.assert_shut()

    def test_visitor_hears_something_while_it_rings(self) -> None:
        """While it rings the line is not dead: every 12 s a phrase."""
        self.call_resident()
        self.world.wait(18)
        self.assertIn("still_calling", self.world.prompts(VISITOR))

    def test_corrected_apartment(self) -> None:
        """The visitor corrects the apartment while it rings: the ringing stops, the right one is called."""
        self.call_resident()
        self.world.say(VISITOR, "não, desculpa, é no quinhentos e dois bloco B")
        self.assertEqual(self.world.exchange.cancelled, [self.world.exchange.calls[0].leg])
        self.assertEqual(self.world.exchange.calls[-1].telephone, "4094")

    def test_answered_call_without_audio(self) -> None:
        """A call that is answered, but whose audio never comes, is given up after 5 s and the next one tried."""
        self.call_resident()
        self.world.exchange.settle(CallOutcome.ANSWERED)
        self.world.wait(9)
        self.assertEqual(len(self.world.exchange.calls), 2)

    def test_gate_that_fails(self) -> None:
        """A gate that does not open is said to the visitor, and is the visit's outcome."""
        self.world.gate.broken = True
        self.reach_resident()
        self.world.say(RESIDENT, "pode liberar sim")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.GATE_FAILED)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "gate_failed")


class AskingTests(VisitCase):
    def test_silent_visitor_is_let_go(self) -> None:
        """A visitor who says nothing is asked, shown the keypad, and let go with a farewell."""
        self.world.arrive()
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.GAVE_UP)
        self.assertEqual(
            self.world.prompts(VISITOR),
            ["greeting", "silent_visitor", "ask_apartment_number", "silent_keypad", "silent_farewell"],
        )

    def test_silence_asks_what_was_asked(self) -> None:
        """A visitor who falls silent before the block was told is asked for the block again, and not for the flat."""
        self.world.arrive()
        self.world.say(VISITOR, "entrega do iFood no trezentos e dois")
        self.world.wait(8)
        self.world.listen(VISITOR)
        self.assertEqual(self.world.prompts(VISITOR)[-2:], ["silent_visitor", "ask_block"])

    def test_one_flat_after_another(self) -> None:
        """Whoever has four flats called one after another is let go at the fifth, and that one is not called."""
        self.world.arrive()
        self.world.say(VISITOR, "entrega do iFood para o apartamento quinhentos e um bloco A")
        for digits in ("101", "102", "201", "202"):
            self.world.press(VISITOR, digits + "#")
            if self.world.prompts(VISITOR)[-1] == "keypad_block":
                self.world.press(VISITOR, "1#")
            self.world.listen(VISITOR)
        self.world.finish()
        self.assertEqual(len(self.world.exchange.calls), 4)
        self.assertEqual(self.world.outcome, Outcome.NO_CALL)

    def test_slot_by_slot(self) -> None:
        """One thing at a time is asked, and what was told is not asked again."""
        self.world.arrive()
        self.world.say(VISITOR, "entrega")
        self.world.say(VISITOR, "mercado livre")
        self.world.say(VISITOR, "quarenta e dois bloco C")
        self.assertEqual(self.world.prompts(VISITOR), ["greeting", "ask_company", "ask_apartment_number", "calling"])
        self.assertEqual(self.world.exchange.calls[-1].telephone, "4160")

    def test_ambiguous_block(self) -> None:
        """A number that two blocks have asks for the block, naming those."""
        self.world.arrive()
        self.world.say(VISITOR, "entrega do iFood no trezentos e dois")
        self.assertEqual(self.world.prompts(VISITOR)[-1], "ask_block")
        self.assertEqual(self.world.exchange.calls, [])
        self.world.say(VISITOR, "bloco B")
        self.assertEqual(len(self.world.exchange.calls), 1)

    def test_unknown_flat_calls_nobody(self) -> None:
        """A flat that is not there is asked for again, and after three times nobody has been called."""
        self.world.arrive()
        for _ in range(4):
            self.world.say(VISITOR, "entrega do iFood no nove mil novecentos e noventa e nove")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.NO_CALL)
        self.assertEqual(self.world.exchange.calls, [])

    def test_name_of_another_flat_calls_nobody(self) -> None:
        """Whoever names a resident of another flat is asked again; neither flat is called, and no flat is named."""
        self.world.arrive()
        for _ in range(4):
            self.world.say(VISITOR, "sou amigo do heitor quintela quatrocentos e um bloco a meu nome é Carlos")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.NO_CALL)
        self.assertEqual(self.world.exchange.calls, [])

    def test_person_wanted(self) -> None:
        """Whoever wants a person is handed over, if there is one."""
        self.world = World(human="9000")
        self.world.arrive()
        self.world.say(VISITOR, "quero falar com um atendente humano")
        self.world.finish()
        self.assertEqual(self.world.outcome, Outcome.TRANSFERRED)
        self.assertEqual(self.world.exchange.transfers, ["9000"])
        self.assertEqual(self.world.exchange.over, [])

    def test_person_who_cannot_be_reached(self) -> None:
        """An exchange that does not take the visitor over: the visitor is told so before the call ends as any other."""
        self.world = World(human="9000")
        self.world.exchange.takes_over = False
        self.world.arrive()
        self.world.say(VISITOR, "quero falar com um atendente humano")
        self.world.finish()
        self.assertEqual(self.world.prompts(VISITOR)[-2:], ["transfer", "transfer_failed"])
        self.assertEqual(self.world.exchange.over, [self.world.visit])
        self.flushLoggedErrors()

    def test_nobody_to_hand_over_to(self) -> None:
        """Without such a person the doorman says so, and goes on."""
        self.world.arrive()
        self.world.say(VISITOR, "quero falar com um atendente humano")
        self.assertEqual(self.world.prompts(VISITOR)[-1], "no_human")

    def test_barge_in_with_words(self) -> None:
        """A visitor who answers during the greeting is answered; the greeting is not resumed."""
        self.world.visitor.handler = self.world.manager.admit_visitor(
            self.world.house, self.world.visit, self.world.visitor
        )
        self.world.visitor.handler.opened()
        self.world.wait(0.4)
        self.world.speak(VISITOR, "entrega do iFood para o apartamento quinhentos e um bloco A")
        self.assertEqual(self.world.prompts(VISITOR), ["greeting", "calling"])
        self.assertEqual(len(self.world.exchange.calls), 1)

    def test_barge_in_without_words(self) -> None:
        """A noise that was no word lets the greeting go on from where it was, to its end."""
        self.world.visitor.handler = self.world.manager.admit_visitor(
            self.world.house, self.world.visit, self.world.visitor
        )
        self.world.visitor.handler.opened()
        self.world.wait(0.4)
        self.world.speak(VISITOR, "")
        self.world.listen(VISITOR)
        self.assertEqual(self.world.prompts(VISITOR), ["greeting"])
        text = self.world.house.prompts.say("greeting")
        voiced = [frame for _, frame in self.world.visitor.frames if frame[3:4] == b"s"]
        self.assertGreaterEqual(len(voiced), len(text.replace(" ", "")))

    def test_turn_is_recognized_in_advance(self) -> None:
        """The words are there when the turn ends: a recognizer of 300 ms costs the visitor nothing."""
        self.world.arrive()
        self.world.ear.delay = 0.3
        self.world.ear.texts.append("entrega")
        for _ in range(30):
            self.world.step(VISITOR)
        self.world.wait(0.72)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "ask_company")
        self.assertEqual(self.world.ear.asked, 1)

    def test_advance_that_was_too_early(self) -> None:
        """A visitor who goes on after a pause is heard whole; what was recognized before is thrown away."""
        self.world.arrive()
        self.world.ear.delay = 2.0
        self.world.ear.texts += ["entrega", "entrega do mercado livre"]
        for pattern in ("vvvvvvvvvvvvvvv", "qqqqqqqqqqqqqqqqqqqqqqqq", "vvvvvvvvvvvvvvv"):
            for sign in pattern:
                self.world.step(VISITOR if sign == "v" else None)
        self.world.wait(4)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "ask_apartment_number")

    def test_slow_recognizer_is_bridged(self) -> None:
        """A recognizer that takes its time leaves no dead air: within 1.5 s of the last word something is said."""
        self.world.arrive()
        self.world.ear.delay = 4.0
        self.world.ear.texts.append("entrega")
        for _ in range(30):
            self.world.step(VISITOR)
        spoken_at = self.world.clock.seconds()
        self.world.wait(1.5)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "filler")
        self.assertLessEqual(self.world.visitor.last_voice - spoken_at, 1.5)
        self.world.wait(4)


class FarewellTests(VisitCase):
    def test_nothing_is_cut(self) -> None:
        """0x00 comes at least 300 ms after the last frame of the farewell, whatever the visitor says meanwhile."""
        self.reach_resident()
        self.world.speak(RESIDENT, "não")
        self.world.speak(VISITOR, "mas eu preciso entrar")
        self.world.finish()
        for telephone in (self.world.visitor, self.world.resident):
            assert telephone.terminated_at is not None
            self.assertGreaterEqual(telephone.terminated_at - telephone.last_voice, 0.3 - 1e-6)
            self.assertLess(telephone.terminated_at - telephone.last_voice, 0.5)

    def test_exchange_learns_first(self) -> None:
        """0x00 waits until the exchange knows that the visit is over: else the dialplan would begin it again."""
        marking = self.world.exchange.marking = Deferred()
        self.reach_resident()
        self.world.speak(RESIDENT, "não")
        self.world.listen(VISITOR)
        self.world.wait(1)
        self.assertIsNone(self.world.visitor.terminated_at)
        marking.callback(None)
        self.world.wait(0.4)
        self.assertIsNotNone(self.world.visitor.terminated_at)

    def test_exchange_that_never_learns(self) -> None:
        """An exchange that does not answer holds nobody on the line: after 20 s the leg ends all the same."""
        self.world.exchange.marking = Deferred()
        self.reach_resident()
        self.world.speak(RESIDENT, "não")
        self.world.wait(18)
        self.assertIsNone(self.world.visitor.terminated_at)
        self.world.wait(4)
        self.assertIsNotNone(self.world.visitor.terminated_at)

    def test_farewell_whose_voice_hangs(self) -> None:
        """A farewell that nobody can make is not waited for in silence: after 4 s of it the leg ends."""
        self.reach_resident()
        self.world.store.broken = self.world.store.hangs = True
        self.world.speak(RESIDENT, "não")
        self.world.wait(3)
        self.assertIsNone(self.world.visitor.terminated_at)
        self.world.wait(3)
        self.assertIsNotNone(self.world.visitor.terminated_at)

    def test_slow_gate(self) -> None:
        """A gate that takes its time: the visitor is told meanwhile that it is being opened, and then nothing twice."""
        self.world.gate.silent = True
        self.reach_resident()
        self.world.say(RESIDENT, "pode liberar")
        self.world.wait(1)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "authorized")
        self.world.finish()

    def test_decision_is_limited(self) -> None:
        """A resident who takes too long to decide is let go, whatever else they were granted; the gate stays shut."""
        self.world = World(patience=Patience(decision=20.0, resident_wait=60.0))
        self.reach_resident()
        self.world.say(RESIDENT, "só um instante")
        self.world.wait(10)
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "resident_waits")
        self.world.wait(8)
        self.assertEqual(self.world.prompts(RESIDENT)[-1], "resident_no_decision")
        self.world.finish()
        self.assert_shut()

    def test_whole_visit_is_limited(self) -> None:
        """A visit that goes on for ever is ended politely."""
        self.world = World(visit_seconds=20.0)
        self.reach_resident()
        self.world.finish()
        self.assertEqual(self.world.prompts(VISITOR)[-1], "too_long")
        self.assert_shut()


class StoppingTests(VisitCase):
    def test_farewells_of_a_server_that_stops(self) -> None:
        """A server that stops says farewell to everybody to the end, takes nobody else, and then is done."""
        self.reach_resident()
        stopped = self.world.manager.stop()
        with self.assertRaises(RefusedError):
            self.world.manager.admit_visitor(self.world.house, UUID(int=77), Telephone(self.world.clock))
        self.assertNoResult(stopped)
        self.world.finish()
        self.successResultOf(stopped)
        self.assertEqual(self.world.prompts(VISITOR)[-1], "too_long")
        self.assert_shut()


class AdmissionTests(VisitCase):
    def test_unknown_resident_leg(self) -> None:
        """A leg on the residents' port whose UUID we did not issue is refused; so is one that comes twice."""
        self.call_resident()
        with self.assertRaises(RefusedError):
            self.world.manager.admit_resident(self.world.visit, Telephone(self.world.clock))
        self.world.answer()
        with self.assertRaises(RefusedError):
            self.world.manager.admit_resident(self.world.exchange.calls[-1].leg, Telephone(self.world.clock))

    def test_same_visit_twice(self) -> None:
        """A second leg with the UUID of a visit that goes on is refused."""
        self.world.arrive()
        with self.assertRaises(RefusedError):
            self.world.manager.admit_visitor(self.world.house, self.world.visit, Telephone(self.world.clock))
