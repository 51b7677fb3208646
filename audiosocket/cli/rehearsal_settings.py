"""The settings of a whole installation on this machine alone: any free ports of loopback, and one roster."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from audiosocket.config import Configuration, load, load_roster
from audiosocket.gates.log import LogGate
from audiosocket.visits.house import House
from audiosocket.visits.houses import house_from

CONDOMINIUM = "rehearsal"
ARI_USER = "rehearsal"
_PASSWORD = "REHEARSAL_PASSWORD"
NEVER_MS = 60_000
"""Longer than any turn: each is then recognized when it is over, and the recognizer's time can be taken off."""
_ANY_PORT = "tcp:0:interface=127.0.0.1"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What differs between one installation and the next."""

    roster: Path
    ari_url: str
    ari_password: str
    engine_url: str


def new_password() -> str:
    """A password for the exchange, good for as long as this process lives."""
    return secrets.token_urlsafe(24)


def rehearsal_settings(folder: Path, rehearsal: Rehearsal) -> Configuration:
    """
    Write the settings into a folder as a person would, and read them as the server does.

    :raises ConfigError: when the roster is faulty, with each fault's place.
    """
    name = load_roster(rehearsal.roster).condominium or "Condomínio"
    path = folder / "audiosocket.yaml"
    path.write_text(json.dumps(_server(rehearsal, name), ensure_ascii=False, indent=2), encoding="utf-8")
    return load(path, {_PASSWORD: rehearsal.ari_password})


def scripted_settings(folder: Path, roster: Path, recognizer_ms: int) -> Configuration:
    """The settings of a server that needs no engine and no exchange: every turn is heard as the same sentence."""
    name = load_roster(roster).condominium or "Condomínio"
    server = _server(Rehearsal(roster, "", "", ""), name)
    server["telephony"] = {"kind": "none"}
    server["media"] = {"early_recognition_ms": NEVER_MS}
    server["speech"] = {
        "recognizers": [{"kind": "scripted", "text": "É uma entrega", "delay_ms": recognizer_ms}],
        "synthesizers": [{"kind": "scripted"}],
    }
    path = folder / "audiosocket.yaml"
    path.write_text(json.dumps(server, ensure_ascii=False), encoding="utf-8")
    return load(path, {})


def _server(rehearsal: Rehearsal, name: str) -> dict[str, object]:
    return {
        "listen": {"residents": _ANY_PORT, "api": _ANY_PORT},
        "telephony": {
            "kind": "ari",
            "url": rehearsal.ari_url,
            "user": ARI_USER,
            "password": f"${{{_PASSWORD}}}",
        },
        "speech": {
            "recognizers": [{"kind": "local"}],
            "synthesizers": [{"kind": "local"}],
            "local": {"url": rehearsal.engine_url},
        },
        "condominiums": [
            {
                "id": CONDOMINIUM,
                "name": name,
                "listen": {"visitors": _ANY_PORT},
                "gate": {"driver": "log"},
                "languages": [],
                "roster": str(rehearsal.roster.resolve()),
            }
        ],
    }


def rehearsal_house(roster: Path, engine_url: str) -> House:
    """The one condominium of such settings, as visits see it; its gate is never opened."""
    with TemporaryDirectory() as folder:
        rehearsal = Rehearsal(roster, "http://127.0.0.1/ari", new_password(), engine_url)
        settings = rehearsal_settings(Path(folder), rehearsal)
    return house_from(settings.condominiums[0], settings, LogGate())
