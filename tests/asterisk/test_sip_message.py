"""SIP messages of the telephones of the tests."""

from twisted.trial.unittest import SynchronousTestCase

from tests.asterisk.sip_message import SipMessage, authorize, describe_media, media_address, uri_of

INVITE = SipMessage(
    "INVITE sip:4046@127.0.0.1 SIP/2.0",
    (("Via", "SIP/2.0/UDP 127.0.0.1"), ("From", "<sip:a@b>;tag=1"), ("To", "<sip:c@d>"), ("CSeq", "7 INVITE")),
    describe_media("127.0.0.1", 4000),
)


class SipMessageTests(SynchronousTestCase):
    def test_round_trip(self) -> None:
        """A message with a body is read as it was written."""
        read = SipMessage.decode(INVITE.encode())
        self.assertEqual((read.start, read.body, read.method, read.status), (INVITE.start, INVITE.body, "INVITE", 0))
        self.assertEqual(read.header("content-length"), str(len(INVITE.body)))

    def test_answer(self) -> None:
        """An answer keeps the request's addresses and sequence, and adds our tag once."""
        answer = INVITE.answer(180, "Ringing", "ours")
        self.assertEqual((answer.status, answer.method), (180, "INVITE"))
        self.assertEqual(answer.header("To"), "<sip:c@d>;tag=ours")
        self.assertEqual(answer.answer(200, "OK", "ours").header("To"), "<sip:c@d>;tag=ours")

    def test_media(self) -> None:
        """The media address of a description is where its audio goes; a description without one has none."""
        self.assertEqual(media_address(INVITE.body), ("127.0.0.1", 4000))
        self.assertIsNone(media_address(""))

    def test_uri(self) -> None:
        """An address is taken out of its brackets."""
        self.assertEqual(uri_of('"A" <sip:a@b:5>;tag=1'), "sip:a@b:5")

    def test_authorize(self) -> None:
        """The answer to a challenge names user, nonce and opaque, and does not hold the password."""
        challenge = 'Digest realm="asterisk", nonce="dcd98b", opaque="5ccc06", algorithm=MD5, qop="auth"'
        header = authorize(challenge, "gate", "open sesame", "INVITE", "sip:portaria@127.0.0.1")
        for part in ('username="gate"', 'nonce="dcd98b"', 'opaque="5ccc06"', "qop=auth", "nc=00000001"):
            self.assertIn(part, header)
        self.assertNotIn("open sesame", header)
