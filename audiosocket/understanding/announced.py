"""Whether the person a resident permits can be the one who was announced."""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.question import Question

_MENTIONED = re.compile(
    rf"(?<!e )(?<!eh )(?<!sao )(?<!que )\b(?:o|a|os|as|um|uma|esse|essa|esses|essas|meu|minha|meus|minhas|pro|pra) "
    rf"({lexicon.WORKER}|{lexicon.KIN})\b"
)
_WORKERS = re.compile(rf"^{lexicon.WORKER}$")
_DELIVERY = re.compile(r"\b(?:entreg\w*|encomenda\w*|pedido\w*|pacote\w*|carteiro|motoboy|motoqueiro|correios?|compras?|ifood|rappi)\b")
_SERVICE = re.compile(
    r"\b(?:tecnic[oa]|servico|consert\w+|manutencao|instal\w+|reparo|atendimento|funcionari[oa]|prestador\w*|encanador|eletricista|"
    r"faxin\w+|limpeza|obra|pintura|montagem|vistoria|leitura|religar|dedetiza\w+|montador|pintor|aula|consulta)\b"
)
_COURIERS = frozenset("entregador entregadora motoboy motoqueiro carteiro mocinho mocinha".split())
_TECHNICIANS = frozenset("tecnico tecnica instalador prestador funcionario funcionaria".split())
_CLEANERS = frozenset("faxineira faxineiro diarista empregada".split())


def fits_announced(text: str, question: Question) -> bool:
    """
    False if the answer permits somebody by a calling or kinship that the announcement does not bear out.

    "Libera o encanador" fits no announced visit by a friend; "libera meu primo" fits no courier.
    """
    return all(_fits(noun, question.text) for noun in _MENTIONED.findall(text))


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
