"""
YAML in, frozen settings out: every fault at once, with its place and what would be right.

>>> configuration = load("etc/audiosocket.yaml")  # doctest: +SKIP
"""

from audiosocket.config.condominium import Condominium, GateSettings, HttpAuth, HttpGate, LogGate, RosterEntries
from audiosocket.config.load import load, load_roster
from audiosocket.config.server import AriTelephony, Configuration, NoTelephony, TelephonySettings
from audiosocket.config.speech import RecognizerSettings, SynthesizerSettings

__all__ = [
    "AriTelephony",
    "Condominium",
    "Configuration",
    "GateSettings",
    "HttpAuth",
    "HttpGate",
    "LogGate",
    "NoTelephony",
    "RecognizerSettings",
    "RosterEntries",
    "SynthesizerSettings",
    "TelephonySettings",
    "load",
    "load_roster",
]
