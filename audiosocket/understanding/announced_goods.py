"""
Whether what a resident speaks of can be what was announced: the goods, the errand, the kind of visitor.

An iFood courier brings no sofa and no gas, comes for no dinner and is nobody's mother.
"""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.fold import word_set
from audiosocket.understanding.permission_words import one_of
from audiosocket.understanding.question import Question

_DELIVERY = re.compile(
    r"\b(?:entreg(?:a|as|ar|ou|ador|adora|adores|ando)|encomendas?|pedidos?|pacotes?|carteiro|motoboy|motoqueiro|"
    r"correios?|compras?|ifood|rappi)\b"
)
_SERVICE = re.compile(
    r"\b(?:tecnic[oa]|servico|consert\w+|manutencao|instal\w+|reparo|atendimento|prestador\w*|encanador|eletricista|"
    r"limpeza|obra|montagem|vistoria|leitura|religar|dedetiza\w+|montador|pintor)\b"
)
_FOOD_SHOPS = (
    r"ifood|rappi|uber eats|99 ?food|ze delivery|food|burger|burguer|lanch\w*|pizza\w*|restaurante|padaria|sushi|mc "
    r"?donalds?|habibs?|giraffas|outback|subway|dominos?|spoleto|china in box|acai|churrasc\w*|cantina|marmit\w*|daki"
)
_STORES = (
    r"amazon|mercado livre|magalu|magazine|casas bahia|americanas|shopee|aliexpress|fast shop|ponto frio|mobly|"
    r"madeira ?madeira|tok ?stok|leroy|carrefour|extra|transportadora\w*|jadlog|loggi|total express|fedex|dhl"
)
_PHARMACIES = r"farmacia\w*|drog\w+|raia|pague menos|panvel|ultrafarma|pacheco|rappi"
_BRINGERS = {
    "comida pizza lanche almoco janta jantar marmita bolo": _FOOD_SHOPS,
    "remedio remedios": rf"{_PHARMACIES}|ifood|medic\w+",
    "farmacia": _PHARMACIES,
    "compras mercado": (
        rf"{_STORES}|mercado|supermercado|atacad\w+|pao de acucar|ifood|rappi|daki|hortifruti|sacolao|feira"
    ),
    "documento carta envelope": r"correios?|sedex|carteiro|loggi|motoboy|cartorio|jadlog|fedex|dhl|banco\w*",
    "flores": r"flor\w*|giuliana|buque",
    "racao": r"pet\w*|cobasi|racao|ifood|agro\w*",
    "gas botijao": r"gas|ultragaz|liquigas|supergas\w*|copagaz|gaz",
    "agua galao": r"agua|indaia|minalba|mineral|galao",
    "sofa geladeira movel moveis bicicleta": (
        rf"(?!loggi|extra|carrefour)(?:{_STORES}|moveis|movel|sofa|colch\w+|etna|ikea)"
    ),
}
"""Which goods fit which announcement; goods that are not here fit every delivery."""
_FITS = {thing: re.compile(rf"\b(?:{by})\b") for things, by in _BRINGERS.items() for thing in things.split()}
_EVERYDAY = word_set(
    "comida pizza lanche almoco janta jantar marmita bolo remedio remedios farmacia compras flores racao"
)
"""What a delivery of which nothing is known may well be."""
_FOREIGN = word_set(
    "mudanca aula faxina consulta sessao leitura vistoria instalacao manutencao conserto obra ferramenta ferramentas "
    "material materiais igreja escola trabalho faculdade academia futebol familia caminhao mala malas mochila"
)
"""What no delivery is."""
_SPOKEN_OF = re.compile(
    r"\b(?<!anota )(?<!anotar )(?<!registra )(?<!registrar )(?<!cuidado com )(?<!tem )(?:o|a|os|as|um|uma|uns|umas|"
    r"d[aeo]s?|pr[ao]s?|esse|essa|esses|essas|ped\w+|compr(?:ei|ou|amos)|encomend\w+|chegou|esperando|e|eh|com|"
    r"liber\w+|autoriz\w+|trazer|traz|entregar)(?: (?:o|a|os|as|meu|minha|meus|minhas|nosso|nossa))? "
    rf"({one_of('|'.join([*_FITS, *_FOREIGN]))})\b(?! (?:acabou|quebrou|parou|queimou|estragou|pifou))"
)
_MINE = re.compile(rf"\b(?:meu|minha|meus|minhas) ({one_of('|'.join([*_FITS, *_FOREIGN]))})\b")
_GOODS = (
    r"(?:pacotes?|encomendas?|entrega|pedidos?|comida|pizza|lanche|remedios?|caixas?|sacolas?|envelope|carta|"
    r"documento|compras?|marmita|almoco|janta|jantar|bolo|presente|flores|mercado)"
)
_PARCEL = r"(?:pacotes?|encomendas?|caixas?|sacolas?|envelope|carta|documento|comida|pizza|lanche|marmita|remedios?)"
_ONLY_GOODS = re.compile(
    rf"(?<!\be )(?<!\beh )\bso (?:(?:libera|sobe|manda|mandar|deixa|entra|autorizo|autoriza|pode|o|a|os|as|meu|minha|"
    rf"esse|essa|subir|entrar|que) ){{0,4}}{_GOODS}\b|\b(?:mand\w+|deix\w+|faz)(?: (?:o|a|os|as|esse|essa|meu|minha|"
    rf"so))+ {_PARCEL}(?: \w+)? (?:subir|entrar|vir|(?:pel|n)o elevador)\b|"
    r"\b(?:o|a|os|as|esse|essa|meu|minha) (?:pacotes?|caixas?|sacolas?|envelope|carta|documento) (?:pode|podem|sobe|"
    r"entra)\b|"
    rf"\b{_GOODS} (?:sozinh[oa]s?|pelo elevador|no elevador)\b"
)
"""The parcel and not its bearer: "só o pacote", "manda o pacote subir"."""
_CROWD = re.compile(r"\b(?:pessoal|galera|turma|povo) tod[oa]\b|\btod[oa] (?:o |a )?(?:pessoal|galera|turma|povo)\b")
_ORDERED = re.compile(
    r"\b(?:e|eh|sao|chegou|chegaram|esperando|aguardando|ped\w+|compr(?:ei|ou|amos)|encomend\w+)(?: so)?(?: (?:o|a|os|"
    r"as|um|uma|uns|umas|meu|minha|meus|minhas|nosso|nossa|d[aeo]s?))* (pacotes?|encomendas?|entrega|pedidos?|comida|"
    r"pizza|lanche|remedios?|caixas?|sacolas?|envelope|carta|documento|compras|marmita|flores|mercado|farmacia|sofa|"
    r"geladeira|movel|moveis|racao|gas|agua|botijao|galao|bicicleta|mudanca)\b(?! (?:acabou|ta|tao))"
)
"""A delivery spoken of when a visitor or a service was announced."""
_PURCHASE = re.compile(
    r"\b(?:autoriz|aprov|confirm|liber)\w*(?: (?:a|o|essa|esse|minha|meu|uma|sim|ai))+ (?:compra|pagamento|debito|"
    r"credito|pix|transacao|emprestimo|cartao)\b"
)
"""A bank's question, not the gate's."""
_KIN_IS = re.compile(rf"\b(?:e|eh|sao) (?:(?:o|a|os|as) )?(?:meu|minha|meus|minhas) ({lexicon.KIN})\b(?! que\b)")
_CALLING = re.compile(
    rf"\b(?:e|eh|sao) (?:(?:o|a|os|as|um|uma|meu|minha|nosso|nossa) )+({lexicon.WORKER})\b(?! que\b)|"
    r"\b(?:mora|trabalha|vive|estuda|namora|faz faxina|da aula)(?: (?:ja|sempre))* (?:aqui|ca|la|comigo|conosco|com a "
    r"gente|em casa)|\b(?:veio|vem|vieram|subir|entrar)(?: \w+)? pr[ao]s? (?:festa|aula|consulta|reuniao|churrasco|"
    r"aniversario|jantar|almoco|faxina|obra|ensaio|missa|jogo|visita|cha)\b"
)
"""Who is no courier: a cleaner, a teacher, somebody who lives here, a guest."""
_COURIERS = word_set("entregador entregadora motoboy motoqueiro carteiro mocinho mocinha motorista ajudante")
_BRINGS = r"(?:entreg|traz|deix|lev|coloc|peg|busc|retir|devolv|pass|receb|pag|assin)\w*"
_ENTERS = (
    r"(?:subir|entrar|sobe|entra|vir|suba|entre|passar|passa)(?: (?:ele|ela|nome|aqui|ai|la|sim|ja|logo|so|direto|em "
    r"casa))*"
)
_COMES = r"(?:veio|vem|vieram|vai|ta vindo)(?: (?:aqui|ca|so|hoje|ja|em casa|sempre))*"
_ERRAND = re.compile(rf"\b(?:{_ENTERS} pra|{_COMES} pra|{_COMES}) (?:me |nos |te )?(?!{_BRINGS})(\w+[aei]r)\b")
_SOCIAL = word_set(
    "jantar almocar lanchar dormir visitar tomar comer conversar comemorar brincar jogar passear estudar"
)
_BEDTIME = re.compile(
    rf"\b{_ENTERS} pra (?:ir )?(?:dormir|deitar|descansar|comer|estudar|escovar|ler|nanar|"
    r"tomar (?:(?:um|o|a|seu) )?(?:banho|remedio|leite|mamadeira)|(?:se )?(?:trocar|vestir|arrumar)$|fazer (?:(?:a|o|"
    r"sua|seu) )?(?:licao|dever|tarefa|trabalho|prova|coco|xixi))\b"
)
_OF_VISITOR = re.compile(
    rf"\b(?:nome|ele|ela|eles|elas|(?:o|a|meu|minha|esse|essa) (?:{lexicon.KIN}|{lexicon.PERSON}))\b"
)


def _brings(thing: str, question: Question) -> bool:
    """Whether the announced delivery can be that thing."""
    if re.search(rf"\b{thing}\b", question.text):
        return True
    if thing in _FOREIGN:
        return False
    return bool(_FITS[thing].search(question.text)) or (not question.names and thing in _EVERYDAY)


def _other_errand(text: str, announced: str) -> bool:
    """Whether the visitor is let in for something that the announced one does not come for."""
    errands = _ERRAND.findall(text)
    if _DELIVERY.search(announced):
        return bool(errands)
    if _SERVICE.search(announced):
        return not _SOCIAL.isdisjoint(errands)
    return bool(_BEDTIME.search(text)) and not _OF_VISITOR.search(text)


def _comes_otherwise(text: str, announced: str) -> bool:
    """Whether the visitor is said to be, or to come for, what no announced courier is or does."""
    found = _CALLING.search(text)
    if found is None or found[1] in _COURIERS:
        return False
    return not (found[1] and re.search(rf"\b{found[1].split()[-1]}\b", announced))


def other_than_announced(text: str, question: Question) -> bool:
    """
    Whether the answer, with names replaced, is about other goods, another errand or another visitor than announced.

    True of "libera o gás" after an iFood courier, of "só o pacote" (its bearer stays out), of "pode subir pra dormir".
    """
    announced = question.text
    if _PURCHASE.search(text) or (question.people == 1 and _CROWD.search(text)) or _other_errand(text, announced):
        return True
    if not _DELIVERY.search(announced):
        return any(not re.search(rf"\b{thing}\b", announced) for thing in _ORDERED.findall(text))
    if "nome" not in text.split() and _comes_otherwise(text, announced):
        return True
    if _ONLY_GOODS.search(text) or ("nome" not in text.split() and _KIN_IS.search(text)):
        return True
    return any(not _brings(thing, question) for thing in (*_SPOKEN_OF.findall(text), *_MINE.findall(text)))
