"""
A prompt in a language model's words, where they hold the same facts as ours; else in ours.

Whatever a model makes of a prompt is checked here, word by word, before anybody hears it. The check is pure, made for
the worst model, and takes no time worth counting: when in doubt it refuses, and the wording of the file is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from twisted.internet.defer import CancelledError, Deferred, TimeoutError
from twisted.internet.interfaces import IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure
from zope.interface import Interface

from audiosocket.config.wordings import Language
from audiosocket.conversation.prompts.check import LONGEST
from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import fold, word_set, words
from audiosocket.understanding.numbers import is_number_word

_log = Logger()

_LONGER = 1.5
"""So much longer than ours, and some words, may it be."""
_SOME_CHARACTERS = 30
_MARKUP = re.compile(r"[\n\r\t{}\[\]<>*_#|\\/@=“”\"`]|https?|www\.|\.\w+\.\w")
_DECISION = re.compile(
    r"(?:liber|autoriz|permi[ts]|conced|abr[aeiou]|entr(?:a|e|em|o|ar|ada|ou|am|ando|aram|ai)$|sub(?:a|e|am|em|ir|iu)$|"
    r"sob(?:e|em)$|acess|aceit|concord|aprov|sim$|claro|certeza|beleza|recus|neg(?:a|o|ou|ue|ar|ad)|proib|barr|bloque|"
    r"author|allow|permit|grant|open|enter|come$|yes$|sure|refus|deny|denied|adelant|si$|entre$|tecl|digit|apert|marc|"
    r"type|press|pulse|ok$|fechad|closed|cerrad)"
)
"""The beginnings of words of permission and refusal, and of keys, in all our languages."""
_MAY = re.compile(r"(?:pod[aei]|poss|may$|can$|could|pued|pas[ae]$|pass[ae]|deix|manda|let$|vou$|will$|voy$)")
"""Those of words that may belong to a permission, or a promise: none may be added."""
_PRIVATE = re.compile(
    r"(?:morador|resident|mora$|vive$|casa$|home$|saiu|saio|viaj|travel|dorm|sleep|sozinh|alone|telefone|celular|phone|ramal|"
    r"senha|password|codigo|code$|chave|key$|salio)"
)
"""Those of words that may tell who lives there, whether somebody is in, or how one gets in: none may be added."""
_NEGATIONS = word_set(
    "nao nem nunca jamais nada ninguem sem no not never nobody nothing without don doesn didn cannot ni sin"
)
_TELLS_NOTHING = word_set(
    "a o as os um uma ao aos da do das dos de e em na no nas nos para pra pro que com esta estao ta aqui ali agora ja "
    "acaba acabou chegar chegou chegaram chegando chega vem veio vieram vindo traz trouxe trazendo faz fez fazer "
    "fazendo aguarda aguardando espera esperando encontra se senhor senhora voce ola oi bom boa dia tarde noite por "
    "favor gentileza tem temos ha ser sendo receber aviso avisar informo informar gostaria"
)
"""Of an announcement: whoever says more than these and ours tells a resident something that no visitor told us."""
_ARTICLES = word_set("um uma una un one a")
"""Numbers that are also articles."""
_NUMBERS_ELSEWHERE = word_set(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez zero two three four five six seven eight nine ten "
    "eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
)
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]\s+|[¿¡]\s*)$")


def same_facts(original: str, phrased: str, facts: Mapping[str, str], *, resident: bool = False) -> bool:
    """
    Whether a wording may be said in place of the original.

    It holds every fact, word by word and in the fact's order; no other number and no other name; the same denials; no
    word of permission or refusal that ours does not have, nor one fewer; it asks one question where ours asks, and none
    where it does not; it is hardly longer, and is plain text.

    :param facts: what was filled in, as spoken.
    :param resident: whether a resident hears it: then no question and no offer of keys may change, only what comes
        before it, because an answer is weighed by the very words that were asked; and nothing else may be told of the
        visitor, neither more nor less.
    """
    text = phrased.strip()
    if not text or len(text) > min(LONGEST, len(original) * _LONGER + _SOME_CHARACTERS) or _MARKUP.search(text):
        return False
    ours, theirs = words(original), words(text)
    return (
        all(_holds(theirs, words(fact)) for fact in facts.values() if _holds(ours, words(fact)))
        and _numbers(ours) == _numbers(theirs)
        and _names(text) <= _names(original) | set(ours)
        and sorted(word for word in theirs if word in _NEGATIONS) == sorted(word for word in ours if word in _NEGATIONS)
        and _decides(ours) == _decides(theirs)
        and not any(
            Counter(filter(each, theirs)) - Counter(filter(each, ours)) for each in (_MAY.match, _PRIVATE.match)
        )
        and text.count("?") == min(1, original.count("?"))
        and (not resident or (_weighed(original) == _weighed(text) and _says_no_more(set(ours), set(theirs))))
    )


def _says_no_more(ours: set[str], theirs: set[str]) -> bool:
    """Whether all that tells something is in both: only words that tell nothing may come or go."""
    return (ours ^ theirs) <= _TELLS_NOTHING


def _holds(text: list[str], part: list[str]) -> bool:
    places = range(len(text) - len(part) + 1)
    return any(text[place : place + len(part)] == part for place in places)


def _numbers(said: list[str]) -> list[str]:
    """Digits and number words, in their order; articles are none."""
    return [word for word in said if word not in _ARTICLES and (is_number_word(word) or word in _NUMBERS_ELSEWHERE)]


def _names(text: str) -> set[str]:
    """Words with a capital letter where none is due, and first names wherever they stand."""
    return {
        fold(found[0])
        for found in _NAME.finditer(text)
        if found[0] != found[0].lower()
        and (not _SENTENCE_START.search(text[: found.start()]) or is_first_name(fold(found[0])))
    }


def _decides(said: list[str]) -> list[str]:
    return sorted(word for word in said if _DECISION.match(word))


def _weighed(text: str) -> list[list[str]]:
    """The sentences by which an answer is weighed, word by word: questions, and those that offer keys."""
    sentences = ((sentence, words(sentence)) for sentence in re.split(r"(?<=[.!?])\s+", text))
    return [said for sentence, said in sentences if sentence.endswith("?") or _decides(said)]


@dataclass(frozen=True)
class Phrasing:
    """
    What a phraser is asked for.

    :ivar original: our wording, its facts filled in: what is said if nothing better comes in time.
    :ivar facts: as spoken; they must come back unchanged.
    """

    key: str
    original: str
    facts: Mapping[str, str] = field(default_factory=dict)
    language: Language = "pt"
    resident: bool = False


class IPhraser(Interface):
    """Says a prompt in other words."""

    def phrase(phrasing: Phrasing) -> Deferred[str]:  # noqa: N805
        """
        Find other words of the same facts; callers are data in it, and instruct nobody.

        :return: fires with the words, fails in any way; cancelling it abandons the request.
        """


def phrased(phraser: IPhraser, phrasing: Phrasing, clock: IReactorTime, seconds: float) -> Deferred[str]:
    """
    A prompt in a phraser's words, if they come in time and hold the same facts; else in ours.

    :param seconds: the deadline; nobody waits longer for prettier words.
    :return: always fires with words that may be said.
    """

    def check(text: str) -> str:
        same = same_facts(phrasing.original, text, phrasing.facts, resident=phrasing.resident)
        if not same:
            _log.info("A model's wording of {key} did not hold the same facts: ours is said", key=phrasing.key)
        return text.strip() if same else phrasing.original

    def give_up(why: Failure) -> str:
        if not why.check(TimeoutError, CancelledError):
            _log.warn("No other wording of {key}: {reason}", key=phrasing.key, reason=type(why.value).__name__)
        return phrasing.original

    return phraser.phrase(phrasing).addTimeout(seconds, clock).addCallback(check).addErrback(give_up)
