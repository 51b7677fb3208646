"""What happens on a visit's two legs, as the flow's inputs."""

from __future__ import annotations

from collections.abc import Callable

from audiosocket.conversation.inputs import Said, Visit
from audiosocket.events import Role

_MOST_DIGITS = 6


class Visitor:
    """Listens to the visitor's leg; digits are collected until #, and * forgets them."""

    def __init__(
        self, flow: Visit, hush: Callable[[], None], lost: Callable[[Role, bool], None], broke: Callable[[], None]
    ) -> None:
        """
        :param hush: stops our voice.
        :param lost: is told that the leg is gone, and whether we ended it.
        :param broke: is told that something in us failed.
        """
        self.leg_broke = broke
        self._flow = flow
        self._hush = hush
        self._lost = lost
        self._digits = ""

    def leg_opened(self) -> None:
        """The visitor is there."""
        self._flow.visitor_arrived()

    def leg_said(self, said: Said) -> None:
        """The visitor's turn."""
        self._digits = ""
        self._flow.visitor_said(said)

    def leg_unheard(self) -> None:
        """No recognizer could be reached."""
        self._flow.visitor_unheard()

    def leg_pressed(self, digit: str, at: float) -> None:
        """A key."""
        self._hush()
        if digit == "#":
            self._submit()
        elif digit == "*":
            self._digits = ""
        elif digit.isdigit() and len(self._digits) < _MOST_DIGITS:
            self._digits += digit

    def leg_quiet(self) -> None:
        """Silence: whoever typed and forgot the # is taken to have finished."""
        if self._digits:
            self._submit()
        else:
            self._flow.visitor_quiet()

    def leg_began(self, key: str) -> None:
        """The first sound of a prompt: what a visitor heard changes nothing."""

    def leg_finished(self, key: str, text: str) -> None:
        """A prompt was said to its end: what a visitor heard changes nothing."""

    def leg_ended(self, by_us: bool) -> None:
        """The leg is gone."""
        self._lost(Role.VISITOR, by_us)

    def _submit(self) -> None:
        digits, self._digits = self._digits, ""
        if digits:
            self._flow.visitor_typed(digits)


class Resident:
    """Listens to the resident's leg."""

    def __init__(self, flow: Visit, lost: Callable[[Role, bool], None], broke: Callable[[], None]) -> None:
        """As `Visitor`."""
        self.leg_broke = broke
        self._flow = flow
        self._lost = lost

    def leg_opened(self) -> None:
        """The resident is there."""
        self._flow.resident_arrived()

    def leg_said(self, said: Said) -> None:
        """The resident's turn."""
        self._flow.resident_said(said)

    def leg_unheard(self) -> None:
        """No recognizer could be reached."""
        self._flow.resident_unheard()

    def leg_pressed(self, digit: str, at: float) -> None:
        """A key."""
        self._flow.resident_pressed(digit, at)

    def leg_quiet(self) -> None:
        """Silence."""
        self._flow.resident_quiet()

    def leg_began(self, key: str) -> None:
        """The first sound of a prompt."""
        self._flow.resident_hears(key)

    def leg_finished(self, key: str, text: str) -> None:
        """A prompt was said to its end."""
        self._flow.resident_heard(key, text)

    def leg_ended(self, by_us: bool) -> None:
        """The leg is gone."""
        self._lost(Role.RESIDENT, by_us)
