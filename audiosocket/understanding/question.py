"""What the doorman had just asked the resident: it decides what "sim" means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from audiosocket.understanding.fold import fold, spaced, word_set
from audiosocket.understanding.phonetic import sound


class Asking(Enum):
    """The kind of question; only after PERMISSION does a bare "sim" authorize."""

    PERMISSION = auto()
    """"Posso liberar?", "Autoriza?", "Ele pode subir?": yes means enter."""
    REFUSAL = auto()
    """"Devo recusar?": yes means no entry."""
    CHOICE = auto()
    """"Ele sobe ou espera?": yes means nothing."""
    OPEN = auto()
    """"O que devo fazer?", an announcement without a question, "Conhece?": only explicit words count."""
    WAIT = auto()
    """"Quer que ele aguarde?": yes means wait."""
    DESK = auto()
    """"Posso deixar na portaria?": yes means leave it there."""
    DESCEND = auto()
    """"A senhora vai descer?": yes means come down."""
    NOBODY = auto()
    """Nobody was announced: no answer can permit anything."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: its kind, the sounds of the announced names, the offered keys, the group's size (1 = alone)."""

    asking: Asking
    names: frozenset[str]
    keys: tuple[tuple[str, str], ...]
    people: int
    text: str


_ENTER = (
    r"(?:liber\w*|autoriz\w*|permit\w*|(?:deixar|deixo|deixa|mandar|mando|manda|pedir pra|peco pra)(?: \w+){0,3} "
    r"(?:entr\w+|sub\w+|pass\w+)|abrir|abro|entr(?:ar|a|e|em)\b|sub(?:ir|a|e|am)\b|acesso|dar passagem|vir ate)"
)
_REFUSE = (
    r"(?:recus\w+|neg(?:ar|o|ue|a|amos)\b|bloque\w+|barr(?:ar|o|e)\b|rejeit\w+|impe[cd]\w+|proib\w+|dispens\w+|"
    r"mand(?:ar|o|e) (?:\w+ )?"
    r"(?:embora|voltar)|(?:ir|va|vai) embora|desautoriz\w+|cancel\w+)"
)
_WAIT = r"(?:aguard\w+|esper(?:ar|e|a|o|em)\b)"
_DESK = (
    r"(?:(?:deix\w+|guard\w+|receb\w+|coloc\w+|entreg\w+|fi(?:ca|que|car))\b.{0,30}"
    r"\b(?:portaria|guarita|recepcao|balcao|armario|escaninho|aqui|porteiro|zelador|embaixo)\b)"
)
_DESCEND = (
    r"(?:desc(?:er|e|a|eria)\b|vem (?:ate )?(?:aqui|buscar|pegar|retirar)|vir (?:buscar|pegar|retirar)|buscar aqui|"
    r"retirar aqui)"
)
_KNOW = (
    r"(?:conhec\w+|reconhec\w+|esperand\w+|espera\b.{0,12}\b(?:alguem|visita|entrega)|sabe quem|aguardando|pediu|"
    r"chamou|marcou|agendou)"
)
_ANNOUNCE = re.compile(
    r"\b(?:ta|esta|estao|chegou|chegaram|veio|vieram|tem|entrega|visita|encomenda|pedido|aqui embaixo|diz que|"
    r"quer|pede)\b"
)
_GREETING = re.compile(r"^(?:[\w ,.!]*\b(?:portaria|condominio)\b[\w ,.!]*)$")
_TELLS = re.compile(
    r"\b(?:diga|fale|responda|digite|tecle|aperte|pressione|disque) (?P<token>sim|nao|\d)\b|\b(?P<also>sim|"
    r"nao)\b(?= (?:pra|para) )"
)
_MEANINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^(?:nao |{_REFUSE})"), "deny"),
    (re.compile(rf"^(?:que )?(?:\w+ ){{0,2}}?{_WAIT}"), "wait"),
    (re.compile(rf"^{_DESK}"), "leave_package"),
    (re.compile(rf"^(?:\w+ )?{_DESCEND}"), "come_down"),
    (re.compile(rf"^(?:a |o )?{_ENTER}"), "authorize"),
)
_KEY_VERB = re.compile(r"\b(?:digit\w+|tecl\w+|apert\w+|pression\w+|disqu\w+)\b")
_KEY_ITEM = re.compile(
    r"(?P<key>\b\d\b)|\b(?:pra|para) (?P<verb>[^,;.:]+?)(?= (?:e|ou) |\s*[,;.:]|\s*$| (?:digit|tecl|apert|"
    r"pression|disqu))"
)
_MORE = re.compile(r"\bmais (\w+)\b")
_CROWD = re.compile(r"\b(?:eles|elas|deles|delas|chegaram|vieram|estao|pessoas|amigos|grupo|podem)\b")
_COUNTS = {"um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8}
_NOT_NAMES = word_set("""
    a o as os um uma alo oi bom boa dia tarde noite ola aqui tem e em no na nos nas chegou entrega visita desculpe
    senhor senhora
    seu dona portaria condominio virtual posso pode autoriza libero devo quer conhece entao ele ela diga digite sim
    nao esta por
    favor certo so moradora morador visitante entregador tecnico oficial encomenda pedido caminhao motorista
    funcionario prestador
    ha temos um para que doutor doutora interfone desculpa ou se de da do das dos eu quem qual autorizar autorizado
    liberar
    liberado pode entrar subir ainda tecle espere repita voltei profissional equipe pessoa
    """)
_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]*")


def _names(question: str, extra: str) -> frozenset[str]:
    """The sounds of the proper names in a question; its house's name and common words are none."""
    text = re.sub(r"(?:Condom[íi]nio|Edif[íi]cio|Residencial)(?: [A-ZÀ-Ý]\w*)+", " ", question)
    found = (word for word in _CAPITALISED.findall(text) if word != word.lower())
    names = [word for word in (*found, *extra.split()) if fold(word) not in _NOT_NAMES and len(word) > 1]
    return frozenset(key for key in map(sound, names) if key)


def _keys(text: str) -> tuple[tuple[str, str], ...]:
    """Every offered key with its meaning, if keys and meanings alternate without doubt; else none."""
    verb = _KEY_VERB.search(text)
    if verb is None:
        return ()
    before = re.search(r"(?:pra|para) [^.;:?]*$", text[: verb.start()])
    start = before.start() if before and "," not in before[0].rstrip(" ,") else verb.start()
    items = [(m["key"], m["verb"]) for m in _KEY_ITEM.finditer(text, start)]
    while items and items[0][0] is None and items[0][1] is not None and _meaning(items[0][1]) is None:
        items.pop(0)
    pairs = []
    for first, second in zip(items[::2], items[1::2], strict=False):
        key, told = first[0] or second[0], first[1] or second[1]
        if key is None or told is None:
            return ()
        pairs.append((key, _meaning(told) or "unclear"))
    return tuple(pairs) if len({key for key, _ in pairs}) == len(pairs) else ()


def _meaning(told: str) -> str | None:
    return next((label for pattern, label in _MEANINGS if pattern.search(told.strip())), None)


def _spoken_yes(text: str) -> str | None:
    """What the instruction "diga sim para ..." makes of a yes, if there is such an instruction."""
    told = re.search(r"\bsim (?:pra|para) ([^,;.:]+?)(?= e | ou |\s*[,;.:]|\s*$)", text)
    return None if told is None else _meaning(told[1])


def _asking(text: str) -> Asking:
    sentences = [part.strip() for part in re.split(r"(?<=[.?!]) ", text) if part.strip(" .?!,")]
    last = sentences[-1] if sentences else ""
    if re.search(r"\b(?:diga|fale|responda)\b", text) or _KEY_VERB.search(text):
        asked = [part for part in sentences if part.endswith("?")]
        if (told := _spoken_yes(text)) is not None:
            return {"authorize": Asking.PERMISSION, "deny": Asking.REFUSAL}.get(told, Asking.OPEN)
        return _asking_sentence(asked[-1], announced=True) if asked else Asking.OPEN
    if not last.endswith("?"):
        return Asking.OPEN if _ANNOUNCE.search(text) and not _GREETING.match(text) else Asking.NOBODY
    return _asking_sentence(last, announced=bool(_ANNOUNCE.search(text)))


def _asking_sentence(last: str, announced: bool) -> Asking:
    body = last.removesuffix("?").strip()
    enters, waits = re.search(_ENTER, body), re.search(_WAIT, body)
    if re.search(r"\bou (?!nao\b)", body) and (enters or waits or re.search(_DESK, body)):
        return Asking.CHOICE
    if re.search(rf"\b{_REFUSE}", body):
        return Asking.OPEN if re.search(r"\bnao\b", body) else Asking.REFUSAL
    if re.search(r"\b(?:nao|nem|sem)\b(?<!ou nao)", body):
        return Asking.OPEN if announced or enters else Asking.NOBODY
    if re.search(rf"\b{_KNOW}", body):
        return Asking.OPEN
    if re.search(r"\b(?:o que|como|quando|quem|qual)\b", body):
        return Asking.OPEN
    if waits:
        return Asking.WAIT
    if re.search(_DESK, body):
        return Asking.DESK
    if re.search(rf"\b{_DESCEND}", body):
        return Asking.DESCEND
    if enters:
        return Asking.PERMISSION
    return Asking.OPEN if announced else Asking.NOBODY


def _people(text: str) -> int:
    """How many were announced: "a Ana e mais três" is 4; an unknown number of several is 0; one is 1."""
    if more := _MORE.search(text):
        return 1 + _COUNTS[more[1]] if more[1] in _COUNTS else 0
    for word, count in _COUNTS.items():
        if count > 1 and re.search(
            rf"\b{word} (?:pessoas|visitantes|amigos|amigas|rapazes|homens|mulheres|mocas)\b", text
        ):
            return count
    return 0 if _CROWD.search(text) else 1


@lru_cache(maxsize=512)
def read_question(question: str, extra_names: str = "") -> Question:
    """Read a question of ours; `extra_names` are names of the visitor that it need not repeat."""
    text = spaced(question)
    return Question(_asking(text), _names(question, extra_names), _keys(text), _people(text), text)
