"""Digest authentication against the examples of RFC 7616 and RFC 2617, and against Twisted's own server side."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.cred.credentials import DigestCredentialFactory
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.gates.digest import Challenge, Request, authorize, choose

RFC_7616 = [
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
]
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


def answer(headers: list[str]) -> str:
    """Mufasa's answer of RFC 7616, 3.9.1."""
    challenge = choose(headers)
    assert challenge is not None
    return authorize(challenge, "Mufasa", "Circle of Life", Request("GET", "/dir/index.html"), CNONCE)


class ChooseTests(SynchronousTestCase):
    """Reading `WWW-Authenticate`."""

    def test_the_strongest_is_chosen(self) -> None:
        """SHA-256 is preferred to MD5, in whichever order they come."""
        for headers in (RFC_7616, RFC_7616[::-1], [", ".join(RFC_7616[::-1])]):
            challenge = choose(headers)
            assert challenge is not None
            self.assertEqual(challenge.algorithm, "SHA-256")

    def test_other_schemes_are_passed_over(self) -> None:
        """A basic challenge before or after does not confuse the parameters."""
        header = 'Basic realm="a, b=c", Digest realm="x \\"y\\"", nonce=abc, Basic realm="z"'
        self.assertEqual(choose([header]), Challenge(realm='x "y"', nonce="abc"))

    def test_nothing_to_choose(self) -> None:
        """No digest, an unknown algorithm, or an unknown qop: nothing."""
        for header in (
            'Basic realm="x"',
            'Digest realm="x", nonce="y", algorithm=SHA-512-256',
            'Digest realm="x", nonce="y", qop="token"',
            "Digest",
            "",
        ):
            self.assertIsNone(choose([header]))

    @given(st.text())
    def test_no_header_raises(self, header: str) -> None:
        """Whatever a controller sends is read or passed over."""
        choose([header, "Digest " + header])


class AuthorizeTests(SynchronousTestCase):
    """The answer."""

    def test_rfc_7616_sha_256(self) -> None:
        """The example of RFC 7616 with SHA-256."""
        self.assertIn('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"', answer(RFC_7616))

    def test_rfc_7616_md5(self) -> None:
        """The example of RFC 7616 with MD5, all fields."""
        self.assertEqual(
            answer(RFC_7616[1:]),
            'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=MD5, '
            'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, '
            f'cnonce="{CNONCE}", qop=auth, response="8ca523f5e9506fed4657c9700eebdbec", '
            'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
        )

    def test_rfc_2617(self) -> None:
        """The example of RFC 2617, which names no algorithm."""
        challenge = Challenge(
            realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", qop=("auth", "auth-int")
        )
        value = authorize(challenge, "Mufasa", "Circle Of Life", Request("GET", "/dir/index.html"), "0a4f113b")
        self.assertIn('response="6629fae49393a05397450978507c4ef1"', value)
        self.assertNotIn("algorithm", value)

    def test_without_qop(self) -> None:
        """Where the server offers no qop, the older formula holds, without count and cnonce (RFC 2069)."""
        value = authorize(Challenge(realm="r", nonce="n"), "u", "p", Request("GET", "/"), "c")
        self.assertNotIn("nc=", value)
        self.assertNotIn("cnonce", value)

    def test_quotes_are_escaped(self) -> None:
        """A user's name cannot break out of its quotes."""
        value = authorize(Challenge(realm="r", nonce="n"), 'a", x="b', "p", Request("GET", "/"), "c")
        self.assertIn('username="a\\", x=\\"b"', value)

    def test_twisted_agrees(self) -> None:
        """What Twisted's server side asks for and checks is answered rightly."""
        factory = DigestCredentialFactory(b"md5", b"gate")
        asked = factory.getChallenge(b"127.0.0.1")
        challenge = Challenge(
            realm="gate", nonce=asked["nonce"].decode(), qop=("auth",), opaque=asked["opaque"].decode()
        )
        value = authorize(challenge, "portaria", "s3:cret", Request("POST", "/open?a=1"), "abc")
        credentials = factory.decode(value.removeprefix("Digest ").encode(), b"POST", b"127.0.0.1")
        self.assertTrue(credentials.checkPassword(b"s3:cret"))
        self.assertFalse(credentials.checkPassword(b"other"))
