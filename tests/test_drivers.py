"""Drivers found among Twisted's plugins: ours, and those of another package, good and bad."""

import subprocess
import sys

from twisted.plugin import getCache
from twisted.trial.unittest import SynchronousTestCase
from zope.interface.verify import verifyObject

import twisted.plugins
from audiosocket.config import GateSettings, RecognizerSettings, SynthesizerSettings, TelephonySettings
from audiosocket.config.driven import Driven
from audiosocket.drivers import IDriver
from audiosocket.gates.interfaces import IGateDriver
from audiosocket.speech.interfaces import IRecognizerDriver, ISynthesizerDriver
from audiosocket.telephony.interfaces import IOriginatorDriver
from tests.plugin_package import ROOT, ForeignCase

KINDS: dict[type[Driven], type[IDriver]] = {
    GateSettings: IGateDriver,
    TelephonySettings: IOriginatorDriver,
    RecognizerSettings: IRecognizerDriver,
    SynthesizerSettings: ISynthesizerDriver,
}


class OurDriversTests(SynchronousTestCase):
    """The drivers of this package."""

    def test_they_are_found(self) -> None:
        """Ours are plugins, each found under its kind and providing what its kind asks for."""
        names = {"GateSettings": ["http", "log"], "TelephonySettings": ["ari", "none"]}
        names |= {f"{kind}Settings": ["local", "openai", "scripted"] for kind in ("Recognizer", "Synthesizer")}
        self.assertEqual({kind.__name__: sorted(kind.drivers()) for kind in KINDS}, names)
        for kind, interface in KINDS.items():
            for driver in kind.drivers().values():
                verifyObject(interface, driver)

    def test_the_settings_look_for_no_plugins_while_imported(self) -> None:
        """Importing the settings imports no plugin, since a plugin may import the settings; nor do ours need much."""
        script = (
            "import sys, audiosocket.config as c;"
            "assert not [n for n in sys.modules if n.startswith('twisted.plugins.')];"
            "assert c.GateSettings.drivers();"
            "print([n for n in ('treq', 'openai', 'numpy') if n in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
        self.assertEqual((done.stdout, done.stderr), ("[]\n", ""))


class SettingsTests(ForeignCase):
    """Options of a driver from another package."""

    def test_its_options(self) -> None:
        """They are validated by its own model: defaults, secrets and paths as in ours."""
        settings = self.load()
        gate = settings.condominiums[0].gate.model_dump()
        self.assertEqual((gate["driver"], gate["relay"], gate["port"]), ("relay", 2, 5000))
        self.assertEqual(gate["password"].get_secret_value(), "hush")
        self.assertNotIn("hush", repr(settings))
        self.assertEqual(settings.telephony.model_dump()["spool"], self.package.folder / "outgoing")

    def test_faults_in_its_options(self) -> None:
        """They are told at their places, all at once, in the words that ours have."""
        faults = self.faults(("relay: 2", "relay: 9"), ("host: 192.168.0.20", "hots: x"), ("${RELAY_PASSWORD}", "hush"))
        at = "condominiums[0].gate"
        self.assertEqual(
            faults,
            [
                f"server.yaml:14:7: {at}.host: is missing: address of the board",
                f"server.yaml:15:7: {at}.hots: is not a setting; did you mean host?",
                f"server.yaml:16:14: {at}.relay: must be at most 8",
                f"server.yaml:17:17: {at}.password: a secret does not stand in the file: "
                "write ${NAME} for an environment variable, or file:PATH",
            ],
        )

    def test_faults_in_a_list(self) -> None:
        """Those of the second synthesizer stand at the second synthesizer."""
        second = "synthesizers:\n    - {kind: scripted}"
        self.assertEqual(
            self.faults(("synthesizers:", second), ("command:", "comand:")),
            [
                "server.yaml:8:7: speech.synthesizers[1].command: is missing: the program and its arguments",
                "server.yaml:9:7: speech.synthesizers[1].comand: is not a setting; did you mean command?",
            ],
        )

    def test_an_unknown_name(self) -> None:
        """It is told where it stands, with the names of all that are installed, of whichever package."""
        self.assertEqual(
            self.faults(("driver: relay", "driver: rely"), ("kind: callfile", "kind: 3")),
            [
                "server.yaml:2:9: telephony.kind: there is no 3; known are ari, callfile, none",
                "server.yaml:14:15: condominiums[0].gate.driver: there is no rely; known are http, log, relay",
            ],
        )

    def test_no_name(self) -> None:
        """A section that names no driver is told which there are; one that is no mapping, that it must be one."""
        self.assertEqual(
            self.faults(("      driver: relay\n", ""), ("kind: callfile\n  spool: outgoing", "[callfile]")),
            [
                "server.yaml:2:3: telephony: must be a mapping of names to values",
                "server.yaml:13:7: condominiums[0].gate: is missing driver; known are http, log, relay",
            ],
        )


class BadPluginTests(ForeignCase):
    """Plugins that are not what they should be."""

    def test_one_that_cannot_be_imported(self) -> None:
        """It is named in one line; all others are found, at every later look as well."""
        self.package.write({"twisted/plugins/broken.py": "import a_package_that_is_not_there\n"})
        for _ in range(2):
            self.load()
        self.assertEqual(self.logged, [f"{self.plugins / 'broken.py'} cannot be imported; its plugins are left out"])
        for failure in self.flushLoggedErrors():
            failure.trap(ModuleNotFoundError)

    def test_one_whose_package_is_gone(self) -> None:
        """A plugin that Twisted remembers, but that cannot be imported any more, is left out as well."""
        getCache(twisted.plugins)
        self.forget_modules()
        (self.package.folder / "gatekit" / "relay.py").write_text("import a_package_that_is_not_there\n")
        self.assertIn("there is no relay; known are http, log", self.faults()[-1])
        self.assertTrue(self.flushLoggedErrors(ModuleNotFoundError))

    def test_half_a_driver(self) -> None:
        """A driver that lacks what its interface asks for is left out, with a line that says what."""
        half = "from gatekit.relay import *\n@implementer(IGateDriver)\nclass Half:\n    name = 'half'\nhalf = Half()\n"
        self.package.write({"twisted/plugins/half_driver.py": half})
        self.assertNotIn("half", GateSettings.drivers())
        self.assertEqual(len(self.logged), 1)
        self.assertIn("The driver twisted.plugins.half_driver.Half is left out", self.logged[0])
        self.assertIn("settings attribute was not provided", self.logged[0])

    def test_options_of_no_kind(self) -> None:
        """Nor is a driver found whose options are of no kind, and the line says so."""
        stray = "from gatekit.relay import *\nfrom audiosocket.config.section import Section\n"
        stray += "class Stray(RelayDriver):\n    name = 'stray'\n    settings = Section\nstray = Stray()\n"
        self.package.write({"twisted/plugins/stray_driver.py": stray})
        self.assertNotIn("stray", GateSettings.drivers())
        self.assertEqual(len(self.logged), 1)
        self.assertIn("Stray is left out: its settings are no class below GateSettings", self.logged[0])

    def test_a_name_that_is_taken_by_more_than_a_driver(self) -> None:
        """Nor does one that is more than a driver take it."""
        relay = (
            "from gatekit.relay import *\nfrom zope.interface import Interface\nclass IMore(IGateDriver):\n    pass\n"
        )
        relay += "@implementer(IMore)\nclass More(RelayDriver):\n    name = 'http'\nmore = More()\n"
        self.package.write({"twisted/plugins/and_more.py": relay})
        self.assertTrue(type(GateSettings.drivers()["http"]).__module__.startswith("audiosocket."))

    def test_a_name_that_is_taken(self) -> None:
        """Nobody else's driver takes the place of one of ours."""
        relay = "from gatekit.relay import *\nclass Other(RelayDriver):\n    name = 'http'\nother = Other()\n"
        self.package.write({"twisted/plugins/an_other.py": relay})
        self.assertTrue(type(GateSettings.drivers()["http"]).__module__.startswith("audiosocket."))
        self.assertEqual(
            self.logged,
            ["The driver twisted.plugins.an_other.Other is left out: there is one called http already"],
        )

    def test_a_folder_that_cannot_be_written(self) -> None:
        """Where Twisted cannot keep its cache, the drivers are found all the same."""
        (self.plugins / "dropin.cache").mkdir()
        self.assertIn("relay", GateSettings.drivers())
        self.assertTrue((self.plugins / "dropin.cache").is_dir())
