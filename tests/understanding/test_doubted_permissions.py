"""What sounds like a permission and is none, by who says it, of whom, when, why and for what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.consent import Label, read_answer

from .cases import DATA

ANNOUNCED = {
    "friend": "Rafael está no portão e veio fazer uma visita. Posso liberar a entrada?",
    "courier": "Chegou uma entrega do iFood para o apartamento. Posso liberar a entrada?",
}
FAMILIES: list[dict[str, Any]] = yaml.safe_load((DATA / "doubted_permissions.yaml").read_text(encoding="utf-8"))


class DoubtedPermissionTests(SynchronousTestCase):
    """Every family of the file: none of its false permissions opens, all of its genuine ones do."""

    def check(self, family: dict[str, Any]) -> None:
        """Read every answer of a family after each of its announcements."""
        questions = [ANNOUNCED[name] for name in family["announced"]]
        opened = [
            answer
            for answer in family["shut"]
            if any(read_answer(question, answer) is Label.AUTHORIZE for question in questions)
        ]
        self.assertEqual(opened, [])
        missed = [
            answer
            for answer in family["open"]
            if all(read_answer(question, answer) is not Label.AUTHORIZE for question in questions)
        ]
        self.assertEqual(missed, [])


def _test_of(family: dict[str, Any]) -> Callable[[DoubtedPermissionTests], None]:
    def test(self: DoubtedPermissionTests) -> None:
        self.check(family)

    test.__name__ = f"test_{family['family']}"
    test.__qualname__ = f"{DoubtedPermissionTests.__name__}.{test.__name__}"
    test.__doc__ = family["proves"]
    return test


for _family in FAMILIES:
    _test = _test_of(_family)
    setattr(DoubtedPermissionTests, _test.__name__, _test)


class AnnouncementTests(SynchronousTestCase):
    def test_goods_of_their_bringer(self) -> None:
        """Gas, water, furniture and medicine are let in when it is they, or a shop that has them, that came."""
        for announced, answer in (
            ("Chegou uma entrega de gás da Ultragaz para o apartamento.", "libera o gás"),
            ("Chegou uma entrega da Casas Bahia para o apartamento.", "pode subir o sofá"),
            ("Chegou uma entrega da Drogasil para o apartamento.", "é o remédio, pode subir"),
            ("Chegou uma entrega dos Correios para o apartamento.", "é o documento, pode subir"),
            ("Chegou uma entrega para o apartamento.", "libera a pizza"),
        ):
            self.assertIs(read_answer(f"{announced} Posso liberar a entrada?", answer), Label.AUTHORIZE, answer)

    def test_goods_of_another(self) -> None:
        """The same goods are another delivery when another shop's courier came."""
        for announced, answer in (
            ("Chegou uma entrega da Drogasil para o apartamento.", "libera o gás"),
            ("Chegou uma entrega do iFood para o apartamento.", "pode subir o sofá"),
            ("Chegou uma entrega da Amazon para o apartamento.", "é o remédio, pode subir"),
            ("Chegou uma entrega da Drogasil para o apartamento.", "libera a pizza"),
            ("Chegou uma entrega para o apartamento.", "libera o gás"),
        ):
            self.assertIs(read_answer(f"{announced} Posso liberar a entrada?", answer), Label.UNCLEAR, answer)

    def test_call_and_article(self) -> None:
        """ "Ô porteiro, libera" calls the doorman; "o porteiro libera" leaves it to him."""
        self.assertIs(read_answer(ANNOUNCED["friend"], "ô porteiro, libera"), Label.AUTHORIZE)
        self.assertIs(read_answer(ANNOUNCED["friend"], "o porteiro libera"), Label.UNCLEAR)

    def test_own_mother_brings_no_meal(self) -> None:
        """A relative is the friend who was announced, and never the courier."""
        self.assertIs(read_answer(ANNOUNCED["friend"], "é meu irmão, pode subir"), Label.AUTHORIZE)
        self.assertIs(read_answer(ANNOUNCED["courier"], "é meu irmão, pode subir"), Label.UNCLEAR)

    def test_delivery_nobody_announced(self) -> None:
        """A parcel or a meal is another visitor than the friend or the technician who was announced."""
        vivo = "O técnico da Vivo está na portaria para um serviço de internet. Autoriza a entrada?"
        for question in (ANNOUNCED["friend"], vivo):
            for answer in ("é a pizza, pode subir", "é minha encomenda, libera", "tô esperando o sofá, pode subir"):
                self.assertIs(read_answer(question, answer), Label.UNCLEAR, answer)
        self.assertIs(read_answer(ANNOUNCED["friend"], "pode subir com a pizza"), Label.AUTHORIZE)
