"""
Consent: what a resident's answer means for the gate.

Only a clear, present, unconditional permission for the announced visitor, with every other clause of the answer
understood as harmless, is `Label.AUTHORIZE`. Doubt is `Label.UNCLEAR`.
"""

from __future__ import annotations

from enum import StrEnum

from audiosocket.understanding.slots import Slots


class Label(StrEnum):
    """What the resident decided; only AUTHORIZE may lead to the gate."""

    AUTHORIZE = "authorize"
    DENY = "deny"
    ASK_INFO = "ask_info"
    UNCLEAR = "unclear"
    COME_DOWN = "come_down"
    LEAVE_PACKAGE = "leave_package"
    WAIT = "wait"


def read_answer(question: str, answer: str, *, visitor: Slots | None = None) -> Label:
    """
    Read a resident's answer to `question`, by the written policy.

    :param question: what we had just said to the resident, word for word: it is part of the decision.
    :param answer: what the recognizer heard, or the key pressed ("1").
    :param visitor: what is known of the visitor, if the question does not say it.
    """
    raise NotImplementedError
