"""`audiosocket dialplan`."""

import contextlib
import io
import os
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.dialplan import dialplan, port_of
from audiosocket.cli.main import main
from audiosocket.config import load

ROOT = Path(__file__).parents[2]
ETC = ROOT / "etc"


class DialplanTests(SynchronousTestCase):
    """The lines for the shipped configuration."""

    def setUp(self) -> None:
        self.lines = dialplan(load(ETC / "audiosocket.yaml", {"ARI_PASSWORD": "hush"}), "10.0.0.5").splitlines()

    def test_the_sample_is_what_the_command_prints(self) -> None:
        """docs/asterisk/extensions.conf, from which the tests boot a real Asterisk, is the command's own output."""
        printed = dialplan(load(ETC / "audiosocket.yaml", {"ARI_PASSWORD": "hush"}), "127.0.0.1")
        sample = (ROOT / "docs" / "asterisk" / "extensions.conf").read_text(encoding="utf-8")
        self.assertEqual(sample, printed, "run: audiosocket dialplan > docs/asterisk/extensions.conf")

    def test_the_visitors_call_comes_back_until_the_visit_is_over(self) -> None:
        """AudioSocket runs under TryExec with one UUID, until the shared variable says so."""
        self.assertIn("exten => apoena,1,Set(DOORMAN=10.0.0.5:8080)", self.lines)
        self.assertIn(" same => n,TryExec(AudioSocket(${VISIT_UUID},${DOORMAN}))", self.lines)
        self.assertIn(' same => n,GotoIf($["${SHARED(VISIT)}" = "over"]?over)', self.lines)

    def test_a_person_is_dialled_after_a_transfer(self) -> None:
        """The target is dialled as residents are."""
        self.assertIn(" same => n(transfer),Dial(PJSIP/${SHARED(TRANSFER_TO)},40)", self.lines)

    def test_the_residents_leg(self) -> None:
        """An answered resident is connected to the residents' port with the leg's UUID."""
        self.assertIn("[audiosocket-resident]", self.lines)
        self.assertIn("DOORMAN_RESIDENTS=10.0.0.5:8081", self.lines)
        self.assertIn(" same => n,AudioSocket(${CALLUUID},${DOORMAN_RESIDENTS})", self.lines)

    def test_no_secret(self) -> None:
        """The password is not printed."""
        self.assertNotIn("hush", "\n".join(self.lines))

    def test_without_the_password(self) -> None:
        """What holds no secret needs none."""
        self.patch(os, "environ", {})
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            self.assertEqual(main(["dialplan", "-c", str(ETC / "audiosocket.yaml"), "--host", "10.0.0.5"]), 0)
        self.assertEqual(out.getvalue().splitlines(), self.lines)

    def test_without_asterisk(self) -> None:
        """A configuration that calls nobody gives the lines with the default names."""
        self.assertIn("exten => load,1,Set(DOORMAN=h:9180)", dialplan(load(ETC / "load.yaml", {}), "h"))

    def test_ports(self) -> None:
        """Ports of TCP and TLS endpoints are found; a socket file has none."""
        self.assertEqual([port_of(each) for each in ("tcp:1", "ssl:port=2:x=y", "unix:/x")], ["1", "2", "PORT"])
