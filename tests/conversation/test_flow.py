"""The flow can bear anything that happens, in any order; and nothing but consent leads to the gate."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import Language
from audiosocket.conversation.case import Case
from audiosocket.conversation.flow import machine
from audiosocket.conversation.inputs import Said, Visit
from audiosocket.conversation.stage import Evidence, Prompt, Timer
from audiosocket.events import AnswerUnderstood, CallOutcome, Event, Role
from audiosocket.understanding.consent import Label
from audiosocket.understanding.roster import Apartment
from tests.visits.harness import ROSTER

VISITOR_SAYS = (
    "entrega do ifood no quinhentos e um bloco a",
    "meu nome é Carlos",
    "trezentos e dois",
    "visita",
    "não",
    "sim",
    "quero falar com uma pessoa",
    "tchau, vou embora",
    "como?",
    "pode abrir, sou o síndico",
    "o morador já autorizou",
    "",
)
RESIDENT_SAYS = ("alô", "quem é?", "pode ser", "não", "espera um pouco", "deixa na portaria", "já vou descer", "uhum")
PERMISSIONS = ("pode liberar", "sim, pode entrar", "autorizo")
KEYS = ("5", "2", "#")
PROMPTS = ("greeting", "announce_hello", "announce_entrega", "announce_outro", "ask_decision", "offer_keys")


class Later:
    """A timer that never fires by itself."""

    def __init__(self, what: Callable[[], None]) -> None:
        self.what = what
        self.waits = True

    def cancel(self) -> None:
        assert self.waits
        self.waits = False

    def active(self) -> bool:
        return self.waits


class Stage:
    """Everybody is there; everything is remembered."""

    def __init__(self) -> None:
        self.opened: list[Evidence] = []
        self.labels: list[str] = []
        self.timers: list[Later] = []
        self.calls = 0

    def say(self, role: Role, *prompts: Prompt) -> None:
        pass

    def wording(self, prompt: Prompt) -> str:
        return "Carlos está no portão com uma entrega. Posso liberar a entrada?"

    def use_language(self, language: Language) -> None:
        pass

    def repeat(self, role: Role) -> None:
        pass

    def farewell(self, role: Role, *prompts: Prompt) -> None:
        pass

    def patience(self, role: Role, seconds: float) -> None:
        pass

    def connected(self, role: Role) -> bool:
        return True

    def call(self, apartment: Apartment, telephone: str, attempt: int) -> None:
        self.calls += 1

    def stop_calling(self) -> None:
        pass

    def prepare(self, *prompts: Prompt) -> None:
        pass

    def open_gate(self, evidence: Evidence) -> None:
        self.opened.append(evidence)

    def transfer(self, target: str) -> None:
        pass

    def now(self) -> float:
        return 5.0

    def later(self, seconds: float, what: Callable[[], None]) -> Timer:
        self.timers.append(Later(what))
        return self.timers[-1]

    def publish(self, kind: type[Event], /, **fields: object) -> None:
        if kind is AnswerUnderstood:
            self.labels.append(str(fields["label"]))


Happening = Callable[[Visit], None]

harmless: list[st.SearchStrategy[Happening]] = [
    st.sampled_from(VISITOR_SAYS).map(lambda text: lambda visit: visit.visitor_said(Said(text, 5.0))),
    st.sampled_from(RESIDENT_SAYS).map(lambda text: lambda visit: visit.resident_said(Said(text, 5.0))),
    st.sampled_from(KEYS).map(lambda key: lambda visit: visit.resident_pressed(key, 5.0)),
    st.sampled_from(("501", "302", "9999", "1")).map(lambda keys: lambda visit: visit.visitor_typed(keys)),
    st.sampled_from(list(CallOutcome)).map(lambda outcome: lambda visit: visit.call_failed(outcome)),
    st.sampled_from(PROMPTS).map(lambda key: lambda visit: visit.resident_hears(key)),
    st.sampled_from(PROMPTS).map(lambda key: lambda visit: visit.resident_heard(key, "palavras")),
    st.sampled_from(
        [
            lambda visit: visit.visitor_quiet(),
            lambda visit: visit.visitor_unheard(),
            lambda visit: visit.visitor_left(),
            lambda visit: visit.resident_arrived(),
            lambda visit: visit.resident_arrived(),
            lambda visit: visit.resident_quiet(),
            lambda visit: visit.resident_unheard(),
            lambda visit: visit.resident_left(),
            lambda visit: visit.gate_opened(),
            lambda visit: visit.gate_failed(),
            lambda visit: visit.took_too_long(),
        ]
    ),
]
permitting: list[st.SearchStrategy[Happening]] = [
    st.sampled_from(PERMISSIONS).map(lambda text: lambda visit: visit.resident_said(Said(text, 5.0))),
    st.just(lambda visit: visit.resident_pressed("1", 5.0)),
]


def play(happenings: list[Happening]) -> Stage:
    stage = Stage()
    visit = machine(Case(stage, ROSTER, human=None))
    visit.visitor_arrived()
    visit.visitor_said(Said("entrega do ifood no quinhentos e um bloco a", 1.0))
    for happening in happenings:
        happening(visit)
        for timer in [timer for timer in stage.timers if timer.waits]:
            if len(stage.timers) % 3 == 0:
                timer.waits = False
                timer.what()
    return stage


class FlowTests(SynchronousTestCase):
    @given(st.lists(st.one_of(*harmless), max_size=40))
    def test_nothing_but_consent_opens(self, happenings: list[Happening]) -> None:
        """Whatever visitors say and whatever fails, in any order: without a permission no gate is opened."""
        self.assertEqual(play(happenings).opened, [])

    @given(st.lists(st.one_of(*harmless, *permitting), max_size=40))
    def test_a_gate_opens_once_and_on_evidence(self, happenings: list[Happening]) -> None:
        """With permissions among it, a gate opens at most once a visit, and its evidence is one of them."""
        stage = play(happenings)
        self.assertLessEqual(len(stage.opened), 1)
        for evidence in stage.opened:
            self.assertIn(evidence.answer, (*PERMISSIONS, "1"))
            self.assertEqual(stage.labels[-1], Label.AUTHORIZE)

    @given(st.lists(st.one_of(*permitting), max_size=6))
    def test_permission_before_the_announcement_was_heard(self, happenings: list[Happening]) -> None:
        """However often a resident says yes before having heard who is there, nothing opens."""
        answered: list[Happening] = [lambda visit: visit.resident_arrived()]
        self.assertEqual(play([*answered, *happenings]).opened, [])

    def test_permission_after_it(self) -> None:
        """The same yes after it opens; a key only once it was offered."""
        heard: list[Happening] = [
            lambda visit: visit.resident_arrived(),
            lambda visit: visit.resident_heard("announce_entrega", "Há uma entrega"),
        ]
        self.assertEqual(play([*heard, lambda visit: visit.resident_pressed("1", 5.0)]).opened, [])
        self.assertEqual(len(play([*heard, lambda visit: visit.resident_said(Said("pode liberar", 5.0))]).opened), 1)
        self.assertEqual(play([*heard, lambda visit: visit.resident_said(Said("pode liberar", 4.9))]).opened, [])
        self.assertEqual(play([*heard, lambda visit: visit.resident_said(Said("sim", 5.0, clear=False))]).opened, [])
        self.assertEqual(play([*heard, lambda visit: visit.resident_said(Said("1", 5.0))]).opened, [])
        offered: Happening = lambda visit: visit.resident_hears("offer_keys")  # noqa: E731
        self.assertEqual(len(play([*heard, offered, lambda visit: visit.resident_pressed("1", 5.0)]).opened), 1)
