"""What no permission may hold, though the grammar knows its words: broken-off, another flat, somebody else, irony."""

from __future__ import annotations

import re

from audiosocket.understanding import permission_parts as parts
from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.question import Question

_FILLER = (
    r"(?:ne|viu|ta|entao|ai|sabe|olha|ah|e|eh|hein|moco|moca|senhor|senhora|amigo|hoje|aqui|agora|ja|la|o|a|oi|"
    r"eu|gente|cara|meu|bom|ok|isso|[,.!;:?])"
)
_UNFINISHED = re.compile(
    rf"\b(?:mas|porem|porque|pois|(?<!o )que|se|ou|quando|desde|caso|por|com(?! a gente)|pra|pro|de|do|da|no|na)"
    rf"(?: {_FILLER})*$|"
    r"\b(?:so|e|eh|o|os|as|um|uma|mas so)(?: [,.!;:?])*$|"
    r"^(?:ah |oi |[,.] )*(?:sim|claro|pode)(?: sim)?(?: [,.!;:])* (?:ah|oh|olha|olhe|sabe|e ai|eu|eu mesm[oa]|ja vai|"
    r"tudo (?:bem|certo))\b(?: [,.!;:?])*$"
)
"""A conjunction with nothing after it: the condition, or the question, was cut off."""
_HUNDREDS = r"(?:cem|cento|duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos|mil)"
_FLAT = re.compile(
    rf"\b(?:bloco|torre|predio|edificio|ala) (?:d[aeo] )?(?:[a-z]|{parts.NUMERAL})\b|\b{_HUNDREDS}\b|\b\d{{2,}}\w*|"
    rf"\b{parts.NUMERAL} (?:e )?{parts.NUMERAL}\b|"
    rf"\b(?:apartamento|ap|apto|apt|ape|sala|numero|unidade|no|na|do|da|ao|pro|ate o|e o|e no) {parts.NUMERAL}\b|"
    rf"\b(?:apartamento|ap|apto|apt|ape|unidade) [a-z]\b|\b{parts.NUMERAL} andar\b|"
    r"\b(?:primeiro|segundo|terceiro|quarto|quinto|sexto|setimo|oitavo|nono|decimo|ultimo) andar\b|"
    r"\b(?:cobertura|terreo|outr[ao] (?:torre|bloco|apartamento|predio))\b|"
    r"\b(?:n[ao]|pr[oa]) (?:o |a |meu |minha )?vizinh[oa]\b|\bd[ao] vizinh[oa]\b"
)
"""Another flat or block, or one misheard: whoever names one may not mean the visitor at this one's gate."""
_HOUR = re.compile(
    rf"\b(?:as|das|pras|pelas|ate as) (?:{parts.NUMERAL})(?: (?:e|horas?|{parts.NUMERAL})\b)*|"
    rf"\b(?:ha|faz|tem|por|mais de)(?: (?:uns|umas|mais de|quase))* {parts.NUMERAL}(?: e {parts.NUMERAL})? "
    r"(?:anos?|meses|dias|horas?|minutos?|semanas?)\b"
)
_COMPANION = re.compile(
    rf"\b(?:liber\w+|autoriz\w+|entra\w*|subir|sobe|deixa\w*|manda\w*|passar) "
    rf"(?:(?:o|a|esse|essa|meu|minha) )*(?!(?:que|pois|porque|porem|mas|so) )\w+ e "
    rf"(?:(?:o|a|os|as|um|uma|meu|minha|mais) )+(?:{lexicon.KIN}|{lexicon.PERSON}|{lexicon.WORKER})\b"
)
"""Somebody more than was announced: "libera o Rafael e o amigo"."""
_ONE_MORE = re.compile(
    rf"\bmais (?:um|uma|outr[oa]|{parts.NUMERAL}) (?:{lexicon.KIN}|{lexicon.PERSON}|{lexicon.WORKER})\b"
)
_BROUGHT = re.compile(
    r"\b(?:(?:veio|vem|vieram|ta|chegou|entrar|subir|sobe|entra)(?: (?:aqui|ai|junto))* com|trouxe|trazendo) "
    rf"(?:(?:o|a|os|as|um|uma|uns|umas|seu|sua|meu|minha|mais|outr[oa]|{parts.NUMERAL}) )+"
    rf"(?:{lexicon.KIN}|{lexicon.PERSON}|{lexicon.WORKER})\b|\bque (?:ta|veio|vem|chegou) com (?:ele|ela)\b"
)
"""Somebody whom the announced person brings along."""
_ELIDED = re.compile(r"(?<!\be)(?<!\beh)(?<!\bsao)(?<![,.!;:]) (?:(?:o|a|os|as) )?(?:meu|minha|meus|minhas)$")
_QUANTITY = re.compile(rf"(?<!\bos )(?<!\bas )(?<!\beles )(?<!\belas )\b(?!(?:um|uma|meia|meio)\b){parts.NUMERAL}\b")
_IRONY = re.compile(
    r"^so pode(?: ne)?$|\bpois sim\b|"
    r"\b(?:o|uma|um|os|pro|pra) (?:caramba|caramb\w+|cacete|escambau|diabo|capeta|poxa|puxa|caralho|"
    r"raio|saco|ova|pinoia)\b"
)
_NOT_ENTRY = re.compile(
    r"\bso (?:o|a) \w+ (?:pode|podem) (?:liber|autoriz|abr)\w+|"
    r"\bliber\w+ (?:o|a|os) (?:elevador\w*|vaga|saida)\b|"
    r"\babr\w+(?: \w+){0,3} (?:pra|para) (?:mim|nos|gente|a gente)\b|"
    r"\b(?:manda|mandar|deixa|deixar|libera|liberar|sobe|subir) (?:subir )?o elevador\b|"
    r"\b(?:liber|abr|autoriz|deix)\w*(?: \w+){0,5} que (?:ja )?(?:ta|tao|vem) (?:chegando|vindo|a caminho)\b|"
    r"\b(?:pede|pedir|peca|ve|olha|confere|checa|exige|mostra|pega)\b(?!.{0,20}\b(?:deixar|"
    rf"anotar)\b).{0, 25}\b(?:rg|cpf|"
    r"documento|documentos|identidade|carteira|foto)\b|"
    r"(?<!anota o )(?<!anotar o )(?<!registra o )(?<!registrar o )(?<!deixar o )\bnome\b"
)
_AT_THE_GATE = re.compile(
    r"\b(?:to|tou|tamos) (?:ja )?(?:aqui )?(?:em casa )?(?:chegando|voltando|embaixo|na garagem|no portao|na porta|na "
    r"frente|na entrada|no carro|de carro)\b|"
    r"\b(?:esqueci|perdi|esquecemos) (?:a|minha|as|minhas|o|meu) (?:chaves?|controle|cartao|tag)\b|"
    r"\b(?:acabei|acabamos) de chegar\b|\b(?:cheguei|chegamos)\b"
)
"""The speaker is at the gate, or on the way to it: "abre", "libera" may open it for the speaker."""
_OPENS = re.compile(r"\b(?:abr|liber)\w*")
_US = re.compile(
    r"\b(?:liber\w+|deixa\w*|autoriz\w+|abr\w+)(?: (?:ai|la|pra))* (?:a gente|eu|nos|me)"
    r"(?= (?:entrar|subir|passar|aqui|ai|por favor|logo)\b|$)"
)
"""The speaker is to be let in: "deixa a gente entrar"."""
_SOMEBODY = r"(?:gente|mae|pai|vo|tia|tio|amor|filh[oa]|bem|mano|mana|pessoal|galera|turma|meninos|meninas|criancas)"
_CALLED = re.compile(
    rf"(?:^|[,.!;:] )(?:(?:o|oh|oi|ei|ah|e|alo|sim|claro) )*(?:[,.!] )?{_SOMEBODY}(?: [,.!;:])* (?:ja )?(?:pode|podem|"
    rf"entra|entrem|sobe|subam|vem|passa|suba|entre)\b|"
    rf"\b(?:pode|podem|entra|entrem|sobe|subam|vem|passa)(?: (?:entrar|subir|vir|passar))?(?: [,.!])* {_SOMEBODY}$"
)
"""Somebody in the room is spoken to: "Gente, pode entrar"."""
_PERMITS = re.compile(
    r"\b(?:traz\w*|entregar?|levar?|pod\w+|liber\w+|autoriz\w+|permi\w+|deix\w+|abr\w+|mand\w+|entr\w+|sub\w+|"
    r"sobe|aprov\w+|confirm\w+|"
    r"quero|venha|passe)\b"
)
_PICKS_UP = re.compile(r"\b(?:(?:bom|boa) (?:dia|tarde|noite)|aqui|alo|oi|ola|e daqui|pois|fala|falando|em casa)\b")
"""A telephone answered: "Sim, boa noite", "Sim, é aqui"."""
_PLURAL = re.compile(
    rf"\b(?:podem|eles|elas|deles|delas|todos|todas|todo mundo|geral|a galera|a turma|o grupo|o povo|"
    r"entrem|subam|passem|venham|entrarem|subirem)\b|"
    rf"\b(?:os|as|meus|minhas|uns|umas|esses|essas|nossos|nossas) (?:meus |minhas )?"
    rf"(?:{lexicon.KIN}|{lexicon.PERSON}|{lexicon.WORKER})\b"
)
_CREW = re.compile(r"\b(?:mudanca|caminhao|equipe|casal|familia|pessoal|turma|grupo|tecnicos|rapazes|mocos|pessoas)\b")
_ASIDE = re.compile(
    r"\b(?:d[aeo]s?|com|por|ver|visitar|ajudar(?! com)|buscar|pegar|encontrar) (?:(?:o|a|os|as|meu|minha|meus|"
    r"minhas|nosso|"
    r"nossa) )*\w+"
)
_RELATION = re.compile(rf"\b(?:{lexicon.KIN}|carro|moto|cachorro|encomenda|mulher) d(?:[aeo]s? nome|el[ea]s?)\b")
"""Somebody of the visitor's: "libera o filho do Rafael", "a esposa dele pode subir"."""
_GARAGE = re.compile(
    r"\b(?:liber|abr|autoriz)\w*(?: (?:ai|la|ja|logo|pra mim|sim|(?:a|o) (?:entrada|acesso|portao|porta) d[aeo]))* "
    r"(?:(?:o|a|meu|minha|seu|sua|da|do) )*(?:carro|moto|garagem|cancela|portao da garagem)\b"
)
_DRIVEN = re.compile(
    r"\b(?:mudanca|caminhao|frete|carreto|motorista|uber|taxi|carro|moto|van|motoboy|motoqueiro|garagem|guincho)\b"
)
_CHILD = re.compile(r"\b(?:crianca|criancas|menina|meninas|garota|garotas|bebe)\b")
_BOY = re.compile(r"\b(?:menino|garoto)\b(?! d[aeo]s? )(?! (?:ta|tao) dormindo)")
_YOUNG = re.compile(r"\b(?:o|a|os|as) (garotos?|garotas?|gurizada|molecada|molecad\w|guris?|gurias?)\b")
_DELIVERED = re.compile(r"\b(?:entrega|encomenda|pedido|pacote|servico|tecnico|correios?)\b")


def flat_named(text: str, announced: str) -> bool:
    """Whether the answer names a flat or block that the announcement did not."""
    found = _FLAT.search(_HOUR.sub(" ", text))
    return found is not None and not re.search(rf"\b{re.escape(found[0])}\b", announced)


def vetoed(heard: str, named: str, question: Question, *, accented: str = "") -> bool:
    """
    Whether an answer that the grammar takes for a permission is none after all.

    :param heard: the `answer_text.plain` answer, names not yet replaced.
    :param named: the same with names replaced.
    :param accented: the same as `heard` with every "é" written "eh": "ela é minha amiga" brings nobody else.
    """
    text = heard.strip(" .,!;:")
    return bool(
        _UNFINISHED.search(text)
        or _IRONY.search(text)
        or _NOT_ENTRY.search(text)
        or _CALLED.search(text)
        or _ELIDED.search(text)
        or (_PICKS_UP.search(text) and not _PERMITS.search(text))
        or flat_named(text, question.text)
        or (question.people == 1 and _of_more(text, question.text, accented or text))
        or _another_child(text, question.text)
        or _RELATION.search(named)
        or _US.search(text)
        or (_AT_THE_GATE.search(text) and _OPENS.search(text))
        or (_GARAGE.search(text) and not _DRIVEN.search(question.text))
    )


def _of_more(text: str, announced: str, accented: str) -> bool:
    """Whether an answer after one person's announcement speaks of more, or of any number."""
    if (
        _COMPANION.search(accented)
        or _BROUGHT.search(text)
        or _ONE_MORE.search(text)
        or _QUANTITY.search(_HOUR.sub(" ", text))
    ):
        return True
    return not _CREW.search(announced) and bool(_PLURAL.search(_ASIDE.sub(" ", text)))


def _another_child(text: str, announced: str) -> bool:
    """Whether a child is let in and none was announced."""
    spoken = _ASIDE.sub(" ", text)
    if re.search(r"\b(?:crianca|criancas|bebe)\b(?! (?:ta|tao) )", spoken) and not _CHILD.search(announced):
        return True
    if (young := _YOUNG.search(spoken)) and young[1] not in announced:
        return True
    if _BOY.search(text) and _DELIVERED.search(announced):
        return True
    return bool(_CHILD.search(spoken) and _DELIVERED.search(announced) and not re.search(r"\bdormindo\b", spoken))
