"""The configuration's roster as the one that understanding works with."""

from audiosocket.config.condominium import ApartmentEntry, RosterEntries
from audiosocket.understanding.roster import Apartment, Block, Resident, Roster


def roster_from(entries: RosterEntries, condominium: str = "") -> Roster:
    """
    Turn a checked configuration's roster into frozen data.

    :param condominium: the condominium's name; where it is empty, the name in the roster itself.
    """
    return Roster(
        condominium=condominium or entries.condominium or "",
        blocks=tuple(Block(each.id, each.name, each.aliases) for each in entries.blocks),
        apartments=tuple(_apartment(each) for each in entries.apartments),
    )


def _apartment(entry: ApartmentEntry) -> Apartment:
    return Apartment(
        block=entry.block or "",
        number=entry.number,
        extension=entry.extension,
        telephones=entry.called,
        aliases=entry.aliases,
        residents=tuple(Resident(each.name, each.nicknames) for each in entry.residents),
    )
