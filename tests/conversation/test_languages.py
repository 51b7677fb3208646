"""In which language a visitor is spoken to."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import Language
from audiosocket.conversation.languages import spoken_language
from audiosocket.understanding.slots import Slots
from audiosocket.understanding.visitor import read_visitor
from tests.visits.harness import ROSTER


class SpokenLanguageTests(SynchronousTestCase):
    def language(self, text: str, current: Language = "pt") -> Language:
        reading = read_visitor(text, None, Slots(), ROSTER)
        return spoken_language(text, reading.language, current)

    def test_spanish_and_english(self) -> None:
        """Whoever speaks a sentence of Spanish or English is taken to speak it."""
        for text in (
            "hello good evening I am here to see Ingrid apartment ten zero two my name is Claire",
            "Hi, I'm here to visit Maria, apartamento 501",
            "good morning, I have a package for five zero one",
            "my name is John and this is for apartment three",
        ):
            self.assertEqual(self.language(text), "en", text)
        for text in (
            "buenas tardes vengo a visitar a kátia del doscientos dos bloque a me llamo esteban",
            "Hola, soy Esteban, traigo un paquete para el quinientos uno",
            "hola buenos días, busco a la señora Helena del departamento 302",
        ):
            self.assertEqual(self.language(text), "es", text)

    def test_loan_words_and_names_are_no_evidence(self) -> None:
        """Portuguese with foreign words, shops, surnames or a slip of the tongue stays Portuguese."""
        for text in (
            "delivery",
            "é delivery do iFood pro 501",
            "entrega da The Best of You no quinhentos e um",
            "Shirley Thompson, I mean, meu nome é Shirley, visita pro Samuel cinquenta e dois",
            "aqui é o Diego del Toro, vim ver a Helena",
            "sou o Juan, entrega da Burger King, The King",
            "oi, ok, thank you, mas eu quero falar com a Maria",
            "um momento por favor",
            "los hermanos, entrega de pizza",
            "sim",
            "",
        ):
            self.assertEqual(self.language(text), "pt", text)

    def test_it_stays(self) -> None:
        """A language once found stays, whatever is said; a bare name or number is of none."""
        for text in ("Carlos", "501", "apartamento quinhentos e um", "sim, obrigado", "hola buenas tardes, soy Juan"):
            self.assertEqual(self.language(text, "en"), "en", text)

    def test_a_wish_is_heard(self) -> None:
        """Whoever asks for a language by name is spoken to in it, also in the middle of a visit."""
        self.assertEqual(self.language("do you speak English?"), "en")
        self.assertEqual(self.language("você fala inglês?"), "en")
        self.assertEqual(self.language("¿habla español?"), "es")
        self.assertEqual(self.language("pode falar português", "en"), "pt")
        self.assertEqual(self.language("vim dar aula de inglês no 501"), "pt")
