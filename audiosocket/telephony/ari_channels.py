"""Which of Asterisk's channels carries which visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from twisted.internet.defer import Deferred

from audiosocket.errors import OriginateError
from audiosocket.telephony.ari_client import AriClient, AriReply
from audiosocket.telephony.ari_events import AriEvent

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NOT_IN_STASIS = 409


@dataclass(frozen=True, slots=True)
class _Channel:
    """A channel as Asterisk knows it: by its id in requests, by its name (`PJSIP/gate-0000002a`) in functions."""

    id: str
    name: str


class ChannelBook:
    """
    The channels that are in AudioSocket, by UUID: learned from events, else looked up.

    Asterisk shows the arguments of the application that a channel runs, `AudioSocket(UUID,host:port)` or the same
    inside `TryExec`, up to 0.6 ms after the call reached us; a visit's end comes long after that.
    """

    def __init__(self, client: AriClient) -> None:
        self._client = client
        self._channels: dict[UUID, _Channel] = {}

    def receive(self, event: AriEvent) -> None:
        """Learn from an event of any kind."""
        channel = _channel_in(event.get("channel"))
        if channel is None:
            return
        if event.get("type") == "ChannelDialplan":
            uuid = _uuid_of(event.get("dialplan_app"), event.get("dialplan_app_data"))
            if uuid is not None:
                self._channels[uuid] = channel
        elif event.get("type") == "ChannelDestroyed":
            gone = [uuid for uuid, known in self._channels.items() if known.id == channel.id]
            for uuid in gone:
                del self._channels[uuid]

    def forget(self) -> None:
        """Events were missed: what is known may be wrong."""
        self._channels.clear()

    def set_variables(self, uuid: UUID, variables: Mapping[str, str]) -> Deferred[None]:
        """
        Set variables of the channel that carries a UUID, in their order.

        Asterisk 22 sets a plain variable only on channels in Stasis (else 409, measured on 22.10.1), and ours are in
        the dialplan. For them the variable is shared instead, `SHARED(NAME,channel)`, which any channel's can be; it
        ends with the channel, and the dialplan reads `${SHARED(NAME)}`.

        :raises OriginateError: if there is no such channel, or Asterisk refuses.
        """
        return Deferred.fromCoroutine(self._set_variables(uuid, variables))

    async def _set_variables(self, uuid: UUID, variables: Mapping[str, str]) -> None:
        channel = await self._find(uuid)
        for name, value in variables.items():
            query = {"variable": name, "value": value}
            reply = await self._client.request("POST", f"channels/{channel.id}/variable", query)
            if reply.status == _NOT_IN_STASIS:
                query["variable"] = f"SHARED({name},{channel.name})"
                reply = await self._client.request("POST", "asterisk/variable", query)
            _must_be_good(reply)

    def hang_up(self, uuid: UUID) -> Deferred[None]:
        """
        End the channel that carries a UUID.

        :raises OriginateError: if there is no such channel, or Asterisk refuses.
        """
        return Deferred.fromCoroutine(self._hang_up(uuid))

    async def _hang_up(self, uuid: UUID) -> None:
        channel = await self._find(uuid)
        _must_be_good(await self._client.request("DELETE", f"channels/{channel.id}"))

    async def _find(self, uuid: UUID) -> _Channel:
        if uuid not in self._channels:
            self._channels.update(_listed(await self._client.request("GET", "channels")))
        if uuid not in self._channels:
            raise OriginateError("no channel of Asterisk is in AudioSocket with this UUID")
        return self._channels[uuid]


def _must_be_good(reply: AriReply) -> None:
    if not reply.good:
        raise OriginateError(f"HTTP {reply.status} {reply.message}")


def _listed(reply: AriReply) -> Iterator[tuple[UUID, _Channel]]:
    for each in reply.body if reply.good and isinstance(reply.body, list) else ():
        channel = _channel_in(each)
        dialplan = each.get("dialplan") if channel is not None else None
        if channel is not None and isinstance(dialplan, dict):
            uuid = _uuid_of(dialplan.get("app_name"), dialplan.get("app_data"))
            if uuid is not None:
                yield uuid, channel


def _channel_in(value: object) -> _Channel | None:
    return _Channel(str(value.get("id")), str(value.get("name"))) if isinstance(value, dict) else None


def _uuid_of(app: object, data: object) -> UUID | None:
    words = f"{app}({data})"
    found = _UUID.search(words) if "audiosocket" in words.lower() else None
    return UUID(found[0]) if found else None
