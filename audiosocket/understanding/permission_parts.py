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
    r"meus|as minhas|nosso|nossa|seu|dona)"
)
NAME = r"(?:nome(?: (?:d[aeo]s? |e )?nome)*)"
NOUN = one_of(f"{lexicon.PERSON}|{lexicon.WORKER}|{lexicon.KIN}|{lexicon.THING}".replace("(?:", "").replace(")", ""))
PRONOUN = (
    r"(?:ele|ela|eles|elas|todo mundo|todos eles|todas elas|todos|todas|essa pessoa|esse ai|essa ai|esse|essa|eles "
    r"todos|elas todas)"
)
COUNT = rf"(?:(?:os|as|eles|elas|todos os|todas as) )?{lexicon.NUMBERS}(?: pessoas)?"
COUNT_OF = rf"(?:os|as|eles|elas|todos os|todas as) {lexicon.NUMBERS}"
OF = rf"(?: d[aeo]s? (?:{NAME}|(?:{lexicon.THING})))"
WHO = rf"(?:{ART} {NOUN}(?:{OF}| {NAME}| ai| la)?|(?:{ART} )?{NAME}|{COUNT_OF}|{PRONOUN})"
TO_WHOM = rf"(?: (?:pra|pro|pros|pras) (?:{PRONOUN}|{NAME}|(?:{ART} )?{NAME}|(?:{ART} )?{NOUN}{OF}?))"
SOFT = (
    r"(?: (?:sim|ja|entao|ai|agora|mesmo|logo|por favor|so|direto|la|aqui|claro|com certeza|tranquilo|tranquila|sem "
    r"problema|sem problemas|a vontade|hoje|pra mim|por gentileza|sempre|sempre que (?:ele|ela|eles) (?:vier|vierem|"
    r"quiser|aparecer)))"
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
GATE = (
    r"(?: (?:a |o )?(?:entrada|acesso|subida|passagem|portao|porta|portaozinho|porteira|cancela|catraca|garagem|"
    r"portao da garagem|visita|entrega|mudanca|servico)"
    rf"(?: (?:del[ea]s?|d[aeo]s? {NAME}|d[aeo]s? (?:{lexicon.PERSON}|{lexicon.WORKER}|garagem|predio|frente)(?: "
    rf"{NAME})?))?)"
)
LET = (
    rf"(?:deixa|deixar|deixo|deixem|permite|permitir|permito|permitam)(?: (?:que )?{WHO})?(?: (?:ja|logo))? "
    rf"(?:{GO}|suba|entre|passe|venha|subam|entrem|passem|entrarem|subirem|passarem)"
)
SEND = (
    rf"(?:manda|mandar|mando|pede pra|pedir pra|fala pra|falar pra|diz pra|dizer pra|faz|fazer)(?: {WHO})? (?:{GO}|"
    rf"pra cima|pra ca)"
)
GRANT = r"(?:libera|liberar|libero|autoriza|autorizar|autorizo|permite|permitir|permito|aprovo|aprova|aprovar)"
ACT = (
    rf"(?:{GRANT}(?: {WHO})?{GATE}?(?: {WHO})?{TO_WHOM}?(?: {GO})?|(?:abre|abrir)(?: logo| ai| ja| "
    rf"la)?{GATE}?{TO_WHOM}?(?: {GO})?|{LET}|{SEND})"
)
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
    r"chamar|pedimos|chamamos|compramos|marcamos|convidamos|agendamos)"
)
ASKED3 = r"(?:pediu|chamou|comprou|marcou|agendou|solicitou|convidou|contratou|encomendou|combinou)"
TIME = (
    rf"(?:(?: (?:era|e|foi))?(?: (?:pra|pras|as|pro|de|das?|hoje|agora|cedo|mais|manha|tarde|noite|horas?|hora|esse "
    rf"horario|essa hora|dia|meio|e|{lexicon.NUMBERS}))+)"
)
DOING = (
    r"(?:me |nos |te )?(?:ver|visitar|ajudar|almocar|jantar|lanchar|consertar|arrumar|instalar|montar|entregar|"
    r"trazer|fazer|cuidar|dar|passear|dormir|brincar|"
    r"pintar|limpar|olhar|trocar|religar|medir|ler|estudar|jogar|tomar|comer|conversar|fechar|levar|colocar|"
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
BROKEN = (
    r"(?:internet|luz|chuveiro|torneira|geladeira|maquina|pia|vaso|ar|cano|televisao|tv|interfone|gas|agua|tomada|"
    r"fogao|energia|descarga|fechadura|disjuntor|wifi|net|sinal)"
)
