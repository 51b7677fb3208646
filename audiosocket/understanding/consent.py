"""
Consent: what a resident's answer means for the gate.

Only a clear, present, unconditional permission for the announced visitor, with every other clause of the answer
understood as harmless, is `Label.AUTHORIZE` (`permission.py` has that grammar). Doubt is `Label.UNCLEAR`.
"""

from __future__ import annotations

import re
from enum import StrEnum

from audiosocket.understanding import reactions
from audiosocket.understanding.announced import fits_announced
from audiosocket.understanding.announced_goods import other_than_announced
from audiosocket.understanding.answer_text import plain, with_names
from audiosocket.understanding.fold import words
from audiosocket.understanding.own_flat import Flat, flat_in, flat_of, with_home
from audiosocket.understanding.permission import VOCABULARY, permits
from audiosocket.understanding.permission_doubts import doubted
from audiosocket.understanding.permission_vetoes import vetoed
from audiosocket.understanding.question import Asking, Question, read_question
from audiosocket.understanding.roster import Apartment
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


MAX_ANSWER = 400
"""Longer answers (characters) are no answer to a yes-no question: a television, a recording, an attack."""

_KEY = re.compile(r"(?:(?:tecla|digito|dtmf|numero) )?(\d)(?: #)?")
_CALL = re.compile(r"(?<!\w)ô(?!\w)", re.IGNORECASE)
_IS = re.compile(r"(?<!\w)é(?!\w)", re.IGNORECASE)
_YES = re.compile(
    r"^(?:sim|claro|claro que sim|com certeza|pode|isso|isso mesmo|positivo|por favor|quero|quero sim|e|deve|vou|"
    r"vai|exato|certo)(?: (?:sim|senhor|senhora|por favor|pode|claro|isso|quero|obrigado|,|\.|!|moco|moca|deve|"
    r"mesmo|recusar|recusa|pedir|deixar|gentileza|faz|favor|viu|peca|pede|aguardar))*$"
)
_YES_MEANS = {
    Asking.REFUSAL: Label.DENY,
    Asking.WAIT: Label.WAIT,
    Asking.DESK: Label.LEAVE_PACKAGE,
    Asking.DESCEND: Label.COME_DOWN,
}


def read_answer(
    question: str,
    answer: str,
    *,
    visitor: Slots | None = None,
    clear: bool = True,
    flat: Apartment | None = None,
) -> Label:
    """
    Read a resident's answer to `question`, by the written policy.

    :param question: what we had just said to the resident, word for word: it is part of the decision.
    :param answer: what the recognizer heard, or the key pressed ("1").
    :param visitor: what is known of the visitor, if the question does not say it.
    :param clear: whether the answer stood well above its background; where it did not, a single word permits nothing
        (a recognizer takes an "uhum" beside a road for a "sim").
    :param flat: the called flat, whose number and block a permission may name ("501, pode mandar"); without it, the
        one that the question names.
    """
    asked = read_question(question, _names_of(visitor))
    own = flat_in(asked.text) if flat is None else flat_of(flat)
    text = plain(answer)
    if not re.search(r"[a-z0-9]", text) or len(answer) > MAX_ANSWER:
        return Label.UNCLEAR
    if key := _KEY.fullmatch(text.strip(" .,!")):
        return Label(dict(asked.keys).get(key[1], "unclear"))
    if reactions.MACHINE.search(text):
        return Label.UNCLEAR
    if not (reactions.DURESS.search(text) or reactions.NO_SAY.search(text)) and _permitted(answer, text, asked, own):
        return Label.AUTHORIZE if clear or len(words(answer)) > 1 else Label.UNCLEAR
    return _other_than_permission(with_names(text, asked.names, VOCABULARY), asked)


def _permitted(answer: str, text: str, asked: Question, own: Flat | None) -> bool:
    """Whether an answer permits the announced visitor; `text` is its `plain` form."""
    home = with_home(text, own)
    named = with_names(home, asked.names, VOCABULARY)
    called = _CALL.sub("oh", answer)
    return (
        permits(named, asked)
        and fits_announced(named, asked)
        and not vetoed(home, named, asked, accented=plain(_IS.sub("eh", answer)))
        and not doubted(named if called == answer else with_names(plain(called), asked.names, VOCABULARY), asked.text)
        and not other_than_announced(named, asked)
    )


def _names_of(visitor: Slots | None) -> str:
    if visitor is None:
        return ""
    return " ".join(name for name in (visitor.visitor_name, visitor.company) if name)


def _other_than_permission(text: str, asked: Question) -> Label:
    """The label of an answer that is no permission; never AUTHORIZE."""
    end = reactions.refusal_end(text, asked.asking)
    refused = end is not None and not reactions.takes_back(text, end)
    if reactions.DURESS.search(text):
        return Label.DENY if refused else Label.UNCLEAR
    if reactions.RELAYED_NO.search(text) or reactions.SCORN.search(text):
        return Label.DENY
    if reactions.NO_SAY.search(text):
        return Label.UNCLEAR
    if _YES.search(text) and asked.asking in _YES_MEANS:
        return _YES_MEANS[asked.asking]
    if reactions.REPEAT.search(text) and end is None:
        return Label.UNCLEAR
    if reactions.comes_down(text):
        return Label.COME_DOWN
    if reactions.leaves(text):
        return Label.LEAVE_PACKAGE
    doubtful = reactions.CONDITION.search(text) or reactions.HEDGE.search(text)
    if refused and (not doubtful or _ends_in_no(text)):
        return Label.DENY
    if doubtful or (end is not None and not refused):
        return Label.UNCLEAR
    if reactions.waits(text):
        return Label.WAIT
    if reactions.asks(text):
        return Label.ASK_INFO
    return Label.UNCLEAR


_FINAL_NO = re.compile(
    r"(?:\b(?:entao|mas|por isso)\b.{0,30}\bnao\b(?! sei| tenho| lembro)|\bnao (?:\w+ ){0,3}?(?:libera|deixa|"
    r"abre|autoriza|entra|entrar|"
    r"subir)\b[^,]*$|, nao$)"
)


def _ends_in_no(text: str) -> bool:
    if re.search(r"\b(?:entao|por isso) (?:\w+ ){0,3}?nao\b[^,]*$", text):
        return True
    return bool(_FINAL_NO.search(text)) and not re.search(r"^(?:\w+ ){0,2}(?:so )?se\b", text)
