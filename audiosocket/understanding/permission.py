"""
The language of permission: an answer authorizes only if the whole of it is a sentence of this grammar.

Every word must belong to a permission or to a phrase known to be harmless beside one (`permission_phrases`). A word the
grammar does not know, a condition, a doubt, a contradiction, another name: no sentence of it, so no permission. So the
grammar fails safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from audiosocket.understanding import permission_parts as parts
from audiosocket.understanding import permission_phrases as phrases
from audiosocket.understanding import permission_reasons as reasons
from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.question import Asking, Question

_BECAUSE = r"(?:(?:que|porque|pois|ja que) )?"


class Force(IntEnum):
    """How much a sentence of the grammar permits by itself."""

    NONE = 0
    """Harmless beside a permission."""
    YES = 1
    """"Sim", "claro": permits what was asked, after a plain question for permission, with nothing said besides."""
    MAY = 2
    """"Pode", "confirmo": as `YES`, and bears a reason beside it ("pode, é meu pai")."""
    EXPLICIT = 3
    """"Pode entrar", "libera": says the entry itself."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A phrase, what it permits, and what the rest of the answer must permit for it to be harmless."""

    pattern: re.Pattern[str]
    gives: Force
    needs: Force

    def ends(self, text: str, start: int, longest: int) -> Iterator[int]:
        """Where the phrase may end: in "libera a gente tá esperando" it is "libera", not "libera a gente"."""
        yield longest
        if self.gives is not Force.EXPLICIT and self.needs is Force.NONE:
            return
        last = text.rfind(" ", start, longest)
        while last > start and (shorter := self.pattern.match(text, start, last)):
            yield shorter.end()
            last = text.rfind(" ", start, shorter.end())


def _rules(patterns: tuple[str, ...], gives: Force, needs: Force = Force.NONE) -> tuple[_Rule, ...]:
    because = _BECAUSE if needs else ""
    return tuple(_Rule(re.compile(rf"{because}(?:{pattern})(?= |$)"), gives, needs) for pattern in patterns)


_RULES: tuple[_Rule, ...] = (
    *_rules(phrases.EXPLICITS, Force.EXPLICIT),
    *_rules(phrases.MAYS, Force.MAY),
    *_rules(phrases.YESES, Force.YES),
    *_rules(phrases.FREE, Force.NONE),
    *_rules(reasons.BESIDE_MAY, Force.NONE, Force.MAY),
    *_rules(reasons.BESIDE_EXPLICIT, Force.NONE, Force.EXPLICIT),
)
_KIN_RULE = _rules((phrases.VOCATIVE_KIN,), Force.NONE)
_WORDS = re.compile(r"[a-z]{2,}")
VOCABULARY = frozenset(
    word for text in (*(rule.pattern.pattern for rule in _RULES), lexicon.DANGER) for word in _WORDS.findall(text)
) - {"nome"}
"""Every word of the grammar, the dangerous ones included: a visitor's name that is one of them stays that word."""


def force_of(text: str) -> Force | None:
    """
    How much the text permits if all of it is understood; None if any part is not.

    The text is an `answer_text.plain` one with names replaced. The strongest reading of the whole is taken.
    """
    rules = (*_RULES, *_KIN_RULE) if phrases.ADDRESSED.search(text) else _RULES
    reached: dict[int, set[tuple[Force, Force]]] = {0: {(Force.NONE, Force.NONE)}}
    for start in range(len(text)):
        if start not in reached:
            continue
        if text[start] in ",.!;:":
            reached.setdefault(start + 2, set()).update(reached[start])
            continue
        for rule in rules:
            if found := rule.pattern.match(text, start):
                after = {(max(gives, rule.gives), max(needs, rule.needs)) for gives, needs in reached[start]}
                for end in rule.ends(text, start, found.end()):
                    reached.setdefault(end + 1, set()).update(after)
    whole = reached.get(len(text) + 1)
    return None if whole is None else max((gives for gives, needs in whole if gives >= needs), default=Force.NONE)


_VETO = re.compile(
    r"\b(?:aqui (?:e|eh|quem fala|fala)|quem fala|sou|eu aqui|ja (?:ta|tava|foi|e) (?:autoriz|liber)\w*|pode "
    r"isso)\b|\be pr[ao] \w+(?: \w+)* ne$|\b(?:libera|autoriza|deixa) (?:o senhor|a senhora)$|\b(?:diz|disse|"
    r"fala|falou) (?:o|a) (?:morador|don|patr)|^(?:e|mas|entao) (?:ele |ela |nome )?pode$|"
    rf"^(?:e ai|mas ai|e (?:ele|ela|nome))(?: ,)? (?:(?:ele|ela|nome|ja) )*pode(?: {parts.GO})?$|"
    r"(?<!que)(?<!^claro)(?<!logico)(?<!obvio)(?<!deus) ne$|"
    r"\b(?:nome|ele|ela) (?:fala|diz|avisa)\b"
)
"""Who claims to be somebody, what was settled before, a question without its mark: no permission, whatever follows."""
_ECHO = re.compile(
    rf"^(?:(?:ah|ue|oi|o|a|e|um|uma) )*(?:{parts.NAME}|visita|entrega|encomenda|pedido|mudanca)(?: ,)? \? "
)
"""The announced name said back before the answer: "o Rafael? Pode sim"."""
_COUNTED = re.compile(
    rf"\b(?:os|as|eles|elas|so|entrar|subir|entra|sobe|entrem|subam|libera|liberar|deixa|deixar|vir|passar|"
    rf"manda) ({lexicon.NUMBERS})\b(?!(?<= uma) (?!pessoa|por|de|so|pode|dela)|(?<= um) (?!por|de|so|pode|dele))"
    rf"(?! (?:{parts.NUMERAL}|e ))"
)
_COUNT_FIRST = re.compile(
    rf"(?<!apartamento )(?<!numero )\b({lexicon.NUMBERS}) (?:pode|podem|entra|entram|sobe|sobem)\b"
)
_NUMBER = {"um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8}
_TOGETHER = re.compile(rf"\b(?:nome|ela|ele) e (?:mais|(?:os|as)(?: outr[oa]s)?) ({lexicon.NUMBERS})\b")
_AT_HOUR = re.compile(
    rf"(?<=marquei|agendei|marcada)(?: com \w+)? (?:as|pras) {parts.NUMERAL}(?: e {parts.NUMERAL}| horas?)?\b"
)
"""The hour of an appointment: "marquei com ele às oito" counts nobody."""
_ONE_OF_THEM = re.compile(
    rf"\b(?:ele|ela|nome|so (?!{parts.ORDERED}|nao|pel[oa])\w+|senhora?)\b|"
    rf"(?<!sao )(?<!e )\b{parts.ART} (?:{parts.NOUN})\b"
)
_EVERYBODY = re.compile(r"\b(?:eles|elas|todos|todas|todo mundo|pessoal|turma|galera|gente|grupo|povo|minha familia)\b")


def _means_all(text: str, people: int) -> bool:
    """Whether a permission covers everybody who was announced, and not only some."""
    if together := _TOGETHER.search(text):
        return _NUMBER.get(together[1], 0) + 1 == people
    text = _AT_HOUR.sub(" ", text)
    counted: list[str] = [*_COUNTED.findall(text), *_COUNT_FIRST.findall(text)]
    if any(people == 1 or _NUMBER.get(number) != people for number in counted):
        return False
    if people == 1 or counted or _EVERYBODY.search(text):
        return not (people != 1 and re.search(r"\bso (?:eles|elas|todos)\b", text))
    return not _ONE_OF_THEM.search(text)


_FOR_ME = re.compile(
    r"\b(?:liber\w+|abr\w+)(?: (?:ai|la|ja|logo|sim|entao|agora|por favor|(?:a|o) (?:entrada|acesso|portao|porta)))* "
    r"(?:[,.] )?pra mim\b"
)
_VISITOR = re.compile(
    rf"\b(?:nome|ele|ela|eles|elas|del[ea]s?|todos|todo mundo|"
    rf"(?:o|a|os|as|meu|minha|meus|minhas|esse|essa) (?:{lexicon.KIN}|{lexicon.PERSON}|{lexicon.WORKER}))\b"
)


def _for_the_speaker(text: str) -> bool:
    """Whether the gate is to open "pra mim", and nothing is said of the visitor: the speaker may stand before it."""
    return bool(_FOR_ME.search(text)) and not _VISITOR.search(text)


def permits(text: str, question: Question) -> bool:
    """Whether the whole answer is a clear permission, after that question, for all who were announced."""
    if question.asking is Asking.NOBODY or _VETO.search(text) or _for_the_speaker(text):
        return False
    echoed = _ECHO.search(text)
    force = force_of(text[echoed.end() :] if echoed else text)
    needed = Force.EXPLICIT if question.asking is not Asking.PERMISSION else Force.MAY if echoed else Force.YES
    return force is not None and force >= needed and _means_all(text, question.people)
