"""What `audiosocket dialplan` prints, in a real Asterisk."""

import os

from audiosocket.cli.dialplan import dialplan
from audiosocket.config import load
from audiosocket.wire import TERMINATE
from tests.asterisk.case import AsteriskCase, needs_asterisk
from tests.asterisk.installation import ROOT
from tests.asterisk.listener import Listener


@needs_asterisk
class DialplanTests(AsteriskCase):
    def dialplan(self) -> str:
        configuration = load(ROOT / "etc" / "audiosocket.yaml", {**os.environ, "ARI_PASSWORD": self.lab.ari_password})
        lines = dialplan(configuration, "127.0.0.1")
        return lines.replace("127.0.0.1:8080", f"127.0.0.1:{self.lab.ports.visitors}")

    async def test_visit(self) -> None:
        """The shipped configuration's lines bring a call, bring it back after a crash, and end it when it is over."""
        listener = Listener()
        self.listen(self.lab.ports.visitors, listener)
        first = listener.next_leg()
        visitor = self.gate().call("apoena")
        crashed = await first
        again = listener.next_leg()
        crashed.abort()
        leg = await again
        self.assertEqual(len(set(listener.uuids)), 1)
        shared = "SHARED(VISIT,PJSIP/gate-00000000)"
        self.assertEqual(await self.ari("POST", "asterisk/variable", variable=shared, value="over"), 204)
        leg.send(TERMINATE)
        self.assertEqual(await visitor.over.wait(), "bye")
