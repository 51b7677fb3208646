"""Why a visitor is there, by what the turn says."""

from __future__ import annotations

import re

from audiosocket.understanding.slots import Intent

_WORKER = (
    r"tecnic[oa]s?|encanador|eletricista|pedreiro|pintor|marceneiro|montador|jardineiro|piscineiro|faxineir[oa]|"
    r"diarista|empregada|baba|cuidador[a]?|enfermeir[oa]|"
    r"medic[oa]|fisioterapeuta|professor[a]?|personal|manicure|pedicure|cabeleireir[oa]|massagista|"
    r"veterinari[oa]|passeador[a]?|chaveiro|gesseiro|vidraceiro|serralheiro|"
    r"dedetizador|arquitet[oa]|engenheir[oa]|instalador|prestador[a]? de servico|funcionari[oa] d[ao]|leiturista|"
    r"zelador substituto|cozinheira|passadeira|lavadeira|"
    r"costureira|adestrador[a]?|tapeceiro|desentupidor|azulejista|dentista|psicolog[oa]|fonoaudiolog[oa]|"
    r"nutricionista|terapeuta|acompanhante|folguista|mecanico|afinador"
)
_PATTERNS: tuple[tuple[Intent, int, re.Pattern[str]], ...] = (
    (
        Intent.MUDANCA,
        9,
        re.compile(
            r"\b(?:mudanca|mudancas|carreto|carretos|caminhao (?:bau|de moveis)|mudando|me mudar|outro "
            r"apartamento|mudar pro|nov[oa] morador[a]?)\b"
        ),
    ),
    (
        Intent.OUTRO,
        8,
        re.compile(
            r"\b(?:oficial de justica|intimacao|mandado|policia(?: \w+)?|policial|delegacia|delegad[oa]|"
            r"corretor[a]?|imobiliaria|pra alugar|para alugar|alugando|aluguel|pra vender|a venda|"
            r"censo|ibge|recenseador[a]?|recenseamento|pesquisador[a]?|pesquisa de|vendedor[a]?|vendendo|vender|"
            r"demonstracao|testemunha de jeova|uma palavra|palavra de deus|jeova|"
            r"samu|ambulancia|bombeiros?|emergencia|socorro|passando mal|incendio|(?:vim|vem|viemos|vou|vai|veio|"
            r"pra|para|tenho que|preciso|mandaram) (?:vir )?(?:buscar|pegar|retirar|coletar|recolher)|coleta d|"
            r"devolucao|retirada|"
            r"corrida|passageir[oa]|motorista d[aeo]|motorista de aplicativo|doacao|doacoes|prefeitura|agente de "
            r"saude|vigilancia sanitaria|candidat[oa]|politic[oa]|ong|campanha|consorcio|panfleto|oferec\w+|"
            r"plano (?:funerario|de saude|odontologico)|promocao|assinatura d)\b"
        ),
    ),
    (
        Intent.SERVICO,
        6,
        re.compile(
            rf"\b(?:{_WORKER}|manutencao|consert\w+|instalar|instalacao|instalando|montar|montagem|reparo|"
            rf"reparar|arrumar (?:a|o)|faxina|limpeza|limpar|leitura|religacao|religar|corte d|vistoria|"
            r"inspecao|dedetiza\w+|desentup\w+|vazamento|medicao|medir|medidor|orcamento|obra|reforma|pintura|"
            r"pintar|assistencia|visita (?:tecnica|agendada|marcada|comercial)|servico|"
            r"aula|aulas|fisioterapia|massagem|sessao de|curativo|vacina|injecao|coleta de sangue|exame|banho e "
            r"tosa|passear com|passeio|cuidar d|trocar (?:o|a|as|os)|furar|"
            r"verificar (?:o|a)|ver (?:o|a) (?:bomba|ar|maquina|geladeira|internet|medidor|relogio|cano|"
            r"vazamento|interfone|elevador|luz|chuveiro|torneira|pia)|chamado|ordem de servico|trabalhar|plantao|"
            r"ar condicionado)\b"
        ),
    ),
    (
        Intent.ENTREGA,
        5,
        re.compile(
            r"\b(?:entreg\w+|encomendas?|pedidos?|pacotes?|delivery|correspondencia|carta|cartas|telegrama|sedex|"
            r"correios?|carteiro|motoboy|motoqueiro|pizza|lanche|marmita|quentinha|"
            r"remedios?|medicamentos?|flores|buque|cesta|galao|galoes|botijao|botijoes|compras? d|compras|trazer|"
            r"trazendo|trouxe|trouxemos|trago|vim deixar|veio deixar|deixar (?:um|uma|a|o|as|os)|"
            r"o gas|do gas|a agua|da agua|que (?:pediu|encomendou|comprou)|mercadorias?|mercado|caixa (?:de|da|"
            r"do|pra|pro)|uma caixa|caixas|volumes|hamburguer|sushi|acai|comida|bolo|salgados|presente|almoco "
            r"pra|racao|jantar pra|volume|"
            r"documento pra|envelope|tenho (?:um|uma) (?:pacote|negocio)|sofa|geladeira|moveis|movel|flor|nota "
            r"fiscal|logistica|transportadora)\b|"
            r"^(?:\w+ )?(?:(?:e|eh|ola|oi) )?(?:agua(?: mineral)?|gas|flores|cesta|comida) (?:pr[oa]|no|na|do|da)\b"
        ),
    ),
    (
        Intent.VISITA,
        3,
        re.compile(
            r"\b(?:visitar|visita|visitinha|visitando|vim ver|venho ver|viemos ver|vem ver|vou ver|falar com(?! "
            r"(?:uma |a |um |o |algum )?(?:pessoa|alguem|atendente|porteiro|humano|gente|robo|zelador|sindico))|"
            r"conversar com|(?:marquei|combinei|marcado)(?: \w+){0,6}? com (?:o|a|seu|dona|ele|ela)|jantar|"
            r"almocar|lanchar|festa|aniversario|churrasco|tomar (?:um )?cafe|cafe com|"
            r"jogar|brincar|estudar com|dormir|convidad[oa]s?|me convidou|vim na casa|vou na casa|na casa d[aeo]|"
            r"to aqui pra ver|encontrar|avisa\w* (?:\w+ ){0,4}?(?:que )?(?:eu )?(?:cheguei|chegamos|to aqui|sou "
            r"eu)|eu cheguei|passar (?:o dia|a tarde|a noite)|"
            r"sou (?:o |a |um |uma )?(?:amig[oa]|irma|irmao|prim[oa]|ti[oa]|sobrinh[oa]|mae|pai|filh[oa]|genro|"
            r"nora|sogr[oa]|cunhad[oa]|namorad[oa]|noiv[oa]|net[oa]|avo|vo|padrinho|madrinha|marido|espos[oa]|"
            r"parente|colega|vizinh[oa]|afilhad[oa]|ex)|"
            r"(?:sou|aqui e) (?:o |a )?\w+(?: ,)? (?:o |a )?(?:amig[oa]|irma|irmao|prim[oa]|ti[oa]|sobrinh[oa]|mae|pai|"
            r"filh[oa]|genro|nora|sogr[oa]|cunhad[oa]|namorad[oa]|noiv[oa]|net[oa]|afilhad[oa]) d[aeo]|"
            r"(?:e|eh) (?:o |a )?(?:amig[oa]|irma|irmao|prim[oa]|ti[oa]|sobrinh[oa]|mae|pai|filh[oa]|genro|nora|"
            r"sogr[oa]|cunhad[oa]|namorad[oa]|noiv[oa]|net[oa]|padrinho|madrinha) (?:d[aeo]|dele|dela)|"
            r"vengo a ver|a visitar|here to see|to visit|visiting|ver (?:o|a|meu|minha|seu|dona)|matear|"
            r"namorad[oa] na verdade|chame seu|chama (?:o|a|seu|dona)(?! (?:porteiro|zelador|sindic[oa]|"
            r"atendente|gerente|seguranca|responsavel)))\b"
        ),
    ),
)
_CORRECTION = re.compile(r"\b(?:nao|alias|quer dizer|digo|na verdade|ou melhor|desculpa|mudei)\b")
_DENIED = re.compile(
    r"\bnao (?:e|eh|vim|sou|to|vou|tem)(?: (?:uma?|de|da|do|pra|fazer|nenhuma?|o|a|trazer|entregar|so))*$"
)
_EXPLICIT_VISIT = re.compile(
    r"\b(?:(?:e|eh|uma|so|fazer|vim) visita|visita(?! (?:tecnica|agendada|marcada|comercial))|vim visitar|visitar)\b"
)
_EXPLICIT_DELIVERY = re.compile(r"\b(?:entrega|entregar|delivery)\b")


def read_intent(text: str) -> Intent | None:
    """
    The intent that folded, spaced text states or implies; None if it says nothing of it.

    Denied words do not count ("não é entrega, é visita"); after a correction the last one wins; else the stronger word.
    """
    found = [
        (hit.start(), hit.end(), strength, intent)
        for intent, strength, pattern in _PATTERNS
        for hit in pattern.finditer(text)
        if not _DENIED.search(text[: hit.start()].rstrip())
    ]
    if not found:
        return None
    found.sort()
    last = found[-1]
    strong = max(found, key=lambda item: (item[2], -item[0]))
    if last[3] is not strong[3] and last[2] >= 3 and (cut := _correction_between(text, found)) is not None:
        after = [item for item in found if item[0] >= cut]
        return max(after, key=lambda item: item[2])[3]
    intents = {item[3] for item in found}
    if (
        intents == {Intent.VISITA, Intent.SERVICO}
        and _EXPLICIT_VISIT.search(text)
        and not re.search(rf"\b(?:sou (?:o |a )?)(?:{_WORKER})\b", text)
    ):
        return Intent.SERVICO if re.search(rf"\b(?:{_WORKER})\b", text) else Intent.VISITA
    if (
        Intent.VISITA in intents
        and Intent.ENTREGA in intents
        and _EXPLICIT_VISIT.search(text)
        and not _EXPLICIT_DELIVERY.search(text)
    ):
        return Intent.VISITA
    return strong[3]


def _correction_between(text: str, found: list[tuple[int, int, int, Intent]]) -> int | None:
    """Where the part after a correction that stands between two intents begins."""
    for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if earlier[3] is not later[3] and (hit := _CORRECTION.search(text, earlier[1], later[0])):
            return hit.end()
    return None
