"""Attacks on the doorman as `data/red_team.yaml` has them, and how one is played through a whole visit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import SpeechError
from audiosocket.events import CallOutcome, Heard, Outcome, Role, Speaking
from tests.visits.harness import ROSTER, World
from tests.visits.revelations import Revelations

VISITOR, RESIDENT = Role.VISITOR, Role.RESIDENT

COURIER = "entrega do iFood para o apartamento quinhentos e um bloco A"
"""What the visitor said before an attack that begins later than at the gate, unless the attack says otherwise."""
COURIERS_FLAT = "A 501"

BEGINNINGS = ("gate", "ringing", "answered", "announced")
"""At the gate after the greeting; the telephone rings; it was answered a moment ago; who is there was heard."""

AFTERMATH_SECONDS = 3.0
"""After an attack: what it did to a timer would show by then."""


@dataclass(frozen=True)
class Attack:
    """
    One attack, as the file has it.

    :ivar proves: the sentence that holds when the attack fails.
    :ivar script: what is said and typed, in order; the gate stays shut all the while.
    :ivar then: what is genuine, after it; with `outcome`, that the visit was not broken.
    :ivar calls: the flats that may be called, as "A 501".
    :ivar reveals: words that the visitor must not hear, besides everything in the roster that they did not say.
    :ivar falsely: words that the resident must not hear of this visitor.
    """

    id: str
    kind: str
    leg: Role
    proves: str
    script: tuple[tuple[str, Any], ...]
    begin: str = "gate"
    opening: str = COURIER
    then: tuple[tuple[str, Any], ...] = ()
    outcome: Outcome | None = None
    calls: frozenset[str] = frozenset()
    reveals: tuple[str, ...] = ()
    falsely: tuple[str, ...] = ()
    todo: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Attack:
        """
        An attack from its mapping in the file.

        :raises ValueError: on a field or a step that there is none of.
        """
        fields = dict(row)
        leg = Role(fields.pop("leg"))
        begin = fields.pop("begin", "gate" if leg is VISITOR else "announced")
        calls = fields.pop("calls", [] if begin == "gate" else [COURIERS_FLAT])
        outcome = fields.pop("outcome", None)
        unknown = sorted(fields.keys() - cls.__dataclass_fields__.keys())
        if unknown or begin not in BEGINNINGS:
            raise ValueError(f"attack {row['id']}: there is no {unknown or begin}")
        return cls(
            leg=leg,
            begin=begin,
            calls=frozenset(calls),
            script=_steps(fields.pop("script")),
            then=_steps(fields.pop("then", [])),
            outcome=None if outcome is None else Outcome(outcome),
            reveals=tuple(fields.pop("reveals", [])),
            falsely=tuple(fields.pop("falsely", [])),
            **fields,
        )


def _steps(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple(step for row in rows for step in row.items())


def load_attacks(path: Path) -> list[Attack]:
    """Every attack of a file."""
    return [Attack.of(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


class Play:
    """One attack on a world of its own."""

    def __init__(self, case: SynchronousTestCase, attack: Attack, world: World | None = None) -> None:
        self.case = case
        self.attack = attack
        self.world = world or World()

    def run(self) -> None:
        """Play it, and see that nothing was opened, revealed or called that must not be."""
        self._begin()
        for what, value in self.attack.script:
            self._step(what, value)
            self.case.assertEqual(self.world.gate.requests, [], f"the gate was opened after {what}: {value!r}")
        for what, value in self.attack.then:
            self._step(what, value)
        if self.attack.outcome is None:
            self.world.wait(AFTERMATH_SECONDS)
        else:
            self.world.finish()
            self.case.assertEqual(self.world.outcome, self.attack.outcome)
        self._check_gate()
        self._check_calls()
        self._check_announced()
        Revelations(self.case, self.world, self.attack.reveals).check()

    def end(self) -> None:
        """Everybody hangs up; nothing of the visit is left."""
        self.world.visitor.hang_up()
        self.world.resident.hang_up()
        self.world.wait(1.0)
        self.case.assertIsNotNone(self.world.outcome)
        self.case.assertEqual((self.world.manager.visits, self.world.manager.legs), (0, 0))
        self.case.assertEqual(self.world.clock.getDelayedCalls(), [])

    # ---- what happens

    def _begin(self) -> None:
        self.world.arrive()
        if self.attack.begin == "gate":
            return
        self._step("visitor", self.attack.opening)
        self.case.assertEqual(len(self.world.exchange.calls), 1, "the opening calls nobody")
        if self.attack.begin != "ringing":
            self.world.answer(listen=self.attack.begin == "announced")

    def _step(self, what: str, value: Any) -> None:
        """
        One step of a script.

        :raises AttributeError: on a step that there is none of.
        """
        step: Callable[[Any], None] = getattr(self, f"_{what}")
        step(value)

    def _visitor(self, text: str) -> None:
        """The visitor says this, and hears the doorman out."""
        self._visitor_over(text)
        self.world.listen(VISITOR)

    def _resident(self, text: str) -> None:
        """The resident's telephone says this, and the doorman is heard out."""
        self._resident_over(text)
        self.world.listen(RESIDENT)

    def _visitor_over(self, text: str) -> None:
        """The visitor says this, and goes on at once."""
        self._speak(VISITOR, text)

    def _resident_over(self, text: str) -> None:
        """The resident's telephone says this, and goes on at once."""
        self._speak(RESIDENT, text)

    def _resident_echo(self, text: str) -> None:
        """Our own words come back from the resident's loudspeaker while we say them: heard as nothing."""
        self._speak(RESIDENT, text, heard="")

    def _resident_too_late(self, text: str) -> None:
        """The resident says this while they are said farewell to: nobody listens."""
        before = len(self._heard(RESIDENT))
        self.world.speak(RESIDENT, text)
        self.world.ear.texts.clear()
        self.case.assertEqual(self._heard(RESIDENT)[before:], [])

    def _long_visitor(self, text: str) -> None:
        """The visitor says this over and over, some 2,000 characters."""
        self._visitor((text + " ") * (2000 // len(text)))

    def _long_resident(self, text: str) -> None:
        """The resident's telephone says this over and over, some 2,000 characters."""
        self._resident((text + " ") * (2000 // len(text)))

    def _resident_in_pieces(self, texts: list[str]) -> None:
        """The resident says these with less than a second between them."""
        before = len(self._heard(RESIDENT))
        self.world.ear.texts += texts
        for _ in texts:
            for sign in "v" * 30 + "q" * 48:
                self.world.step(RESIDENT if sign == "v" else None)
        self.world.wait(2.0)
        self.case.assertEqual(self._heard(RESIDENT)[before:], texts)

    def _visitor_keys(self, digits: str) -> None:
        self.world.press(VISITOR, digits)
        self.world.listen(VISITOR)

    def _resident_keys(self, digits: str) -> None:
        self.world.press(RESIDENT, digits)
        self.world.listen(RESIDENT)

    def _resident_key_at_once(self, digit: str) -> None:
        """A key on the resident's telephone, and no time after it."""
        self.world.press(RESIDENT, digit)

    def _noise(self, leg: str) -> None:
        """Something that sounds like a voice, and holds no word."""
        self._speak(Role(leg), "")
        self.world.listen(Role(leg))

    def _unrecognized(self, leg: str) -> None:
        """Something is said while no recognizer can be reached."""
        self.world.say(Role(leg), SpeechError("no recognizer"))

    def _resident_answers(self, when: str) -> None:
        """The telephone that rings is answered; `heard` has who is there listened to."""
        self.world.answer(listen=when == "heard")

    def _resident_is_told(self, prompt: str) -> None:
        self._until(RESIDENT, prompt)

    def _visitor_is_told(self, prompt: str) -> None:
        self._until(VISITOR, prompt)

    def _until(self, role: Role, prompt: str) -> None:
        for _ in range(3000):
            if prompt in self.world.prompts(role):
                return
            self.world.step()
        self.case.fail(f"{prompt} was never said to the {role}")

    def _call_ends(self, outcome: str) -> None:
        self.world.exchange.settle(CallOutcome(outcome))
        self.world.wait(3.0)

    def _hangs_up(self, leg: str) -> None:
        self.world.telephone(Role(leg)).hang_up()
        self.world.wait(0.5)

    def _wait(self, seconds: float) -> None:
        self.world.wait(seconds)

    def _speak(self, role: Role, text: str, heard: str | None = None) -> None:
        self.case.assertIsNotNone(self.world.telephone(role).handler, f"the {role} is gone: {text!r} is not heard")
        before = len(self._heard(role))
        self.world.speak(role, text)
        for _ in range(100):  # a number that is dictated, and words over ours, are waited for
            if len(self._heard(role)) > before:
                break
            self.world.step()
        expected = text.strip() if heard is None else heard
        self.case.assertEqual(self._heard(role)[before:], [expected], "the attack was not heard")

    def _heard(self, role: Role) -> list[str]:
        return [event.text for event in self.world.events if isinstance(event, Heard) and event.role is role]

    # ---- what came of it

    def _check_gate(self) -> None:
        flats = [f"{request.block} {request.apartment}" for request in self.world.gate.requests]
        self.case.assertEqual(len(flats), int(self.attack.outcome is Outcome.AUTHORIZED), f"opened for {flats}")
        self.case.assertLessEqual(set(flats), self.attack.calls)

    def _check_announced(self) -> None:
        told = [event.text for event in self.world.events if isinstance(event, Speaking) and event.role is RESIDENT]
        false = {word for word in self.attack.falsely if word in " ".join(told)}
        self.case.assertEqual(false, set(), "the resident was told what the visitor did not say")

    def _check_calls(self) -> None:
        flats = {flat.extension: f"{flat.block} {flat.number}" for flat in ROSTER.apartments}
        called = {flats[call.telephone] for call in self.world.exchange.calls}
        self.case.assertLessEqual(called, self.attack.calls, "a flat was called that must not be")
