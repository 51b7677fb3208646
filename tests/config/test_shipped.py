"""The files that are shipped."""

import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config import Configuration, load, load_roster
from audiosocket.config.driven import Driven
from audiosocket.understanding.from_config import roster_from
from audiosocket.understanding.roster import load_roster as load_roster_for_evaluation

ETC = Path(__file__).parents[2] / "etc"


def fields_of(annotation: Any) -> Iterator[tuple[str, str, FieldInfo]]:
    """Model, name and field of everything below a type, our drivers' options included."""
    if isinstance(annotation, type) and issubclass(annotation, Driven):
        for driver in annotation.drivers().values():
            yield from own_fields_of(driver.settings)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from own_fields_of(annotation)
    elif isinstance(annotation, types.GenericAlias | types.UnionType) or typing.get_origin(annotation):
        for argument in typing.get_args(annotation):
            yield from fields_of(argument)


def own_fields_of(model: type[BaseModel]) -> Iterator[tuple[str, str, FieldInfo]]:
    """The same of a model itself, whoever chooses it."""
    for name, field in model.model_fields.items():
        yield model.__name__, name, field
        yield from fields_of(field.annotation)


class ShippedFilesTests(SynchronousTestCase):
    """etc/ as it is shipped."""

    def test_the_servers_file_loads_and_says_the_defaults(self) -> None:
        """The shipped file is good, and where it says a default, it is the default."""
        settings = load(ETC / "audiosocket.yaml", {"ARI_PASSWORD": "x"})
        plain = Configuration(telephony=settings.telephony, condominiums=settings.condominiums)
        speech = settings.speech.model_copy(update={"local": plain.speech.local})
        self.assertEqual(settings.model_copy(update={"speech": speech}), plain)
        self.assertEqual(settings.condominiums[0].id, "apoena")

    def test_the_load_file_loads(self) -> None:
        """The file for load tests needs nothing of the environment."""
        settings = load(ETC / "load.yaml", {})
        self.assertEqual(settings.telephony.kind, "none")
        self.assertEqual(settings.condominiums[0].listen.visitors, "tcp:9180:interface=127.0.0.1")

    def test_every_setting_is_shown(self) -> None:
        """No setting exists that the shipped files do not show and explain."""
        shown = "".join(
            (ETC / name).read_text() for name in ("audiosocket.yaml", "condominiums/apoena.yaml", "rosters/apoena.yaml")
        )
        missing = [
            f"{model}.{name}"
            for model, name, _ in fields_of(Configuration)
            if not re.search(rf"^[ #-]*{name}(:| )", shown, re.MULTILINE)
        ]
        self.assertEqual(missing, [])

    def test_every_setting_is_described(self) -> None:
        """Every field carries its meaning, for the messages."""
        self.assertEqual([name for _, name, field in fields_of(Configuration) if not field.description], [])

    def test_the_roster_becomes_the_one_for_understanding(self) -> None:
        """All flats, their blocks and their telephones arrive; the extension is the telephone by default."""
        settings = load(ETC / "load.yaml", {}).condominiums[0]
        roster = roster_from(settings.roster, settings.name)
        self.assertEqual(roster.condominium, "Condomínio Apoena")
        self.assertEqual(len(roster.apartments), len(settings.roster.apartments))
        self.assertEqual(roster.apartments[0].telephones, ("4010",))
        self.assertEqual([block.id for block in roster.blocks], ["A", "B", "C"])

    def test_both_readers_of_rosters_agree(self) -> None:
        """The server's reader and the evaluation's give the same roster for the corpus."""
        path = ETC.parent / "tests" / "data" / "corpus" / "roster.yaml"
        for_evaluation = load_roster_for_evaluation(path)
        ours = roster_from(load_roster(path))
        self.assertEqual(ours.blocks, for_evaluation.blocks)
        same = [(each.block, each.number, each.extension, each.aliases, each.residents) for each in ours.apartments]
        self.assertEqual(
            same,
            [
                (each.block, each.number, each.extension, each.aliases, each.residents)
                for each in for_evaluation.apartments
            ],
        )
