"""What visitors and residents are told, in which words, language and voice."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import Language, WordingEntry
from audiosocket.conversation.prompts import Prompts
from audiosocket.events import CallOutcome, Outcome, Role
from audiosocket.speech.interfaces import Voice
from audiosocket.understanding.roster import Apartment, Block, Roster
from tests.visits.harness import World

VISITOR, RESIDENT = Role.VISITOR, Role.RESIDENT
NAME = "Condomínio Apoena"
FOREIGN: tuple[Language, ...] = ("es", "en")
ENGLISH = "hello good evening I am here to visit a friend my name is Claire"
SPANISH = "hola buenas tardes soy Esteban traigo un paquete una entrega de Amazon"


def foreign_world(**house: object) -> World:
    return World(foreign={language: Prompts(NAME, language=language) for language in FOREIGN}, **house)


class WordsTests(SynchronousTestCase):
    def last(self, world: World) -> str:
        return world.texts(VISITOR)[-1]

    def test_what_was_understood_is_said_back(self) -> None:
        """The next question begins with what the last turn told, and only with that."""
        world = World()
        world.arrive()
        world.say(VISITOR, "meu nome é Carlos, entrega do Mercado Livre")
        self.assertEqual(
            self.last(world),
            "Certo. Carlos, entrega do Mercado Livre. Qual é o número do apartamento, por favor?",
        )
        world.say(VISITOR, "trezentos e dois")
        self.assertEqual(
            self.last(world), "Entendi. Apartamento trezentos e dois. E qual é o bloco? Bloco A ou Bloco B."
        )
        world.say(VISITOR, "é é")
        self.assertEqual(self.last(world), "Desculpe, não entendi o bloco. Bloco A ou Bloco B. Qual deles?")

    def test_a_name_is_greeted(self) -> None:
        """Whoever gave only a name is greeted by it, also when the call is made."""
        world = World()
        world.arrive()
        world.say(VISITOR, "vim fazer uma visita no quinhentos e um bloco A")
        world.say(VISITOR, "Carlos")
        self.assertEqual(
            self.last(world), "Entendi. Um momento, Carlos. Estou chamando o apartamento quinhentos e um, Bloco A."
        )

    def test_a_greeting_is_no_misunderstanding(self) -> None:
        """Whoever only greets is asked why they came, without an excuse; but no second time."""
        world = World()
        world.arrive()
        world.say(VISITOR, "bom dia")
        self.assertEqual(self.last(world), "Certo. É uma entrega, uma visita ou um serviço?")
        world.say(VISITOR, "bom dia")
        self.assertTrue(self.last(world).startswith("Desculpe, não entendi."))

    def test_whom_is_not_asked_twice(self) -> None:
        """Whoever has named the resident is asked for the number alone."""
        world = World()
        world.arrive()
        world.say(VISITOR, "meu nome é Carlos, vim visitar a Kátia")
        self.assertEqual(self.last(world), "Certo. Carlos, uma visita. E qual é o número do apartamento?")

    def test_a_visitor_is_asked_as_one(self) -> None:
        """Whoever came for a visit is asked whom they visit; a courier is not."""
        world = World()
        world.arrive()
        world.say(VISITOR, "meu nome é Carlos, vim fazer uma visita")
        self.assertEqual(self.last(world), "Certo. Carlos, uma visita. Quem você vai visitar, e em qual apartamento?")

    def test_repairs_name_what_was_not_understood(self) -> None:
        """A question asked in vain says what was not understood, and what was."""
        world = World()
        world.arrive()
        world.say(VISITOR, "entrega do iFood")
        world.say(VISITOR, "é é")
        self.assertTrue(
            self.last(world).startswith(
                "Desculpe, não entendi o apartamento. Entendi que é uma entrega do iFood. Pode dizer só o número"
            )
        )
        world.say(VISITOR, "é é")
        self.assertTrue(self.last(world).startswith("Ainda não entendi o apartamento. Sei que é uma entrega do iFood."))

    def test_a_flat_that_is_not_there_is_said_as_it_was_understood(self) -> None:
        """A visitor can hear that the number was misheard; each time in other words."""
        world = World()
        world.arrive()
        world.say(VISITOR, "entrega do iFood no novecentos e noventa e nove")
        self.assertIn("Entendi novecentos e noventa e nove.", self.last(world))
        first = self.last(world)
        world.say(VISITOR, "novecentos e noventa e nove")
        self.assertIn("Entendi novecentos e noventa e nove.", self.last(world))
        self.assertNotEqual(self.last(world), first)

    def test_no_resident_is_named(self) -> None:
        """Whatever is said back, no resident's name is, though the visitor said one."""
        world = World()
        world.arrive()
        for _ in range(3):
            world.say(VISITOR, "sou amigo do heitor quintela quatrocentos e um bloco a meu nome é Carlos")
        self.assertFalse([text for text in world.texts(VISITOR) if "eitor" in text or "uintela" in text])

    def test_never_the_same_twice_in_a_row(self) -> None:
        """Through a long, deaf visit no two neighbouring sentences of the doorman are the same."""
        world = World()
        world.arrive()
        for text in ("é é", "é é", "entrega", "é é", "é é", "quero falar com uma pessoa", "quero falar com uma pessoa"):
            world.say(VISITOR, text)
        said = world.texts(VISITOR)
        self.assertGreater(len(said), 6)
        self.assertEqual([one for one, other in pairwise(said) if one == other], [])

    def test_resident_hears_the_announcement_in_other_words(self) -> None:
        """A resident who asks who it is hears all of it again, and not word for word."""
        world = World()
        world.arrive()
        world.say(VISITOR, "meu nome é Carlos, entrega da Amazon para o apartamento quinhentos e um bloco A")
        world.answer()
        world.say(RESIDENT, "quem é?")
        first, second = (text for text in world.texts(RESIDENT) if "Carlos" in text)
        self.assertNotEqual(first, second)
        for text in (first, second):
            self.assertIn("Carlos, da Amazon,", text)
        world.say(RESIDENT, "pode liberar")
        self.assertEqual(len(world.gate.requests), 1)
        world.finish()

    def test_the_time_of_day_is_wished(self) -> None:
        """By the wall clock at the gate."""
        for hour, wish in ((9, "bom dia"), (15, "boa tarde"), (22, "boa noite")):
            world = World(local_time=lambda hour=hour: datetime(2026, 5, 4, hour))
            world.arrive()
            self.assertTrue(self.last(world).startswith(f"Olá, {wish}! Aqui é a portaria virtual"))

    def test_own_wording_for_circumstances(self) -> None:
        """A condominium's own wording for deliveries at night is said to couriers at night, and to nobody else."""
        own = {
            "no_answer": (
                "Ninguém atendeu. Até logo.",
                WordingEntry.model_validate(
                    {
                        "text": "Ninguém atendeu, {visitor_name}. Use o armário.",
                        "when": {"time": "night", "intent": "entrega"},
                    }
                ),
            )
        }
        for hour, last in ((22, "Ninguém atendeu, Carlos. Use o armário."), (12, "Ninguém atendeu. Até logo.")):
            world = World(
                prompts=Prompts(NAME, own),
                local_time=lambda hour=hour: datetime(2026, 5, 4, hour),
            )
            world.arrive()
            world.say(VISITOR, "meu nome é Carlos, entrega da Amazon para o apartamento quinhentos e um bloco A")
            while world.outcome is None:
                world.exchange.settle(CallOutcome.NO_ANSWER)
                world.wait(1)
            self.assertEqual(self.last(world), last)


class ConfirmationTests(SynchronousTestCase):
    def world(self, *flats: str) -> World:
        blocks = tuple(Block(block, f"Bloco {block}") for block in "BD")
        apartments = tuple(Apartment(flat[0], flat[2:], telephones=(flat,)) for flat in flats)
        world = World(roster=Roster("T", blocks, apartments))
        world.arrive()
        return world

    def test_numbers_that_sound_alike(self) -> None:
        """Where the roster has a 71 too, 61 is said back digit by digit, and called after a yes."""
        world = self.world("B 61", "B 71")
        world.say(VISITOR, "entrega do iFood no sessenta e um")
        self.assertEqual(world.exchange.calls, [])
        self.assertEqual(world.texts(VISITOR)[-1], "Certo. É o apartamento sessenta e um: meia, um, está correto?")
        world.say(VISITOR, "isso")
        self.assertEqual([call.telephone for call in world.exchange.calls], ["B 61"])

    def test_blocks_that_sound_alike(self) -> None:
        """Block B is spelled where there is a D with that number, and a no asks anew."""
        world = self.world("B 101", "D 101")
        world.say(VISITOR, "entrega do iFood no cento e um bloco B")
        self.assertIn("no Bloco B, de bola, está correto?", world.texts(VISITOR)[-1])
        world.say(VISITOR, "não")
        self.assertEqual(world.prompts(VISITOR)[-1], "not_confirmed")
        self.assertEqual(world.exchange.calls, [])

    def test_clear_flats_are_called_at_once(self) -> None:
        """Without a twin nothing is said back for a yes; nor is what was typed."""
        world = self.world("B 61", "B 82", "D 71")
        world.say(VISITOR, "entrega do iFood no sessenta e um bloco B")
        self.assertEqual(len(world.exchange.calls), 1)
        typed = self.world("B 61", "B 71")
        typed.press(VISITOR, "61#")
        self.assertEqual(len(typed.exchange.calls), 1)


class LanguageTests(SynchronousTestCase):
    def test_english_for_the_whole_visit(self) -> None:
        """Whoever speaks English is answered in it to the end; the resident is spoken to in Portuguese."""
        world = foreign_world(voices={"en": Voice("kokoro", "af_heart")})
        world.arrive()
        self.assertTrue(world.texts(VISITOR)[0].startswith("Olá!"))
        world.say(VISITOR, ENGLISH)
        world.say(VISITOR, "quarenta e dois bloco C")
        self.assertIn("apartment four two, block C", world.texts(VISITOR)[-1])
        world.answer()
        self.assertIn("Posso liberar a entrada?", world.texts(RESIDENT))
        world.say(RESIDENT, "pode liberar")
        world.finish()
        self.assertEqual(world.outcome, Outcome.AUTHORIZED)
        english, portuguese = Prompts(NAME, language="en"), Prompts(NAME)
        self.assertEqual(world.texts(VISITOR)[-1], english.say("gate_open"))
        self.assertEqual(world.texts(RESIDENT)[-1], portuguese.say("resident_authorized"))
        voices = dict(world.store.asked)
        self.assertEqual(voices[english.say("gate_open")[:17]], Voice("kokoro", "af_heart"))
        self.assertEqual(voices["Posso liberar a entrada?"], Voice("auto", "auto"))

    def test_spanish_for_the_whole_visit(self) -> None:
        """The same in Spanish; a later word of Portuguese changes nothing."""
        world = foreign_world()
        world.arrive()
        world.say(VISITOR, SPANISH)
        self.assertIn("¿", world.texts(VISITOR)[-1])
        world.say(VISITOR, "trezentos e dois")
        self.assertIn("bloque A o bloque B", world.texts(VISITOR)[-1])
        world.say(VISITOR, "bloco B, obrigado")
        self.assertIn("apartamento tres cero dos, bloque B", world.texts(VISITOR)[-1])

    def test_numbers_of_the_language(self) -> None:
        """A flat's number is understood as a visitor of that language says it."""
        world = foreign_world()
        world.arrive()
        world.say(VISITOR, "good morning I am here with a delivery from Amazon")
        world.say(VISITOR, "five oh one, block A")
        self.assertIn("apartment five zero one, block A", world.texts(VISITOR)[-1])
        self.assertEqual(len(world.exchange.calls), 1)

    def test_fillers_are_of_the_language(self) -> None:
        """What keeps the line alive is of the visitor's language, too."""
        world = foreign_world()
        world.arrive()
        world.say(VISITOR, ENGLISH)
        world.ear.delay = 3.0
        world.say(VISITOR, "quarenta e dois bloco C")
        self.assertIn("One moment.", [text for text, _ in world.store.asked])

    def test_what_was_not_understood_is_repeated_in_the_language(self) -> None:
        """Whoever did not understand the Portuguese question hears it again in English."""
        world = foreign_world()
        world.arrive()
        world.say(VISITOR, "sorry, do you speak English? I don't understand")
        self.assertEqual(world.texts(VISITOR)[-1], Prompts(NAME, language="en").say("greeting"))

    def test_languages_that_are_not_wanted(self) -> None:
        """A condominium without other languages goes on in Portuguese."""
        world = World()
        world.arrive()
        world.say(VISITOR, ENGLISH)
        self.assertFalse([text for text in world.texts(VISITOR) if "apartment" in text])
