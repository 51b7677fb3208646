"""The words around a name that tell whose it is, as patterns over what stands before it."""

from __future__ import annotations

import re

from audiosocket.understanding.fold import word_set

_KIN = (
    r"(?:pai|mae|filh[oa]s?|irma[o]?s?|prim[oa]s?|ti[oa]s?|avo|vo|net[oa]s?|sobrinh[oa]s?|genro|nora|sogr[oa]|"
    r"cunhad[oa]|marido|espos[oa]|mulher|"
    r"companheir[oa]|namorad[oa]|noiv[oa]|padrinho|madrinha|afilhad[oa]|entead[oa]|padrasto|madrasta|amig[oa]s?|"
    r"amigao|colegas?|vizinh[oa]s?|convidad[oa]s?|"
    r"conhecid[oa]|parente|compadre|comadre|ex)"
)
_WORK = (
    r"(?:medic[oa]|enfermeir[oa]|cuidador[a]?|faxineir[oa]|diarista|professor[a]?|manicure|personal(?: trainer)?|"
    r"massagista|baba|passeador[a]?|tecnic[oa]|fisioterapeuta|"
    r"empregada|cozinheira|motorista|advogad[oa]|veterinari[oa]|cabeleireir[oa]|costureira|arquitet[oa]|"
    r"encanador|eletricista|pintor|pedreiro|instalador|montador|jardineiro|psicolog[oa]|dentista|terapeuta|"
    r"corretor[a]?|passeio|cachorr[oa]|gat[oa])"
)
_GOODS = (
    r"(?:pedido|entrega|encomenda|pizza|remedios?|pacote|compras?|lanche|comida|carta|caixa|flores|marmita|buque|"
    r"bolo|sofa|aniversario|aninhos|festa|aula|consulta|chaves?|"
    r"mudanca|quarto|apartamento|ap|apto|unidade|casa|documento|envelope|presente|moveis|movel|geladeira|carro|"
    r"visita|churrasco|jantar|almoco|cha|nome|volume|correspondencia|roupas?)"
)
DID = (
    r"(?:pediu|chamou|deixou|encomendou|comprou|solicitou|abriu|marcou|agendou|convidou|contratou|combinou|ligou|"
    r"requisitou|falou|mandou eu|autorizou|me chamou|me convidou|mora|ta esperando|me espera)"
)

VISITOR = re.compile(
    r"(?:\b(?:(?:o )?meu nome(?: completo)?(?: mesmo)?(?: ,)?(?: e| eh)?|me chamo|eu chamo|me llamo|my name is|i "
    r"am|soy|pode me chamar de|chamam de|nome e|"
    r"(?:eu )?sou(?: eu)?(?: aqui)?(?: ,)?|(?:aqui|ca)(?: (?:e|eh|quem fala e|fala|quem fala|ta))?|quem fala "
    r"(?:aqui )?e|quem (?:ta|esta) (?:aqui|falando|na portaria|no portao)(?: na porta)? e|"
    r"que (?:e|eh)|que (?:e|eh) aqui|que sou|anota ai|que chegou|que ta aqui|com))$"
)
VISITOR_KIN = re.compile(
    rf"\b(?:sou|e|eh|aqui e|que e)(?: (?:o|a|um|uma))? (?:{_KIN}|{_WORK})(?: (?:dele|dela|deles|delas|d[aeo]s? "
    rf"\w+|d[ae] \w+ \w+))?(?: ,)?$"
)
RESIDENT_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        3,
        re.compile(
            r"\b(?:chama(?:r)?|chame|avisa(?:r)?|avise|interfona(?:r)?|liga(?:r)?)(?: (?:ai|la|por favor))?(?: "
            r"(?:pro|pra|para|com))?$|"
            r"\b(?:falar|conversar|conversa|fala|falo|combinei|combinado|marcado|marquei|agendado|agendei|"
            r"acertado|tratar) com$|"
            r"\b(?:destinatari[oa]|morador[a]?|responsavel|cliente)(?: (?:e|eh|se chama|chamad[oa]))?$|"
            r"\b(?:em|no|ta no|pelo) nome d[aeo]$|\baos cuidados d[aeo]$|\b(?:nome (?:dele|dela|do cliente|da "
            r"cliente|do morador|da moradora)) (?:e|eh)$|"
            rf"\bquem (?:\w+ ){{0,5}}?{DID}(?: \w+){{0,4}} foi$|\b(?:to see|for|to visit|visit)$"
        ),
    ),
    (
        2,
        re.compile(
            r"\b(?:pro|pra|para|ao|visitar|ver|encontrar|encontrar com|procurando|procuro|procurar|procura|busco|"
            r"pegar|buscar|esperar|vejo|"
            r"tomar um cafe com|mora|moram|conhece|tem|quero|queria|vi|paro|ajudar|cuidar d[aeo]|atender|"
            r"entregar pra|levar pra)$|"
            rf"\bcasa d[aeo]$|\b(?:{_KIN}|{_WORK}) d[aeo]$|\b{_GOODS} (?:e |eh |aqui )?d[aeo]$|"
            rf"\b(?:meu|minha|nosso|nossa) (?:{_KIN}|patrao|patroa|paciente|aluno|aluna|cliente)(?: ,)?$|"
            rf"\b(?:junto |jantar |almocar |cafe |brincar |jogar |estudar |matear |reuniao |aula |consulta |"
            rf"ensaio |tratar |cafe )\w*? ?com$"
        ),
    ),
    (1, re.compile(r"\b(?:d[ao]|com|e com)$")),
)
PLACE_NAME = re.compile(
    r"\b(?:edificio|condominio|residencial|predio|torre|rua|avenida|hospital|escola|colegio|igreja|shopping|"
    r"bairro|cidade|mercado|loja|restaurante)(?: d[aeo]s?)?$"
)
THIRD = re.compile(
    r"\b(?:quem (?:me )?(?:mandou|indicou|enviou|pagou|passou)(?: foi)?|mandad[oa] (?:por|pel[ao])|remetente(?: "
    r"e)?|indicad[oa] (?:por|pel[ao])|a mando d[aeo]|enviad[oa] (?:por|pel[ao]))$"
)
DENIAL = re.compile(
    r"(?<!\besse )(?<!\bessa )(?<!\bisso )\bnao (?:e|eh|era|foi|sou)(?: (?:o|a|pro|pra|para|do|da|com|visitar|ver))*$"
)


FILLERS = word_set(
    "e eh o a os as ah oh hum pra pro para do da meu minha nome aqui seu dona por favor moco moca sou eu se chama "
    "de senhor senhora com falar quero oi ola bom boa dia tarde noite mesmo isso dos das obrigado obrigada sim"
)
TELLING = word_set("nao sei lembro esqueci ja falei disse que so tem tinha nem quem qual porque como vai vou ta to")
VERBAL = re.compile(
    r"(?:ando|endo|indo|aram|eram|iram|mente|coes|cao|ou|ei|avam|ava|asse|esse|isse|aria|eria|iria|amos|emos|imos)$"
)
INFINITIVE = re.compile(r"(?:[aei]r)$")
OPEN_CUE = re.compile(
    r"(?:\b(?:meu nome(?: completo)?(?: mesmo)?(?: ,)?(?: e| eh)|me chamo|eu chamo|me llamo|my name is|pode me "
    r"chamar de|quem fala (?:aqui )?e|que (?:e|eh)|aqui (?:e|eh)|nome e)|"
    r"\b(?:falar|conversar|combinei|marcado|marquei) com|\bchama(?:r)?|\bavisa(?:r)?|\b(?:em|no) nome d[aeo]|"
    r"\b(?:morador[a]?|destinatari[oa])(?: (?:e|eh|se chama)))$"
)
