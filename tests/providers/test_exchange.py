"""What is common to all providers' exchanges; the faults themselves are tested at the rooms' adapters."""

from typing import cast

from treq.client import HTTPClient
from twisted.internet.error import DNSLookupError
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import DoormanError
from audiosocket.providers.exchange import Exchange, Refusal, refusal_sentence


class ExchangeTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.exchange = Exchange(cast(HTTPClient, None), Clock(), "https://user:pw@host.example:8443/v1", "sk-secret")

    def test_what_it_shows(self) -> None:
        """Neither the key nor a URL's password shows."""
        self.assertNotIn("sk-secret", repr(self.exchange))
        self.assertEqual(self.exchange.host, "host.example:8443")

    def test_our_own_faults_go_through(self) -> None:
        """A fault that is ours already is kept as it is; another becomes a sentence that says its kind alone."""
        own = DoormanError("mine")
        self.assertIs(self.exchange.fault(own), own)
        self.assertIn("was not found", str(self.exchange.fault(DNSLookupError())))
        self.assertEqual(
            str(self.exchange.fault(ValueError("hush"))), "The exchange with host.example:8443 broke off (ValueError)."
        )

    def test_refusals(self) -> None:
        """Every status has a sentence that says what to do; none shows the body."""
        for status, words in (
            (400, "check the model and its settings"),
            (401, "check the provider's api_key"),
            (403, "check the provider's api_key"),
            (404, "check base_url and model"),
            (429, "is busy"),
            (500, "provider's side"),
            (503, "is busy"),
        ):
            refusal = Refusal(status, "a_code", body=b"hush")
            self.assertIn(words, refusal_sentence("h", refusal))
            self.assertIn(f"({status}, a_code)", refusal_sentence("h", refusal))
            self.assertNotIn("hush", repr(refusal))
