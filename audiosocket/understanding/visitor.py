"""What a visitor's turn says: slots, and what the visitor wants besides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from audiosocket.understanding import companies, manners
from audiosocket.understanding.fold import word_set, words
from audiosocket.understanding.index import TITLES, RosterIndex, index_of
from audiosocket.understanding.intents import read_intent
from audiosocket.understanding.matching import Nearness, nearest, nearness
from audiosocket.understanding.names import Name, Role, find_names, spelled_as
from audiosocket.understanding.places import CORRECTIONS, Places, read_places
from audiosocket.understanding.roster import Apartment, Roster
from audiosocket.understanding.slots import Intent, Slot, Slots
from audiosocket.understanding.turn import Turn, read_turn

Asked = Slot | Literal["confirm"] | None

MAX_TURN = 1000
"""Characters of a turn that are read; what is longer is a television or an attack."""


@dataclass(frozen=True, slots=True)
class VisitorReading:
    """
    One turn of a visitor, understood.

    `slots` is everything known after the turn, `new` what this turn added or changed, `denied` the slots whose known
    value this turn took back ("não é 501"). `confirms` answers a yes-no question of ours: None = no answer to it.
    `wants_human` asks for a person, `gives_up` leaves, `repeat` did not hear us, `does_not_know` says that the asked
    slot cannot be told, `wait` wants a moment, `greeting_only` greets and no more, `empty` nothing was understood.
    """

    slots: Slots
    new: Slots
    denied: frozenset[Slot] = frozenset()
    wants_human: bool = False
    confirms: bool | None = None
    gives_up: bool = False
    repeat: bool = False
    does_not_know: bool = False
    wait: bool = False
    greeting_only: bool = False
    empty: bool = False
    language: manners.Language = "pt"


@lru_cache(maxsize=256)
def read_visitor(text: str, asked: Asked, known: Slots, roster: Roster) -> VisitorReading:
    """
    Understand one turn.

    :param text: what the recognizer heard.
    :param asked: what we had just asked: a slot, "confirm" for a yes-no question about what is known, None for nothing.
    :param known: the slots before this turn.
    """
    index = index_of(roster)
    turn = read_turn(text[:MAX_TURN])
    spoken = turn.joined()
    if manners.is_noise(text, spoken):
        return VisitorReading(known, Slots(), empty=True)
    question = None if asked is None else str(asked)
    places = read_places(turn, index, question)
    said, denied = _read_slots(turn, question, known, index, places)
    kept = known.without(*denied)
    new = Slots(**{name: value for name, value in said.filled().items() if getattr(kept, name) != value})
    manner = manners.read_manner(spoken, text, question, bool(said.filled()), bool(denied))
    return VisitorReading(
        slots=kept.merge(new),
        new=new,
        denied=frozenset(denied),
        wants_human=manner.wants_human,
        confirms=manner.confirms,
        gives_up=manner.gives_up,
        repeat=manner.repeat,
        does_not_know=manner.does_not_know,
        wait=manner.wait,
        greeting_only=manner.greeting_only,
        empty=not said.filled() and not denied and not manner.says_anything,
        language=manner.language,
    )


def _read_slots(
    turn: Turn, asked: str | None, known: Slots, index: RosterIndex, places: Places
) -> tuple[Slots, list[Slot]]:
    """The slots that a turn states, and the known ones that it takes back."""
    spoken = turn.joined()
    company = _company(turn, asked, index, places.used)
    mentioned = companies.find_mentions(turn, index.name_words, places.used, asked == Slot.COMPANY)
    taken = places.used | places.numbers
    for mention in (*mentioned, *((company,) if company else ())):
        taken = taken | set(range(mention.start, mention.end))
    names = [name for name in find_names(turn, index, taken, asked) if not _sent_the_visitor(turn, name)]
    intent = _intent(spoken, asked, company)
    said = Slots(
        intent_type=None if intent is None else intent.value,
        company=None if company is None else company.name,
        apartment_number=places.apartment,
        block=places.block,
    )
    said = _assign_names(turn, names, asked, known.merge(said), said, index)
    if _FISHES.search(spoken) and known.merge(said).intent_type is not None:
        said = said.without(Slot.APARTMENT_NUMBER, Slot.BLOCK, Slot.RESIDENT_NAME)
    denied = [
        slot
        for slot, values in ((Slot.APARTMENT_NUMBER, places.denied_apartments), (Slot.BLOCK, places.denied_blocks))
        if known.get(slot) in values and said.get(slot) is None
    ]
    return said, denied


_FISHES = re.compile(
    r"\b(?:ta|esta|fica|tao|estao) (?:vazi[oa]|desocupad[oa]|ocupad[oa])\b|\bquem (?:e que )?mora\b|"
    r"\btem (?:alguem|gente|morador)(?: \w+)? (?:no|na|em|ai|la)\b|\b(?:ta|esta) (?:em casa|viajando|sozinh[oa])\b"
)
"""Questions about who lives where, and whether they are in: they are no wish to have a flat called."""
_SENT = re.compile(r"^(?:que )?(?:me (?:mandou|enviou|contratou|indicou)|mandou eu|mandou a gente)\b")
_SENT_BEFORE = re.compile(r"\b(?:(?:me mandou|mandou) (?:foi )?(?:o|a)|a pedido d[oa]|a mando d[oa])$")


def _sent_the_visitor(turn: Turn, name: Name) -> bool:
    """Whoever sent the visitor is not the visitor: "o Rafael me mandou"."""
    if name.role is Role.RESIDENT:
        return False
    after, before = turn.joined(name.end, name.end + 4), turn.joined(max(0, name.start - 5), name.start)
    return bool(_SENT.match(after) or _SENT_BEFORE.search(before))


def _company(turn: Turn, asked: str | None, index: RosterIndex, used: set[int]) -> companies.Company | None:
    bare = asked == Slot.COMPANY
    mentioned = companies.find_mentions(turn, index.name_words, used, bare)
    found = companies.find_companies(turn, index.name_words, used, bare)
    if found:
        return _best_company(turn, found)
    used = used | {at for each in mentioned for at in range(each.start, each.end)}  # those that the turn denies
    if (shop := companies.find_shop(turn, used, index.name_words)) is not None:
        return _with_lead(turn, shop, bare)
    if bare and (name := companies.bare_company(turn)) is not None:
        return companies.Company(name, 0, len(turn.keys), None)
    return companies.unknown_company(turn, used, index.name_words)


def _with_lead(turn: Turn, shop: companies.Company, bare: bool) -> companies.Company:
    """A trade after its name ("Frio Certo refrigeração"), when the company was asked for."""
    if bare and shop.start > 0 and (name := companies.bare_company(turn)) is not None:
        return companies.Company(name, 0, len(turn.keys), shop.intent)
    return shop


def _best_company(turn: Turn, found: list[companies.Company]) -> companies.Company:
    """The last after a correction; else the first, but a carrier's vehicle (Uber) yields to what it brings."""
    if len(found) > 1 and CORRECTIONS.search(turn.joined(found[0].end, found[-1].start)):
        return found[-1]
    return next((company for company in found if company.intent is not Intent.OUTRO), found[0])


def _intent(spoken: str, asked: str | None, company: companies.Company | None) -> Intent | None:
    intent = read_intent(spoken)
    if (
        intent is None
        and company is not None
        and company.intent is not None
        and asked in (None, Slot.COMPANY, Slot.INTENT_TYPE)
    ):
        return company.intent if asked != Slot.COMPANY else None
    if company is not None and company.intent is Intent.MUDANCA and intent is not Intent.ENTREGA:
        return Intent.MUDANCA
    if company is not None and company.intent is Intent.SERVICO and intent is Intent.VISITA and asked is None:
        return Intent.SERVICO
    return intent


def _assign_names(
    turn: Turn, names: list[Name], asked: str | None, context: Slots, said: Slots, index: RosterIndex
) -> Slots:
    """Give each name to the visitor or the resident."""
    residents = [name for name in names if name.role is Role.RESIDENT]
    visitors = [name for name in names if name.role is Role.VISITOR]
    loose = [name for name in names if name.role is Role.LOOSE]
    if asked == Slot.RESIDENT_NAME:
        residents += loose if not residents else []
        loose = [] if residents else loose
    elif asked == Slot.VISITOR_NAME and loose:
        visitors, loose = [*visitors, *loose], []
    residents, visitors = _as_asked(turn, asked, residents, visitors)
    for name in [name for name in loose if not any(name.text == other.text for other in residents)]:
        (residents if _is_resident(name, context, index, bool(residents), bool(visitors), asked) else visitors).append(
            name
        )
    residents.sort(key=lambda name: name.start)
    resident = _choose(turn, residents, context, index)
    visitor = _choose_visitor(turn, visitors)
    if resident is not None and visitor is None and manners.claims_to_live_here(turn.joined()):
        visitor = resident
    if visitor is not None and resident is None and manners.claims_to_live_here(turn.joined()):
        resident = visitor
    if resident is not None:
        resident = _in_rosters_spelling(resident, context, index)
    return replace(said, visitor_name=visitor, resident_name=resident)


_OF_MYSELF = re.compile(r"\b(?:meu nome|me chamo|sou|quem fala|aqui (?:e|eh|fala))\b")
_BEFORE_OWN_NAME = word_set("e eh o a ah oi sim meu minha nome aqui fala diz que sou eu")


def _as_asked(
    turn: Turn, asked: str | None, residents: list[Name], visitors: list[Name]
) -> tuple[list[Name], list[Name]]:
    """The names as the question means them: "doutor Henrique" answers who is there, "o nome é Heitor" for whom."""
    if asked == Slot.RESIDENT_NAME and visitors and not residents and not _OF_MYSELF.search(turn.joined()):
        return visitors, []
    if asked == Slot.VISITOR_NAME and len(residents) == 1 and not visitors:
        before = {key for key in turn.keys[: residents[0].start] if key not in TITLES and key.isalpha()}
        if before <= _BEFORE_OWN_NAME and residents[0].end == len(turn.keys):
            return [], residents
    return residents, visitors


def _is_resident(
    name: Name, context: Slots, index: RosterIndex, have_resident: bool, have_visitor: bool, asked: str | None
) -> bool:
    """Whether a name that stands alone is the resident's: it lives in the flat, or goods are brought to it."""
    if any(nearest(name.text, flat, index)[1] for flat in _flats_of(context, index)):
        return True
    if have_resident:
        return False
    if asked == "confirm" or (name.rank == 2 and context.resident_name is None):
        return True
    if have_visitor or context.visitor_name is not None:
        return context.resident_name is None or asked == "confirm"
    if context.intent_type == Intent.ENTREGA.value:
        return True
    if name.rank == 1 or context.resident_name is not None:
        return False
    if any(nearness(name.text, person) is Nearness.SAME for person in index.people):
        return context.intent_type in (None, Intent.ENTREGA.value)
    return False


def _flats_of(context: Slots, index: RosterIndex) -> list[Apartment]:
    flats = index.by_number.get(context.apartment_number or "", ())
    return [flat for flat in flats if context.block in (None, flat.block)]


def _choose(turn: Turn, names: list[Name], context: Slots, index: RosterIndex) -> str | None:
    """The clearest of the residents named; after a correction the last; a name of the flat before others."""
    if not names or (len(names) > 1 and re.match(r"ou\b", turn.joined(names[-2].end, names[-1].start))):
        return None
    if len(names) > 1 and CORRECTIONS.search(turn.joined(names[-2].end, names[-1].start)):
        return names[-1].text
    flats = _flats_of(context, index)
    return max(
        names, key=lambda name: (name.rank, any(nearest(name.text, flat, index)[1] for flat in flats), -name.start)
    ).text


def _choose_visitor(turn: Turn, names: list[Name]) -> str | None:
    if not names:
        return None
    if len(names) > 1 and CORRECTIONS.search(turn.joined(names[-2].end, names[-1].start)):
        return names[-1].text
    return max(names, key=lambda name: (name.rank, name.start)).text


def _in_rosters_spelling(name: str, context: Slots, index: RosterIndex) -> str:
    """The name as the roster spells what was said, if that sounds the same: never a word that was not said."""
    flats = _flats_of(context, index)
    people = [person for person in index.people if not flats or any(person.apartment is flat for flat in flats)]
    whole = frozenset(words(name))
    for person in people:
        if len(whole) > 1 and whole == frozenset(person.words):
            return person.resident.name
    exact = any(set(words(name)) <= set(person.words) or tuple(words(name)) in person.nicknames for person in people)
    if exact:
        return name
    candidates = [person.resident.name for person in people] + [
        nick for person in people for nick in person.resident.nicknames
    ]
    everyone = [person.resident.name for person in index.people]
    return spelled_as(name, candidates) or spelled_as(name, everyone) or name
