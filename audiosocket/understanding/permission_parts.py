"""
The building blocks of the permission language, as patterns over folded text: who, whereto, which gate, which act.

`nome` stands for the announced name. A block that begins with a space is meant to be put behind another.
"""

from __future__ import annotations

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.permission_words import one_of

UNK = rf"(?!{lexicon.DANGER}\b)[a-z]+"
UNKNOWN = rf"(?: {UNK})"
ART = (
    r"(?:o|a|os|as|um|uma|uns|umas|esse|essa|esses|essas|este|aquele|aquela|meu|minha|meus|minhas|o meu|a minha|os "
    r"meus|as minhas|nosso|nossa|seu|o seu|dona|a dona|o doutor|a doutora|doutor|doutora)"
)
NAME = r"(?:nome(?: (?:d[aeo]s? |e )?nome)*)"
NOUN = one_of(f"{lexicon.PERSON}|{lexicon.WORKER}|{lexicon.KIN}|{lexicon.THING}".replace("(?:", "").replace(")", ""))
PRONOUN = (
    r"(?:ele|ela|eles|elas|todo mundo|todos eles|todas elas|todos|todas|essa pessoa|esse ai|essa ai|esse|essa|eles "
    r"todos|elas todas)"
)
COUNT = rf"(?:(?:os|as|eles|elas|todos os|todas as) )?{lexicon.NUMBERS}(?: pessoas)?"
COUNT_OF = rf"(?:os|as|eles|elas|todos os|todas as) {lexicon.NUMBERS}"
BROKEN = (
    r"(?:internet|luz|chuveiro|torneira|geladeira|maquina|pia|vaso|ar|cano|televisao|tv|interfone|gas|agua|tomada|"
    r"fogao|energia|descarga|fechadura|disjuntor|wifi|net|sinal|"
    r"armario|guarda roupa|estante|cortina|persiana)"
)
SHOP = (
    r"(?:farmacia|drogaria|mercado|supermercado|padaria|restaurante|pizzaria|lanchonete|loja|floricultura|correios?|"
    r"transportadora|acougue|hortifruti|deposito|distribuidora|claro)"
)
OF = rf"(?: d[aeo]s? (?:{NAME}|{lexicon.THING}|{SHOP}|{BROKEN}))"
CROWD = (
    r"(?:(?:a |o )?(?:galera|turma|pessoal|grupo|familia|povo) tod[oa]|toda a (?:galera|turma|familia)|"
    r"todo o (?:pessoal|grupo|povo))"
)
AND_MORE = (
    rf"(?:{NAME}|ela|ele) e (?:mais|(?:os|as)(?: outr[oa]s)?) {lexicon.NUMBERS}"
    r"(?: (?:pessoas|amig[oa]s|convidad[oa]s))?"
)
WHO = (
    rf"(?:{CROWD}|(?:(?:o|a) )?{AND_MORE}|{ART} {NOUN}(?:{OF}| {NAME}| ai| la)?|{lexicon.KIN} (?:meu|minha)|"
    rf"(?:{ART} )?{NAME}(?: d[aeo]s? (?:{BROKEN}|{lexicon.THING}))?|"
    rf"{COUNT_OF}|{PRONOUN})"
)
TO_WHOM = rf"(?: (?:pra|pro|pros|pras) (?:{PRONOUN}|{NAME}|(?:{ART} )?{NAME}|(?:{ART} )?{NOUN}{OF}?))"
SOFT = (
    r"(?: (?:sim|ja|entao|ai|agora|mesmo|logo|por favor|so|direto|la|aqui|claro|com certeza|tranquilo|tranquila|sem "
    r"problema|sem problemas|a vontade|hoje|pra mim|por gentileza|imediatamente|"
    r"sempre que (?:ele|ela|eles) (?:vier|vierem|"
    r"quiser|aparecer)|sempre))"
)
GO = r"(?:entrar|entra|entrando|subir|sobe|subindo|vir|vim|passar|ir entrando|ir subindo|vir subindo|acessar|adentrar)"
WHERE = (
    r"(?: (?:aqui em cima|ate aqui em cima|ate aqui|aqui|pra ca|pra cima|la em cima|no apartamento|pro "
    r"apartamento|no meu apartamento|"
    rf"com (?:o|a|os|as) {lexicon.THING}|pro meu apartamento|ate o meu andar|ate o andar|ate o apartamento|ate o "
    rf"meu apartamento|no predio|"
    rf"direto|aqui em casa|em casa|ate em casa|com o carro|com a moto|com o caminhao|"
    r"na minha casa|ate a minha porta|ate a porta|pela garagem|pelo elevador|ate meu apartamento|la))"
)
UP = (
    r"(?: (?:aqui em cima|ate aqui em cima|ate aqui|pra cima|aqui em casa|no apartamento|no meu apartamento|aqui no "
    r"apartamento|(?:aqui )?na minha porta|aqui na porta|ate a (?:minha )?porta|aqui no (?:meu )?andar|no meu andar))"
)
GATE = (
    r"(?: (?:a |o )?(?:entrada|acesso|subida|passagem|portao|porta|portaozinho|porteira|cancela|catraca|garagem|"
    r"portao da garagem|visita|entrega|mudanca|servico)"
    rf"(?: (?:del[ea]s?|d[aeo]s? {NAME}|d[aeo]s? (?:{lexicon.PERSON}|{lexicon.WORKER}|garagem|predio|frente)(?: "
    rf"{NAME}|{OF})?))?)"
)
BRING = rf"(?:trazer|entregar|levar|deixar)(?: (?:{ART} )?{NOUN}| ele| ela| isso)?{UP}"
_SOON = r"(?: (?:ai|la|ja|logo|sim|agora|entao))*"


def _acts(let: str, send: str, grant: str, opens: str, give: str) -> str:
    """Every way to say the act of letting in, with the given forms of its verbs."""
    return (
        rf"(?:{grant}{_SOON}(?: {WHO})?{GATE}?(?: {WHO})?{TO_WHOM}?(?: (?:pra )?{GO})?|"
        rf"{opens}{_SOON}{GATE}?{TO_WHOM}?(?: {GO})?|"
        rf"{let}(?: (?:que )?{WHO})?{_SOON} (?:{GO}|suba|entre|passe|venha|subam|entrem|passem|entrarem|subirem|"
        rf"passarem)(?: {WHO})?|"
        rf"{send}(?: {WHO})?{_SOON} (?:{GO}(?: {WHO})?|pra cima|pra ca|{BRING})|"
        rf"(?:pede|pedir|fala|falar|diz|dizer) pr[oa] (?:{NOUN}|{NAME}) {GO}|"
        rf"{give} (?:o )?(?:acesso|entrada|passagem|permissao|autorizacao)"
        rf"(?: (?:a|ao|pra|pro) (?:(?:a|o) )?(?:{WHO}|{NOUN}))?(?: (?:{GO}|pra {GO}))?)"
    )


ORDER = _acts(
    r"(?:deixa|deixo|deixem|permite|permito|permitam)",
    r"(?:manda|mando|(?:pede|fala|diz|avisa) pra|faz)",
    r"(?:libera|libero|autoriza|autorizo|permite|permito|aprovo|aprova)",
    "abre",
    "(?:da|de|dou)",
)
"""An order or a grant, in the imperative or the first person: "libera ele", "autorizo a entrada"."""
ACT = _acts(
    r"(?:deixa|deixar|permite|permitir)",
    r"(?:manda|mandar|(?:pede|pedir|fala|falar|diz|dizer|avisa|avisar) pra|faz|fazer)",
    r"(?:libera|liberar|autoriza|autorizar|permite|permitir|aprovar|aprova)",
    "(?:abre|abrir)",
    "(?:da|dar)",
)
"""The same after "pode". An infinitive alone is none: it is what an echo of our own question says."""
SURE = (
    r"(?:claro que sim|claro|com certeza|certeza|certamente|com toda certeza|com toda a certeza|positivo|afirmativo|"
    r"logico|logico que sim|obvio|obvio que sim|evidente|evidentemente|perfeitamente|mas e claro|e claro|sem duvida)"
)
NOW = r"(?: (?:agora|hoje|ja))"


SUBJECT = rf"(?:{WHO}|essa ai|esse ai|isso|isso ai)"
MINE = r"(?:o |a |os |as )?(?:meu|minha|meus|minhas|nosso|nossa|do meu|da minha|do nosso|da nossa)"
ONE = rf"(?:{lexicon.KIN}|{lexicon.WORKER})"
DURATION = (
    rf"(?:(?:ja )?(?:faz|tem|ha)|por)(?: (?:mais de|uns|umas|quase|muitos|muito|bastante))*(?: "
    rf"{lexicon.NUMBERS})*(?: (?:anos?|meses|tempo|tempao|dias|horas?))?"
)
OBJECT = rf"(?: (?:{ART} )?(?:{WHO}|{UNK}{UNKNOWN}{{0,2}}))"
ASKED = (
    r"(?:pedi|chamei|comprei|marquei|agendei|solicitei|convidei|contratei|encomendei|combinei|mandei vir|mandei "
    r"chamar|pedimos|chamamos|compramos|marcamos|convidamos|agendamos|fiz)"
)
ASKED3 = r"(?:pediu|chamou|comprou|marcou|agendou|solicitou|convidou|contratou|encomendou|combinou)"
TIME = (
    rf"(?:(?: (?:era|e|foi))?(?: (?:pra|pras|as|pro|de|das?|hoje|agora|cedo|manha|tarde|noite|horas?|hora|esse "
    rf"horario|essa hora|dia|meio|e|{lexicon.NUMBERS}))+)"
)
DOING = (
    r"(?:me |nos |te )?(?:ver|visitar|ajudar|almocar|jantar|lanchar|consertar|arrumar|instalar|montar|entregar|"
    r"trazer|fazer|cuidar|dar|passear|dormir|brincar|"
    r"pintar|limpar|olhar|trocar|religar|medir|ler|estudar|jogar|tomar|comer|conversar|fechar|levar|colocar|"
    r"pegar|buscar|retirar|deixar|devolver|pagar|passar|preparar|terminar|"
    r"furar|desentupir|dedetizar|conhecer|assistir|comemorar|rezar|orar|cozinhar|lavar|passar roupa)"
)
REASON_VERB = r"(?:to|tou|tamos|ta|tao|tava|tenho|temos|tem|preciso|e|sou|eh|vou)"
SAFE_TAIL = rf"(?:{UNKNOWN}|(?: nao {lexicon.ACTIONS_NOT_TO_DO})| so| pelo| pela)"
LIFT = (
    r"(?:elevador|escada|entrada|portao|porta|garagem|hall|portaozinho|elevadores)(?: (?:de servico|social|da "
    r"esquerda|da direita|dos fundos|do fundo|da garagem|principal|lateral|da frente|de tras|b|a|de carga))?"
)
ORDERED = rf"(?:avisa|fala|diz|diga|fale|avise|peca|pede|lembra|explica|orienta)(?: {WHO}|{TO_WHOM}| pra| pro)*"

WEEKDAY = r"(?:segunda|terca|quarta|quinta|sexta|sabado|domingo|semana|mes|dia|manha|tarde)"
NUMERAL = (
    rf"(?:{lexicon.NUMBERS}|zero|dezesseis|dezessete|dezoito|dezenove|sessenta|setenta|oitenta|noventa|cem|cento|"
    rf"duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos|mil|[0-9]{{1,4}})"
)
