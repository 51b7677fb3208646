"""One condominium: where its visitors arrive, how the doorman speaks, whom it calls, which gate it opens."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from audiosocket.config.driven import Driven
from audiosocket.config.section import (
    DiscreetText,
    EndpointString,
    Many,
    Seconds,
    Secret,
    Section,
    WebAddress,
    Written,
)
from audiosocket.config.wordings import OwnPrompts


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name}; write one as America/Sao_Paulo or America/Manaus") from None
    return name


TimeZone = Annotated[str, AfterValidator(_time_zone)]
"""A name of the IANA time zone database."""


class CondominiumListen(Section):
    """The port at which this condominium's visitors arrive; the port is what tells condominiums apart."""

    visitors: EndpointString = Field(description="port or Twisted endpoint string of the visitors' legs")


class OneVoice(Section):
    """A voice; 'auto' leaves the choice to the synthesizer."""

    model: str = Field(default="auto", description="the synthesizer's model")
    name: str = Field(default="auto", description="the name of the voice")
    speed: float = Field(default=1.0, ge=0.5, le=2.0, description="1.0 is the voice's own speed")


class VoiceSettings(OneVoice):
    """The voice in which the doorman speaks, and those of other languages."""

    languages: dict[Literal["es", "en"], OneVoice] = Field(
        default={}, description="voices for Spanish (es) and English (en); default: the same voice"
    )


class Rules(Section):
    """What the doorman asks, and how patiently."""

    confirm_apartment: Literal["when_doubtful", "always", "never"] = Field(
        default="when_doubtful", description="whether the visitor confirms the apartment before the resident is called"
    )
    ask_visitor_name: bool = Field(default=True, description="whether a visitor who gave no name is asked for it")
    ask_company: bool = Field(
        default=True, description="whether a delivery or service that gave no company is asked for it"
    )
    tries: int = Field(default=3, ge=1, le=10, description="how often one thing is asked before the doorman gives up")
    offer_keys: Literal["always", "when_doubtful"] = Field(
        default="always", description="when the resident is told of the keys 1 and 2, which count from then on"
    )
    understanding: Literal["rules", "hybrid", "model"] = Field(
        default="hybrid", description="who understands visitors: see `language` in the server's file"
    )
    resident_doubts: int = Field(
        default=2, ge=1, le=5, description="doubtful answers before the keys are offered a last time"
    )


class Calling(Section):
    """How residents are called."""

    ring_seconds: Annotated[float, Field(ge=3, le=120)] = Field(default=20, description="how long one telephone rings")
    attempts: int = Field(default=2, ge=1, le=5, description="how often the flat's list of telephones is gone through")
    pause_seconds: Annotated[float, Field(ge=0, le=60)] = Field(
        default=2, description="wait between two rounds of calling"
    )


class Transfer(Section):
    """The person to whom a visitor who wants one is handed over."""

    target: Written | None = Field(default=None, description="telephone of the person; none: there is nobody")


class HttpAuth(Section):
    """How the server proves to the gate's controller who it is."""

    scheme: Literal["basic", "digest"] = Field(description="HTTP authentication scheme")
    user: str = Field(description="user name")
    password: Secret = Field(description="password, by ${NAME} or file:PATH")


class GateSettings(Driven):
    """A gate; each driver has a class of options below this one."""

    chosen_by: ClassVar[str] = "driver"
    driver: str = Field(description="which kind of gate")


class LogGate(GateSettings):
    """A gate that only writes a log line: for trying things out."""

    driver: Literal["log"] = Field(description="which kind of gate")


class HttpGate(GateSettings):
    """A gate that opens by one HTTP request."""

    driver: Literal["http"] = Field(description="which kind of gate")
    url: WebAddress = Field(description="address of the controller")
    method: Literal["GET", "POST", "PUT", "PATCH"] = Field(default="POST", description="HTTP method")
    headers: dict[str, DiscreetText] = Field(default={}, description="further headers of the request")
    body: str | None = Field(
        default=None, description="body; {visit_id}, {condominium}, {block}, {apartment} are filled in"
    )
    auth: HttpAuth | None = Field(default=None, description="basic or digest authentication")
    timeout_seconds: Seconds = Field(default=3, description="how long one try may take")
    retries: int = Field(default=2, ge=0, le=5, description="further tries after the first")


class BlockEntry(Section):
    """A block or tower, as people call it."""

    id: Written = Field(description="short name, such as A or 2")
    name: str = Field(description="name as spoken")
    aliases: Many[str] = Field(default=(), description="other names people use")


class ResidentEntry(Section):
    """A person who lives in an apartment."""

    name: str = Field(min_length=1, description="full name")
    nicknames: Many[str] = Field(default=(), description="other names people use")


class ApartmentEntry(Section):
    """An apartment, its people and its telephones."""

    block: Written | None = Field(default=None, description="the id of its block, if there are blocks")
    number: Written = Field(min_length=1, description="number, as text")
    extension: Written | None = Field(default=None, description="the flat's telephone")
    telephones: Many[Written] = Field(
        default=(), description="telephones in the order of calling; default: the extension"
    )
    aliases: Many[str] = Field(default=(), description="other names people use, such as 'cobertura'")
    residents: Many[ResidentEntry] = Field(default=(), description="who lives there")

    @property
    def called(self) -> tuple[str, ...]:
        """The telephones in the order in which they are called."""
        return self.telephones or ((self.extension,) if self.extension else ())


class RosterEntries(Section):
    """Blocks, apartments and residents of a condominium."""

    condominium: str | None = Field(default=None, description="the condominium's name, for the reader")
    blocks: Many[BlockEntry] = Field(default=(), description="blocks or towers; none if there is only one")
    apartments: Many[ApartmentEntry] = Field(min_length=1, description="all apartments")


class Condominium(Section):
    """The settings of one condominium."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="short name: small letters, digits, - and _")
    name: str = Field(min_length=1, description="name as the doorman speaks it")
    listen: CondominiumListen = Field(description="where visitors arrive")
    voice: VoiceSettings = Field(default=VoiceSettings(), description="the doorman's voice")
    languages: Many[Literal["es", "en"]] = Field(
        default=("es", "en"), description="languages, besides Portuguese, in which visitors who speak them are answered"
    )
    time_zone: TimeZone = Field(default="America/Sao_Paulo", description="time zone of the gate, for 'bom dia'")
    prompts: OwnPrompts = Field(default=OwnPrompts(), description="own wordings, as variants, of what the doorman says")
    rules: Rules = Field(default=Rules(), description="what is asked")
    calling: Calling = Field(default=Calling(), description="how residents are called")
    transfer: Transfer = Field(default=Transfer(), description="the person to hand over to")
    gate: GateSettings = Field(description="the gate")
    roster: RosterEntries = Field(description="the roster, or the name of its file")
