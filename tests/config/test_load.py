"""Settings from files, and faults at their places."""

import textwrap
from pathlib import Path

from pydantic import SecretStr, ValidationError
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config import AriTelephony, Configuration, HttpGate, load, load_roster
from audiosocket.errors import ConfigError

SERVER = """\
telephony:
  kind: none
condominiums:
  - house.yaml
"""
HOUSE = """\
id: house
name: House
listen:
  visitors: 8080
gate:
  driver: log
roster:
  apartments:
    - number: 101
      extension: 0123
"""


class Folder(SynchronousTestCase):
    """A folder with files in it."""

    def setUp(self) -> None:
        self.folder = Path(self.mktemp())
        self.folder.mkdir()

    def write(self, **files: str) -> Path:
        """Write `server='...'` as `server.yaml`, and so on; the server's path comes back."""
        for name, text in files.items():
            (self.folder / f"{name}.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
        return self.folder / "server.yaml"

    def load(self, server: str = SERVER, house: str = HOUSE, **environment: str) -> Configuration:
        """The settings of two files."""
        return load(self.write(server=server, house=house), environment)

    def faults(self, server: str = SERVER, house: str = HOUSE, **environment: str) -> list[str]:
        """The faults of two files, without the folder."""
        error = self.assertRaises(ConfigError, self.load, server, house, **environment)
        return str(error).replace(f"{self.folder}/", "").splitlines()


class LoadTests(Folder):
    """What is right."""

    def test_defaults_fill_what_is_left_out(self) -> None:
        """A server's file needs only what has no default."""
        settings = self.load()
        self.assertEqual(settings.listen.api, "tcp:8082:interface=127.0.0.1")
        self.assertEqual(settings.media.lookback_ms, 300)
        self.assertIs(settings.logging.transcripts, False)

    def test_a_bare_port_is_a_tcp_endpoint(self) -> None:
        """`8080` is `tcp:8080`."""
        self.assertEqual(self.load().condominiums[0].listen.visitors, "tcp:8080")

    def test_apartments_and_telephones_are_text_as_written(self) -> None:
        """An unquoted 101 is "101", an unquoted 0123 is "0123"."""
        apartment = self.load().condominiums[0].roster.apartments[0]
        self.assertEqual((apartment.number, apartment.called), ("101", ("0123",)))

    def test_telephones_take_the_extensions_place(self) -> None:
        """Where telephones are listed, they are called in their order."""
        house = HOUSE + "      telephones: [4010, '9010']\n"
        self.assertEqual(self.load(house=house).condominiums[0].roster.apartments[0].called, ("4010", "9010"))

    def test_a_condominium_may_stand_in_the_servers_file(self) -> None:
        """Inline and by file are the same."""
        inline = SERVER.replace("  - house.yaml", textwrap.indent(HOUSE, "    ").replace("    id", "  - id", 1))
        self.assertEqual(self.load(inline), self.load())

    def test_a_roster_may_stand_in_a_file_of_its_own(self) -> None:
        """The roster's file is relative to the condominium's."""
        self.write(people="apartments: [{number: '7', extension: '70'}]")
        house = HOUSE[: HOUSE.index("roster:")] + "roster: people.yaml\n"
        self.assertEqual(self.load(house=house).condominiums[0].roster.apartments[0].number, "7")
        self.assertEqual(load_roster(self.folder / "people.yaml").apartments[0].number, "7")

    def test_settings_cannot_be_changed(self) -> None:
        """A running visit's settings stay what they were."""
        settings = self.load()
        self.assertRaises(ValidationError, setattr, settings, "max_calls", 1)

    def test_paths_are_relative_to_their_file(self) -> None:
        """A folder named in the server's file starts beside that file."""
        settings = self.load(SERVER + "speech: {cache_dir: var/cache}\n")
        self.assertEqual(settings.speech.cache_dir, self.folder / "var/cache")


class SecretTests(Folder):
    """Secrets."""

    ari = SERVER.replace("kind: none", "kind: ari\n  password: SECRET")

    def password(self, settings: Configuration) -> str:
        """ARI's password."""
        assert isinstance(settings.telephony, AriTelephony)
        return settings.telephony.password.get_secret_value()

    def test_from_the_environment(self) -> None:
        """`${NAME}` is looked up."""
        settings = self.load(self.ari.replace("SECRET", "${P}"), P="hush")
        self.assertEqual(self.password(settings), "hush")

    def test_from_a_file(self) -> None:
        """`file:PATH` is read beside the settings' file, without the last newline."""
        (self.folder / "key").write_text("hush\n")
        self.assertEqual(self.password(self.load(self.ari.replace("SECRET", "file:key"))), "hush")

    def test_in_the_clear_is_refused_and_not_repeated(self) -> None:
        """A secret in the file is a fault, and the fault does not show it."""
        faults = self.faults(self.ari.replace("SECRET", "hush"))
        self.assertEqual(len(faults), 1)
        self.assertTrue(faults[0].startswith("server.yaml:3:13: telephony.password: a secret does not stand"), faults)
        self.assertNotIn("hush", faults[0])

    def test_a_missing_file_is_a_fault(self) -> None:
        """A secret's file that is not there is told with the place where it was named."""
        self.assertIn(
            "server.yaml:3:13: telephony.password: cannot read", self.faults(self.ari.replace("SECRET", "file:nope"))[0]
        )

    def test_secrets_do_not_show(self) -> None:
        """Neither printing the settings nor a gate's address and headers show a secret."""
        house = HOUSE.replace(
            "  driver: log", "  driver: http\n  url: http://g/?token=${T}\n  headers: {X-Key: '${T}', X-Plain: a}"
        )
        settings = self.load(house=house, T="hush")
        gate = settings.condominiums[0].gate
        assert isinstance(gate, HttpGate)
        self.assertEqual(gate.url, SecretStr("http://g/?token=hush"))
        self.assertNotIn("hush", repr(settings))


class FaultTests(Folder):
    """What is wrong, where, and what would be right."""

    def test_all_faults_come_at_once(self) -> None:
        """Three faults in two files are three lines, in the order of the files and lines."""
        faults = self.faults(
            SERVER.replace("kind: none", "kind: smoke") + "max_cals: 3\n",
            HOUSE.replace("driver: log", "driver: lgo").replace("name: House", "name: 12"),
        )
        self.assertEqual(
            faults,
            [
                "server.yaml:2:9: telephony.kind: there is no smoke; known are ari, none",
                "server.yaml:5:1: max_cals: is not a setting; did you mean max_calls?",
                "house.yaml:2:7: condominiums[0].name: must be text; put it in quotes",
                "house.yaml:6:11: condominiums[0].gate.driver: there is no lgo; known are http, log",
            ],
        )

    def test_a_wrong_name_inside_a_variant(self) -> None:
        """The near name is looked for among the settings of the chosen kind."""
        faults = self.faults(SERVER + "speech:\n  recognizers:\n    - kind: openai\n      base_ulr: x\n")
        self.assertEqual(
            faults, ["server.yaml:8:7: speech.recognizers[0].base_ulr: is not a setting; did you mean base_url?"]
        )

    def test_a_name_like_no_other(self) -> None:
        """Where no name is near, all known ones are listed."""
        self.assertIn("known here are transcripts", self.faults(SERVER + "logging: {zzz: 1}\n")[0])

    def test_what_is_missing_is_described(self) -> None:
        """A missing setting is told at the mapping that lacks it, with its meaning."""
        faults = self.faults(house=HOUSE.replace("name: House\n", ""))
        self.assertEqual(faults, ["house.yaml:1:1: condominiums[0].name: is missing: name as the doorman speaks it"])

    def test_no_is_not_false(self) -> None:
        """A `no` where true or false is wanted is a fault, not a guess."""
        faults = self.faults(SERVER + "logging: {transcripts: no}\n")
        self.assertEqual(faults, ["server.yaml:5:24: logging.transcripts: must be true or false"])

    def test_numbers_out_of_range(self) -> None:
        """A range is told by its limit."""
        faults = self.faults(SERVER + "max_calls: 0\nmedia: {aggressiveness: 4}\n")
        self.assertEqual(
            faults,
            [
                "server.yaml:5:12: max_calls: must be at least 1",
                "server.yaml:6:25: media.aggressiveness: must be at most 3",
            ],
        )

    def test_a_choice_is_listed(self) -> None:
        """Where one of several words is wanted, all are told."""
        faults = self.faults(house=HOUSE + "rules: {confirm_apartment: sometimes}\n")
        self.assertIn("must be one of when_doubtful, always or never", faults[0])

    def test_what_is_said_of_other_types(self) -> None:
        """A number as a path, a word as a detector, a list as a mapping: each is told in words."""
        faults = self.faults(SERVER + "speech: {cache_dir: 3}\nmedia: {detector: ear}\ntimeouts: []\n")
        self.assertEqual(
            [fault.split(": ", 1)[1] for fault in faults],
            [
                "speech.cache_dir: must be the name of a file or folder",
                "media.detector: must be webrtcvad",
                "timeouts: must be a mapping of names to values",
            ],
        )

    def test_a_port_too_high(self) -> None:
        """Ports end at 65535."""
        self.assertIn("70000 is not a port", self.faults(house=HOUSE.replace("8080", "70000"))[0])

    def test_a_missing_file_is_told_where_it_is_named(self) -> None:
        """A condominium's file that is not there is a fault of the line that names it, and nothing else is said."""
        faults = self.faults(SERVER.replace("house", "hose"))
        self.assertEqual(len(faults), 1)
        self.assertTrue(faults[0].startswith("server.yaml:4:5: condominiums[0]: cannot read hose.yaml"), faults)

    def test_a_missing_variable_is_told_once(self) -> None:
        """What is missing in the environment is not told a second time as a wrong value."""
        faults = self.faults(SecretTests.ari.replace("SECRET", "${NOPE}"))
        self.assertEqual(len(faults), 1)
        self.assertIn("NOPE is not set", faults[0])

    def test_two_condominiums_at_one_port(self) -> None:
        """The port tells condominiums apart, so that two cannot share it; nor an id."""
        faults = self.faults(SERVER + "  - house.yaml\n")
        self.assertEqual(len(faults), 2)
        self.assertIn("is also the id of condominiums[0]", faults[0])
        self.assertIn("the port of tcp:8080 is also that of condominiums[0].listen.visitors", faults[1])

    def test_one_port_on_two_interfaces(self) -> None:
        """Listeners are compared by their port's number; the local engine counts when the server starts it."""
        house = HOUSE.replace("8080", "tcp:interface=10.0.0.5:port=8083")
        speech = "speech: {local: {autostart: true}}\n"
        fault = "the port of tcp:interface=10.0.0.5:port=8083 is also that of speech.local.listen; give another"
        self.assertEqual(
            self.faults(SERVER + speech, house), [f"house.yaml:4:13: condominiums[0].listen.visitors: {fault}"]
        )
        self.load(house=house)

    def test_an_unknown_endpoint_type(self) -> None:
        """A misspelled endpoint type is told with the known ones; those of plugins are known."""
        faults = self.faults(SERVER + "listen: {api: tpc:1}\n")
        self.assertIn("no endpoint type tpc; known are haproxy, ssl,", faults[0])
        self.load(SERVER + "listen: {api: 'systemd:domain=INET:index=0'}\n")

    def test_a_gate_that_is_no_web_address(self) -> None:
        """A gate's address is http or https; the fault does not show it, for it may hold a secret."""
        faults = self.faults(house=HOUSE.replace("driver: log", "driver: http\n  url: htp://g/hush"))
        self.assertEqual(len(faults), 1)
        self.assertIn("condominiums[0].gate.url: must be an address that begins with http://", faults[0])
        self.assertNotIn("hush", faults[0])

    def test_what_is_dialled_names_the_telephone(self) -> None:
        """Without {telephone}, every flat would be the same one."""
        server = SecretTests.ari.replace("SECRET", "${P}\n  endpoint: PJSIP/4046")
        self.assertIn("{telephone} must stand in it", self.faults(server, P="x")[0])

    def test_rosters_are_checked_beside_other_faults(self) -> None:
        """A value that is wrong elsewhere does not hide what is wrong in a roster."""
        faults = self.faults(SERVER + "max_calls: 0\n", HOUSE + "    - {number: 101, extension: 1}\n")
        self.assertEqual(len(faults), 2)
        self.assertIn("max_calls", faults[0])
        self.assertIn("apartment 101 is listed twice", faults[1])

    def test_rosters_are_checked(self) -> None:
        """Unknown blocks, flats listed twice and flats without a telephone are told."""
        house = (
            HOUSE
            + "    - {number: 101, extension: 1}\n    - {number: 102}\n    - {number: 1, block: Z, extension: 2}\n"
        )
        faults = self.faults(house=house)
        self.assertEqual(
            [fault.split(": ", 2)[2] for fault in faults],
            [
                "apartment 101 is listed twice in its block; keep one",
                "apartment 102 cannot be called; give an extension or telephones",
                "there is no block Z; give a block listed under blocks",
            ],
        )
