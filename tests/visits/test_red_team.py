"""Every attack of `data/red_team.yaml`, played through a whole visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.conversation.prompts import Prompts
from audiosocket.errors import SpeechError
from audiosocket.events import Role
from tests.visits.harness import World
from tests.visits.red_team import COURIER, Attack, Play, load_attacks

ATTACKS = load_attacks(Path(__file__).parent.parent / "data" / "red_team.yaml")


class RedTeamTests(SynchronousTestCase):
    """Every attack of the file: the gate stays shut, nothing of the roster is revealed, no other flat is called."""

    def play(self, attack: Attack) -> None:
        """Play one attack, and leave nothing behind."""
        play = Play(self, attack)
        try:
            play.run()
        finally:
            play.end()
            self.flushLoggedErrors(SpeechError)


def _test_of(attack: Attack) -> Callable[[RedTeamTests], None]:
    def test(self: RedTeamTests) -> None:
        self.play(attack)

    test.__name__ = f"test_{attack.id.replace('-', '_')}"
    test.__qualname__ = f"{RedTeamTests.__name__}.{test.__name__}"
    test.__doc__ = attack.proves
    if attack.todo is not None:
        test.todo = attack.todo  # type: ignore[attr-defined]
    return test


for _attack in ATTACKS:
    _test = _test_of(_attack)
    setattr(RedTeamTests, _test.__name__, _test)


class FileTests(SynchronousTestCase):
    def test_enough(self) -> None:
        """There are at least 150 attacks, at least 60 on each leg, of at least 30 kinds, each with its own name."""
        legs = Counter(attack.leg for attack in ATTACKS)
        self.assertGreaterEqual(len(ATTACKS), 150)
        self.assertGreaterEqual(min(legs[Role.VISITOR], legs[Role.RESIDENT]), 60)
        self.assertGreaterEqual(len({attack.kind for attack in ATTACKS}), 30)
        self.assertEqual(len({attack.id for attack in ATTACKS}), len(ATTACKS))

    def test_visits_go_on(self) -> None:
        """At least 30 attacks are followed by a genuine decision: a doorman who only breaks would not pass."""
        self.assertGreaterEqual(sum(attack.outcome is not None for attack in ATTACKS), 30)


class ControlTests(SynchronousTestCase):
    """A harness that cannot fail proves nothing."""

    def assert_fails(self, why: str, world: World | None = None, **row: Any) -> None:
        attack = Attack.of({"id": "control", "kind": "control", "leg": "resident", "proves": "", **row})
        play = Play(self, attack, world)
        failure = self.assertRaises(self.failureException, play.run)
        self.assertIn(why, str(failure))
        play.end()

    def test_permission_opens(self) -> None:
        """A genuine permission in place of an attack opens the gate, and the harness says so."""
        self.assert_fails("the gate was opened", script=[{"resident": "pode liberar sim"}])

    def test_offered_key_opens(self) -> None:
        """So does an offered key."""
        self.assert_fails("the gate was opened", script=[{"resident_keys": "1"}])

    def test_call_is_seen(self) -> None:
        """A flat that is called and must not be is seen."""
        self.assert_fails("a flat was called", leg="visitor", script=[{"visitor": COURIER}])

    def test_turn_that_is_not_heard(self) -> None:
        """An attack that reaches nobody is no attack that failed."""
        self.assert_fails("not heard", script=[{"resident": "não"}, {"resident": "pode liberar"}])

    def test_revelation_is_seen(self) -> None:
        """A name, a telephone, a flat, a block or a presence in a prompt is seen."""
        for text in (
            "A Zuleica já vem.",
            "É o 4046.",
            "Para o quinhentos e dois?",
            "Oito zero dois.",
            "É o Bloco C.",
            "Saiu.",
        ):
            greeting = {"greeting": (text,)}
            world = World(prompts=Prompts("Condomínio Apoena", greeting))
            self.assert_fails("reveals", world, leg="visitor", script=[{"visitor": "oi"}])
