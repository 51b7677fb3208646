"""The server itself: where it listens, how it telephones, how it listens to people, how long it waits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from audiosocket.config.condominium import Condominium
from audiosocket.config.driven import Driven
from audiosocket.config.language import LanguageModels
from audiosocket.config.section import EndpointString, Many, Milliseconds, Seconds, Secret, Section
from audiosocket.config.speech import Speech


class ServerListen(Section):
    """Where the server listens for what belongs to no single condominium."""

    residents: EndpointString = Field(default="tcp:8081", description="port or endpoint string of the residents' legs")
    api: EndpointString = Field(
        default="tcp:8082:interface=127.0.0.1", description="port or endpoint string of the API"
    )


class TelephonySettings(Driven):
    """Who calls the residents; each driver has a class of options below this one."""

    kind: str = Field(description="who telephones")


class AriTelephony(TelephonySettings):
    """Residents are called by Asterisk, over its REST interface."""

    kind: Literal["ari"] = Field(description="who telephones")
    url: str = Field(
        default="http://127.0.0.1:8088/ari", pattern=r"^https?://.+", description="address up to and with /ari"
    )
    user: str = Field(default="audiosocket", description="user of ari.conf")
    password: Secret = Field(description="that user's password, by ${NAME} or file:PATH")
    app: str = Field(
        default="audiosocket", pattern=r"^[A-Za-z0-9_-]+$", description="name under which events are asked for"
    )
    endpoint: str = Field(
        default="PJSIP/{telephone}",
        pattern=r"\{telephone\}",
        description="what Asterisk dials; {telephone} must stand in it, {condominium} may",
    )
    context: str = Field(default="audiosocket-resident", description="dialplan context of an answered resident")
    extension: str = Field(default="s", description="extension in that context")
    priority: int = Field(default=1, ge=1, description="priority of that extension")
    caller_id: str = Field(default="Portaria <100>", description="what the resident's telephone shows")
    uuid_variable: str = Field(default="CALLUUID", description="channel variable that carries the leg's UUID")
    visit_variable: str = Field(default="VISIT", description="shared variable set to 'over' before the last 0x00")
    transfer_variable: str = Field(default="TRANSFER_TO", description="shared variable with the person to hand over to")
    timeout_seconds: Seconds = Field(default=5, description="how long one request to Asterisk may take")


class NoTelephony(TelephonySettings):
    """Nobody can be called: for load tests."""

    kind: Literal["none"] = Field(description="who telephones")


class Media(Section):
    """How audio becomes turns."""

    detector: Literal["webrtcvad"] = Field(default="webrtcvad", description="voice activity detector")
    aggressiveness: int = Field(default=2, ge=0, le=3, description="0 takes much for speech, 3 little")
    noise_margin_db: float = Field(
        default=9.0, ge=0, le=40, description="how far above the background a voice is; 0: no matter"
    )
    visitor_end_of_turn_ms: Milliseconds = Field(default=700, description="quiet that ends a visitor's turn")
    resident_end_of_turn_ms: Milliseconds = Field(default=600, description="quiet that ends a resident's turn")
    resident_settle_ms: Milliseconds = Field(
        default=1100, description="quiet after a resident's last word before the answer counts"
    )
    number_end_of_turn_ms: Milliseconds = Field(default=1000, description="the same after the apartment was asked for")
    early_recognition_ms: Milliseconds = Field(
        default=340, description="quiet after which a turn is recognized in advance; more than the end: never"
    )
    max_turn_seconds: Seconds = Field(default=15, description="a turn is cut here")
    lookback_ms: Milliseconds = Field(
        default=300, description="audio before the detected start that belongs to the turn"
    )
    min_speech_ms: Milliseconds = Field(default=100, description="shorter sounds are no turn")
    barge_in_ms: Milliseconds = Field(default=240, description="speech over our voice that stops it")
    farewell_tail_ms: Milliseconds = Field(default=300, description="wait after the last frame before the leg is ended")


class Timeouts(Section):
    """How long the doorman waits, in seconds."""

    handshake_seconds: Seconds = Field(default=10, description="for a leg's UUID, or the rest of a message")
    visitor_silence_seconds: Seconds = Field(default=8, description="until a silent visitor is asked again")
    resident_silence_seconds: Seconds = Field(default=6, description="until a silent resident is asked again")
    decision_seconds: Seconds = Field(default=90, description="for a resident's decision after the announcement")
    filler_seconds: Seconds = Field(default=1.4, description="after a turn until a short phrase keeps the line alive")
    waiting_phrase_seconds: Seconds = Field(
        default=12, description="between two phrases to a visitor who waits for a resident"
    )
    visit_seconds: Seconds = Field(default=900, description="for a whole visit")


class Logging(Section):
    """What may stand in the log."""

    transcripts: bool = Field(default=False, description="whether spoken words and names may stand in log lines")


class Configuration(Section):
    """The server's settings and those of all its condominiums."""

    listen: ServerListen = Field(default=ServerListen(), description="where the server listens")
    max_calls: int = Field(default=200, ge=1, le=10000, description="AudioSocket legs at once; more are refused")
    telephony: TelephonySettings = Field(description="who calls the residents")
    speech: Speech = Field(default=Speech(), description="who hears and speaks")
    language: LanguageModels | None = Field(default=None, description="language models beside the rules; none: rules")
    media: Media = Field(default=Media(), description="how audio becomes turns")
    timeouts: Timeouts = Field(default=Timeouts(), description="how long the doorman waits")
    logging: Logging = Field(default=Logging(), description="what may stand in the log")
    condominiums: Many[Condominium] = Field(min_length=1, description="condominiums, or the names of their files")
