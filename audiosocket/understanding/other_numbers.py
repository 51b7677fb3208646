"""Numbers and flats that a turn names, and that are not where the visitor wants to go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from audiosocket.understanding.blocks import HEADS
from audiosocket.understanding.fold import word_set
from audiosocket.understanding.numbers import Number
from audiosocket.understanding.turn import APARTMENT_WORDS

Span = tuple[int, int]
"""Where a mention stands: tokens[start:end]."""

_NOT_A_FLAT_BEFORE = re.compile(
    r"(?:\b(?:(?:motorista|corrida|carro|app|aplicativo) d[aeo]|telefone|celular|whatsapp|zap|fone|contato|cpf|"
    r"rg|cnh|cnpj|codigo|protocolo|ordem|nota|nota fiscal|placa|senha|cep|rastreio|rastreamento|os|"
    r"comanda|valor|total|deu|custa|custou|troco|troco pra|r|chamado|matricula|cracha|registro|linha|ramal|pin|"
    r"tel|rua [\w ]+|avenida [\w ]+|pedido|paguei|pagar|cobrar|idade|"
    r"somos|sao|umas?|uns|faz|ha|tem|tenho|tinha|fazem|dia|km|br|bairro|lote|quadra|volume|somos em|estamos em|"
    r"to com|dividido em)"
    r"(?: (?:do|da|e|eh|de|o|a|numero|n|final|em|por|pra|meu|pedido|entrega|mais|novo|so|uns|umas|acabou|deu))*|"
    r"\b(?:as|das|ate|pras|ate as|por volta das?|antes das?|depois das?|desde as?|la pras|la pelas|entre as?|"
    r"para as|pra as|entre) (?:\w+ (?:e|as|ate) )?)$"
)
_TIME_WORDS_BEFORE = re.compile(
    r"(?:^| )(?:as|das|pras|ate as|desde as|pelas|entre as|agendad\w+ pr?a?s?|marcad\w+ pr?a?s?|horario)$"
)
_NOT_A_FLAT_AFTER = re.compile(
    r"^(?:horas?|hs?|hrs|minutos?|min|anos?|aninhos|reais|real|conto|contos|pila|pilas|centavos|pessoas?|"
    r"pacotes?|caixas?|volumes?|sacolas?|itens|quilos?|kg|"
    r"litros?|pizzas?|lanches?|andar|andares|dias?|vezes|vez|amig[oa]s?|criancas?|rapazes|meninos|meninas|"
    r"unidades|encomendas?|entregas?|cartas?|"
    r"da (?:manha|tarde|noite|madrugada)|em ponto|de (?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|"
    r"setembro|outubro|novembro|dezembro)|"
    r"mil reais|por cento|graus|metros|convidad[oa]s|visitantes?|marmitas?|garrafas?|galoes|galao|botij\w+|"
    r"amigos|mulheres|homens|de nos|meses|semanas?|"
    r"malas?|sacos?|envelopes?|produtos?|pratos?|esfihas?|cada|e meia)\b"
)
_WHO_COMES = (
    r"(?:entregador[a]?|motoboy|motoqueir[oa]|moto ?taxi|taxi|taxista|motorista|motociclista|carteir[oa]|leiturista|"
    r"funcionari[oa]|colaborador[a]?|agente|parceir[oa]|equipe|turma|moto|carro|caminhao|carreta|van|furgao|kombi|"
    r"veiculo|viatura|onibus|bike|bicicleta|placa|prefixo|rota|cracha|matricula|inscricao|uniforme|colete|capacete|"
    r"ficha|fila|guiche|vaga|lacre|doca|filial|agencia|versao)"
)
_WHAT_COMES = (
    r"(?:entrega|encomenda|pacote|pedido|remessa|carga|viagem|corrida|parada|visita|item|caixa|mesa|box|garagem|"
    r"posto|armario|portao|loja|cliente|contrato|conta|tecnic[oa]|oficial|instalador[a]?|servico|chamado|cupom)"
)
_ITS_NUMBER = r"(?:numero|num|nr|nro|n|codigo|id|identificacao|registro|final|terminad[oa] em|terminando em)"
_OWN_NUMBER = re.compile(
    rf"\b(?:{_WHO_COMES}(?: d[aeo])?(?: {_ITS_NUMBER})*(?: (?:e|eh|o|a))*|"
    rf"{_WHAT_COMES}(?: d[aeo])?(?: {_ITS_NUMBER})+(?: (?:e|eh|o|a))*|"
    rf"{_ITS_NUMBER} d[aeo]s? (?:meu |minha |nosso |nossa )?(?:{_WHO_COMES}|{_WHAT_COMES})(?: (?:e|eh|o))*|"
    rf"(?:meu|minha|nosso|nossa) (?:{_ITS_NUMBER}|{_WHO_COMES})(?: d[aeo] \w+)?(?: (?:e|eh|o))*|"
    r"sou (?:o|a)(?: numero| n)?|"
    r"placa(?: (?!(?:pr[oa]|n[ao]|para|ap|apto|vou|vim|entrega|visita)\b)\w+){0,6})$"
)
"""The number of who or what comes: "o entregador número onze", "placa ABC um dois", "pacote número 92"."""


def is_other_number(before: str, after: str) -> bool:
    """
    Whether the words around a number make it a telephone, an order, a price, an hour, an age, a courier's number.

    :param before: up to nine folded words before it. :param after: up to three after it.
    """
    return bool(
        _NOT_A_FLAT_BEFORE.search(before)
        or _TIME_WORDS_BEFORE.search(before)
        or _NOT_A_FLAT_AFTER.match(after)
        or _OWN_NUMBER.search(before)
    )


_SIGNS = word_set("igual barra ponto virgula vezes dividido asterisco traco hifen underline")
_SIGN_LINKS = word_set("a por e")


def without_signs(keys: Sequence[str], numbers: list[Number]) -> list[Number]:
    """The numbers without those that a spelled sign joins ("onze vírgula noventa"); a block's may stand before one."""
    joined: set[Number] = set()
    for one, other in pairwise(numbers):
        between = keys[one.end : other.start]
        headed = one.start and keys[one.start - 1] in HEADS
        if not headed and _SIGNS.intersection(between) and all(key in _SIGNS or key in _SIGN_LINKS for key in between):
            joined |= {one, other}
    return [number for number in numbers if number not in joined]


_LONGEST_ALTERNATIVE = 12
_NO_ALTERNATIVE = re.compile(
    r"^(?:(?:melhor|seja|alias|digo|desculpa|desculpe|perdao|minto|errei)\b|nao [,.!?;])|"
    r"\b(?:alias|digo|quer dizer|desculpa|perdao|minto|errei|na verdade)\b"
)


def alternatives(keys: Sequence[str], spans: Iterable[Span]) -> set[Span]:
    """The mentions that "ou" joins to another: none of them was chosen. "ou melhor" corrects, and chooses the last."""
    found: set[Span] = set()
    ordered = sorted(spans)
    for one, other in pairwise(ordered):
        between = list(keys[one[1] : other[0]])
        last = max((at for at, key in enumerate(between) if key in ("ou", "or")), default=None)
        if last is None or len(between) > _LONGEST_ALTERNATIVE:
            continue
        if not _NO_ALTERNATIVE.search(" ".join(between[last + 1 :])):
            found |= {one, other}
    if ordered and keys[ordered[-1][1] : ordered[-1][1] + 2] in (["or", ";"], ["ou", ";"]):
        found.add(ordered[-1])
    return found


_BESIDE = re.compile(
    r"\b(?:(?:vizinh[oa]s?|lado|cima|acima|embaixo|baixo|abaixo|debaixo|(?<!bloco da )(?<!predio da )(?<!torre da )"
    r"frente|defronte|atras|perto|pertinho|"
    r"proxim[oa]|junto|antes|depois|parede|seguinte|andar|corredor|diagonal|costas|colad[oa]|grudad[oa]|encostad[oa])"
    r"(?: (?:esquerd[oa]|direit[oa]|mesmo|bem|imediat[oa]|de (?:porta|cima|baixo|parede|andar|frente|lado)))*"
    r" (?:d[aeo]s?|ao?)|"
    r"(?:colad[oa]|grudad[oa]|encostad[oa]|parede com|porta com|junto|geminad[oa])(?: com)?(?: (?:n?[ao]|com [oa]))|"
    r"(?:frente|defronte) o|"
    r"(?:menos|exceto|tirando|salvo|sem ser|que nao (?:e|seja|for)) [oa]s?)$"
)
_FLAT_WORDS = APARTMENT_WORDS | {"numero", "n", "casa"}


def is_elsewhere(keys: Sequence[str], start: int) -> bool:
    """Whether the flat at `start` only tells where another is: "o vizinho do 92", "em cima do 91", "menos o 12"."""
    at = start
    while at and keys[at - 1] in _FLAT_WORDS:
        at -= 1
    return bool(_BESIDE.search(" ".join(keys[max(0, at - 7) : at])))
