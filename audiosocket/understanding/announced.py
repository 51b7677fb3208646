"""Whether the person a resident permits can be the one who was announced."""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.answer_text import with_names
from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import word_set
from audiosocket.understanding.permission import VOCABULARY
from audiosocket.understanding.permission_people import is_man, is_woman, sex_of
from audiosocket.understanding.question import Question

_MENTIONED = re.compile(
    rf"(?<!\be )(?<!\beh )(?<!\bsao )(?<!\bque )\b(?:o|a|os|as|um|uma|esse|essa|esses|essas|meu|minha|meus|"
    rf"minhas|pro|pra) "
    rf"({lexicon.WORKER}|{lexicon.KIN})\b"
)
_IDENTITY = re.compile(
    rf"\b(?:e|eh|sao) (?:(?:o|a|os|as|um|uma) )?(?:(?:meu|minha|meus|minhas|nosso|nossa) )?(?:{lexicon.WORKER}|"
    rf"{lexicon.KIN})\b|"
    r"\bd[aeo]s? (?:meu|minha|meus|minhas|nosso|nossa) \w+"
)
"""Who the visitor is ("é o meu personal") or whose ("da minha filha"): not whom the permission is for."""
_ASKED_BY = re.compile(
    r"\b(?:meu|minha|nosso|nossa) \w+ (?:que |quem )?(?:ja )?(?:pediu|chamou|comprou|marcou|agendou|solicitou|convidou|"
    r"contratou|combinou|encomendou)\b"
)
_WORKERS = re.compile(rf"^{lexicon.WORKER}$")
_DELIVERY = re.compile(
    r"\b(?:entreg\w*|encomenda\w*|pedido\w*|pacote\w*|carteiro|motoboy|motoqueiro|correios?|compras?|ifood|rappi)\b"
)
_SERVICE = re.compile(
    r"\b(?:tecnic[oa]|servico|consert\w+|manutencao|instal\w+|reparo|atendimento|funcionari[oa]|prestador\w*|"
    r"encanador|eletricista|"
    r"faxin\w+|limpeza|obra|pintura|montagem|vistoria|leitura|religar|dedetiza\w+|montador|pintor|aula|consulta)\b"
)
_COURIERS = word_set("entregador entregadora motoboy motoqueiro carteiro mocinho mocinha")
_TECHNICIANS = word_set("tecnico tecnica instalador prestador funcionario funcionaria")
_CLEANERS = word_set("faxineira faxineiro diarista empregada")


_OBJECT = re.compile(
    rf"\b(?:liber\w+|autoriz\w+|subir|entrar|deixa\w*|manda\w*|sobe|entra)(?: so)? (?:o|a|os|as|meu|minha|"
    rf"meus|minhas|um|uma|esse|essa) ({lexicon.THING})\b"
)
_SUBJECT = re.compile(rf"\b(?:o|a|os|as|meu|minha|esse|essa) ({lexicon.THING}) (?:pode|podem)\b")
_TRADE = re.compile(
    r"\b(?:e|eh) (?:o|a|um|uma) (?:(?:rapaz|moco|moca|cara|homem|pessoal|menino) d[aeo]s? )?"
    r"(gas|agua|internet|luz|energia|net|mudanca|dedetizacao|entregador|entregadora|motoboy|motoqueiro|carteiro|"
    r"tecnico|tecnica|instalador|encanador|eletricista)\b"
)
"""A tradesman by the definite article: "é o rapaz do gás"."""
_FROM_TRADE = re.compile(
    r"\b(?:rapaz|moco|moca|cara|homem|pessoal|menino|senhor) d[aeo]s? (gas|agua|internet|luz|energia|net|mudanca|"
    r"dedetizacao|farmacia|drogaria|mercado|supermercado|padaria|restaurante|pizzaria|lanchonete|loja|floricultura|"
    r"correios?|transportadora|entrega|limpeza|obra|telefone|elevador)\b"
)
_SHOPS = word_set(
    "farmacia drogaria mercado supermercado padaria restaurante pizzaria lanchonete loja floricultura correio correios "
    "transportadora entrega gas agua"
)
_DRIVEN = re.compile(
    r"\b(?:mudanca|caminhao|caminhoes|frete|carreto|motorista|uber|taxi|taxista|noventa e nove|99|carro|moto|van|"
    r"motoboy|motoqueiro|garagem|guincho)\b"
)
"""Who comes in a vehicle: only for them may the garage, or the vehicle itself, be let in."""
_EVENTS = word_set(
    "festa obra aula faxina consulta sessao aniversario churrasco manutencao conserto instalacao mudanca"
)
_HE = re.compile(
    r"\b(?:ele|dele|nele)\b|\b(?:o|esse|um|este|pro) (?:rapaz|moco|menino|garoto|homem|entregador|motoqueiro|"
    r"carteiro|tecnico|sobrinho|primo|"
    r"irmao|tio|cunhado|sogro|genro|neto|amigo|namorado|vizinho|afilhado)\b"
)
_SHE = re.compile(
    r"\b(?:ela|dela|nela)\b|\b(?:a|essa|uma|esta|pra) (?:moca|menina|garota|mulher|entregadora|tecnica|sobrinha|"
    r"prima|irma|tia|cunhada|sogra|"
    r"nora|neta|amiga|namorada|vizinha|afilhada|faxineira)\b"
)
_SOMEBODY = rf"(?:nome|{lexicon.WORKER})\b"


def _other_sex(text: str, question: Question) -> bool:
    """Whether the answer speaks of a woman and a man was announced, or the reverse; of a group it may."""
    if question.people != 1:
        return False
    announced = with_names(question.text, question.names, frozenset())
    sex = next((sex for found in _ANNOUNCED_NAME.finditer(question.text) if (sex := sex_of(found[1]))), None)
    he, she = sex == "m", sex == "f"
    for article in (r"\b", r"\b(?:entrada|subida|chegada|visita) d"):
        if he == she:
            he = bool(re.search(rf"{article}(?:o|um) {_SOMEBODY}", announced))
            she = bool(re.search(rf"{article}(?:a|uma) {_SOMEBODY}", announced))
    if he == she:
        return False
    if any(whom == ("ela" if he else "ele") or (is_woman(whom) if he else is_man(whom)) for whom in _FOR.findall(text)):
        return True
    if (_SHE if he else _HE).search(_ASIDE.sub(" ", text)):
        return True
    permitted = _WHOSE.sub(" ", text)
    return any(
        not _ADDRESSED_AS.search(before) and (is_woman(noun) if he else is_man(noun))
        for before, noun in ((permitted[: found.start()], found[1]) for found in _PERSON.finditer(permitted))
    )


_ASIDE = re.compile(r"\b(?:d[aeo]s?|pr[ao]|com (?:o|a)|minha|meu) (?:meu |minha |o |a )?\w+")
_FOR = re.compile(
    rf"\b(?:liber|autoriz|abr|permit)\w*(?: [ao] \w+)?(?: ai| ja)? pr[ao] (?:(?:o|a|meu|minha|esse|essa) )*"
    rf"(ele|ela|{lexicon.KIN}|{lexicon.WORKER}|{lexicon.PERSON})\b"
)
"""For whom the gate is to open: "abre pra ela"."""
_ANNOUNCED_NAME = re.compile(r"(?:^|[.!?] )([a-z]+)(?: [a-z,]+){0,9} (?:ta|esta) ")
"""A name without article at the beginning: "Rafael está no portão"."""
_WHOSE = re.compile(
    r"\b(?:d[aeo]s?|com|por|pr[ao]|ver|visitar|ajudar|buscar|encontrar|conhecer) "
    r"(?:(?:o|a|os|as|meu|minha|meus|minhas|nosso|nossa) )*\w+|"
    r"\b(?:(?:o|a|meu|minha|nosso|nossa) )+\w+ (?:(?:ja )?(?:ta|tava|conhece|espera|gosta)|(?:que )?(?:ja )?"
    r"(?:pediu|chamou|comprou|marcou|agendou|solicitou|convidou|contratou|combinou|avisou|falou))\b|"
    r"(?<!\be )(?<!\beh )\b(?:meu filho|minha filha|meu senhor|minha senhora|meu querido|minha querida|"
    r"meu amigo|minha amiga)(?= ,|$)"
)
"""Whose friend the visitor is, who asked for it, how the doorman is called: not who enters."""
_PERSON = re.compile(
    rf"\b(?:(?:o|a|um|uma|esse|essa|este|esta|aquele|aquela|meu|minha|nosso|nossa) )+({lexicon.KIN}|{lexicon.WORKER}|"
    rf"{lexicon.PERSON})\b"
)
_ADDRESSED_AS = re.compile(r"\b(?:obrigado|favor) $")


def _other_name(text: str) -> bool:
    """Whether somebody else is named, other than as whose friend or child the visitor is ("amiga da Camila")."""
    said = text.split()
    return any(
        is_first_name(word)
        and word not in VOCABULARY
        and before not in ("da", "do", "de", "das", "dos", "em", "na", "no")
        for before, word in zip(["", *said], said, strict=False)
    )


def fits_announced(text: str, question: Question) -> bool:
    """
    False if the answer permits somebody by a calling or kinship that the announcement does not bear out.

    "Libera o encanador" fits no announced visit by a friend; "libera meu primo" fits no courier.
    """
    if _other_sex(text, question) or _other_name(text):
        return False
    things = (*_OBJECT.findall(text), *_SUBJECT.findall(text))
    if any(not _brought(thing, question.text) for thing in things):
        return False
    if "nome" not in text.split() and any(not _trade_fits(noun, question.text) for noun in _TRADE.findall(text)):
        return False
    if any(not _trade_fits(noun, question.text) for noun in _FROM_TRADE.findall(text)):
        return False
    return all(_fits(noun, question.text) for noun in _MENTIONED.findall(_ASKED_BY.sub(" ", _IDENTITY.sub(" ", text))))


def _brought(thing: str, announced: str) -> bool:
    """Whether the announced person can have come with that thing."""
    if thing in ("carro", "moto", "caminhao") and _DRIVEN.search(announced):
        return True
    by_courier = thing not in _EVENTS and thing != "carro" and _DELIVERY.search(announced)
    return bool(re.search(rf"\b{thing}\b", announced) or by_courier) or thing == "visita"


def _trade_fits(noun: str, announced: str) -> bool:
    """Whether "é o técnico" can be the announced person, whom the answer does not name."""
    if re.search(rf"\b{noun}\b", announced):
        return True
    delivery, service = bool(_DELIVERY.search(announced)), bool(_SERVICE.search(announced))
    if noun in _COURIERS or noun in _SHOPS:
        return delivery
    return service or not (delivery or re.search(r"\bvisita\w*\b", announced))


def _fits(noun: str, announced: str) -> bool:
    if re.search(rf"\b{noun}\b", announced):
        return True
    delivery, service = _DELIVERY.search(announced), _SERVICE.search(announced)
    if not _WORKERS.match(noun):
        return not delivery and not service
    if noun in _COURIERS:
        return bool(delivery)
    if noun in _TECHNICIANS:
        return bool(service)
    return noun in _CLEANERS and bool(re.search(r"\b(?:faxin\w+|limpeza|diarista|empregada)\b", announced))
