"""Which of Asterisk's channels carries which visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from twisted.internet.defer import Deferred, succeed

from audiosocket.errors import OriginateError
from audiosocket.telephony.ari_client import AriClient, AriReply
from audiosocket.telephony.ari_events import AriEvent

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class ChannelBook:
    """
    The channels that are in AudioSocket, by UUID: learned from events, else looked up.

    Asterisk shows the arguments of the application that a channel runs, `AudioSocket(UUID,host:port)` or the same
    inside `TryExec`, up to 0.6 ms after the call reached us; a visit's end comes long after that.
    """

    def __init__(self, client: AriClient) -> None:
        self._client = client
        self._channels: dict[UUID, str] = {}

    def receive(self, event: AriEvent) -> None:
        """Learn from an event of any kind."""
        channel = event.get("channel")
        if not isinstance(channel, dict):
            return
        if event.get("type") == "ChannelDialplan":
            uuid = _uuid_of(event.get("dialplan_app"), event.get("dialplan_app_data"))
            if uuid is not None:
                self._channels[uuid] = str(channel.get("id"))
        elif event.get("type") == "ChannelDestroyed":
            gone = [uuid for uuid, known in self._channels.items() if known == channel.get("id")]
            for uuid in gone:
                del self._channels[uuid]

    def forget(self) -> None:
        """Events were missed: what is known may be wrong."""
        self._channels.clear()

    def find(self, uuid: UUID) -> Deferred[str]:
        """
        The channel's id.

        :raises OriginateError: if no channel is in AudioSocket with this UUID.
        """
        if uuid in self._channels:
            return succeed(self._channels[uuid])
        return self._client.request("GET", "channels").addCallback(self._pick, uuid)

    def set_variables(self, uuid: UUID, variables: Mapping[str, str]) -> Deferred[None]:
        """
        Set variables of the channel that carries a UUID, in their order.

        :raises OriginateError: if there is no such channel, or Asterisk refuses.
        """
        return Deferred.fromCoroutine(self._set_variables(uuid, variables))

    async def _set_variables(self, uuid: UUID, variables: Mapping[str, str]) -> None:
        channel = await self.find(uuid)
        for name, value in variables.items():
            query = {"variable": name, "value": value}
            reply = await self._client.request("POST", f"channels/{channel}/variable", query)
            if not reply.good:
                raise OriginateError(f"HTTP {reply.status} {reply.message}")

    def _pick(self, reply: AriReply, uuid: UUID) -> str:
        for found, channel in _listed(reply):
            if found == uuid:
                self._channels[uuid] = channel
                return channel
        raise OriginateError("no channel of Asterisk is in AudioSocket with this UUID")


def _listed(reply: AriReply) -> Iterator[tuple[UUID, str]]:
    for channel in reply.body if reply.good and isinstance(reply.body, list) else ():
        dialplan = channel.get("dialplan") if isinstance(channel, dict) else None
        if isinstance(dialplan, dict):
            uuid = _uuid_of(dialplan.get("app_name"), dialplan.get("app_data"))
            if uuid is not None:
                yield uuid, str(channel.get("id"))


def _uuid_of(app: object, data: object) -> UUID | None:
    words = f"{app}({data})"
    found = _UUID.search(words) if "audiosocket" in words.lower() else None
    return UUID(found[0]) if found else None
