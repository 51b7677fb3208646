"""
The phrases of the permission language that permit by themselves, or are harmless beside any permission.

Patterns over folded text; `nome` stands for the announced name.
"""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.permission_parts import (
    ACT,
    BRING,
    COUNT,
    GATE,
    GO,
    LIFT,
    NAME,
    NOW,
    OF,
    ORDER,
    ORDERED,
    PRONOUN,
    SOFT,
    SURE,
    TO_WHOM,
    UNK,
    WHERE,
    WHO,
)

_NO_VERB = r"(?! (?!por (?:favor|gentileza))\w*[aeio]r\b)(?! que\b)"
YESES = (
    r"(?:confirmo|confirmado)(?: sim)?",
    rf"(?:mas )?{SURE}(?: sim)?{_NO_VERB}",
    rf"sim(?: (?:senhor|senhora))?{_NO_VERB}",
)
MAYS = (
    r"(?:e )?(?:claro|logico|obvio|evidente|com certeza) que (?:(?:ele|ela|eles|elas) )?"
    r"(?:pode|podem)(?: sim| ele| ela| eles)?" + _NO_VERB,
    rf"(?:hoje |agora |ja |ele |ela |eles |elas |entao |{WHO} )?(?:pode|podem)(?: (?:sim|claro|a vontade))?(?: "
    rf"{PRONOUN})?{_NO_VERB}",
    r"deixa sim",
    r"(?:pode|podem) (?:mandar|liberar)",
)
EXPLICITS = (
    rf"(?:e )?(?:claro|logico|obvio|evidente|com certeza) que (?:{WHO} )?(?:pode|podem) (?:{GO}|{ACT}){WHERE}?",
    rf"pode deixar que (?:{WHO} )?(?:suba|entre|venha|passe)",
    r"libera geral",
    rf"(?:a entrada|o acesso|a subida) (?:del[ea]s?|d[aeo]s? {NAME}) (?:ta |fica )?(?:autorizad[oa]|liberad[oa]|"
    rf"permitid[oa])",
    rf"(?:{WHO} |hoje |agora |entao |ja )?(?:sempre )?(?:pode|podem){SOFT}?(?: sim)? {GO}(?: {WHO}| "
    rf"{COUNT})?{WHERE}?{SOFT}*",
    rf"(?:pode|podem){SOFT}?(?: sim)? {ACT}{WHERE}?{SOFT}*",
    rf"(?:eu )?(?:{ORDER}){WHERE}?{SOFT}*",
    rf"(?:pode )?(?:avisa|avisar|fala|falar|diz|dizer)(?:{TO_WHOM}| {WHO}) que (?:(?:ele|ela|eles|elas|ja) )*"
    rf"(?:pode|podem) {GO}{WHERE}?",
    rf"(?:avisa|pode (?:avisar|falar|dizer)) que (?:(?:ele|ela|eles|elas|ja) )*(?:pode|podem) {GO}{WHERE}?",
    rf"(?:eu )?(?:to|tamos) (?:autorizando|permitindo|liberando(?= (?:{WHO}|a|o)\b))(?: sim)?(?: {WHO})?{GATE}?(?: a "
    rf"(?:entrar|subir))?",
    r"(?:(?:a |minha )?(?:permissao|autorizacao)) (?:concedida|dada|confirmada)",
    rf"(?:manda|deixa) (?:{GO}){SOFT}* {WHO}",
    rf"(?:deixa|deixe)(?: {WHO})? (?:{GO}){WHERE}?",
    rf"(?:{WHO} )?(?:(?:ta|tao|fica|ficam|seja|e|sao) )?(?:ja )?(?:autorizad[oa]s?|liberad[oa]s?|"
    rf"permitid[oa]s?|aprovad[oa]s?)(?: (?:sim|{WHO}|a entrada|a subida|o acesso|a entrar|a subir|pra entrar|"
    rf"pra subir|por mim))*{NOW}?",
    rf"(?:a entrada|o acesso|a subida|entrada|acesso){OF}?(?: ta)? (?:autorizad[oa]|liberad[oa]|permitid[oa])",
    rf"(?:eu )?(?:dou|tem|tem a|tem toda|dou a) (?:minha )?(?:autorizacao|permissao)(?: (?:sim|pra entrar|pra "
    rf"subir|pra {WHO} {GO}))?",
    rf"(?:eu )?(?:quero|prefiro)(?: sim)? que (?:{WHO} )?(?:suba|entre|venha|passe|subam|entrem|venham)(?: "
    rf"{WHO})?{WHERE}?",
    rf"(?:e|eh) (?:pra|pro) (?:{WHO} )?(?:{GO}|{ACT})(?: sim)?{WHERE}?",
    rf"(?:que )?(?:suba|subam|entre|entrem|venha|venham)(?: {WHO}){WHERE}?",
    r"(?:suba|subam)(?: sim)?",
    rf"que (?:{WHO} )?(?:suba|entre|venha|subam|entrem)",
    rf"(?:pode|podem) {WHO} {GO}{WHERE}?",
    rf"(?:pode|podem) (?:ta|estar|tar|ir) (?:liberando|autorizando|abrindo|deixando(?: {WHO})? (?:entrar|"
    rf"subir)|mandando(?: {WHO})? (?:subir|entrar))(?: {WHO})?{GATE}?(?: {WHO})?",
    rf"(?:queira|favor|por gentileza|pode por favor|voce pode) {ACT}{WHERE}?{SOFT}*",
    rf"(?:pode|podem){SOFT}? (?:(?:mandar|manda|pedir pra|fazer)(?: {WHO})? )?{BRING}",
    r"(?:tem|tem o meu|tem meu|dou) (?:aval|ok)",
    rf"(?:faz favor de|faca o favor de|faz o favor de) (?:{ACT}){WHERE}?{SOFT}*",
)

# Harmless beside any permission.
FREE = (
    r"(?:que |porque )?(?:o|a|os|as|meu|minha) (?:bebe|nenem|crianca|criancas|menino|menina|filho|filha|mae|pai|"
    r"marido|cachorro) (?:ta|tao) dormindo",
    r"(?:mas |so |e )*(?:nao (?:esquece|esqueca) de )?(?:anota|anotar|registra|registrar) (?:o nome|os dados|o "
    r"rg)(?: del[ea]s?)?",
    r"(?:que |porque )?(?:o|os) elevador(?:es)? (?:social )?(?:ta |tao )?(?:quebrou|quebrad[oa]s?|parad[oa]s?|"
    r"ruim|em manutencao|parou|com defeito)",
    lexicon.SMALL_TALK,
    r"(?:muito )?(?:obrigado|agradecid[oa]|valeu|agradeco)(?: (?:viu|moco|moca|mesmo|por (?:me )?avisar|"
    r"por perguntar|por ligar|"
    r"pel[oa] (?:atencao|aviso|ligacao|contato|informacao|gentileza|cuidado)))*",
    r"(?:bom|boa) (?:dia|tarde|noite)",
    rf"(?:mas |so |e |ai |que |pra |pede pra |fala pra )*(?:(?:ele|ela|eles|elas) )?(?:(?:vir|ir|vai|vem|va|"
    rf"venha|suba|sobe|subir|usa|use|usar|entra|entrar|entre|vao|subam|pega|pegar)(?: {WHO})? )?(?:pel[oa]s? "
    rf"{LIFT}|(?:no|o|usando o|na|a|usando a) (?:elevador|escada)(?: (?:de servico|social|da esquerda|da "
    rf"direita|de carga|dos fundos))?)",
    r"(?:nao |nao , )*(?:nao )(?:tem|vejo|ha|tenho|tem nenhum|vejo nenhum) (?:problema|problemas|mal|erro|"
    r"objecao|inconveniente)(?: (?:nenhum|algum|nao(?= ,|$)|em nada))*",
    r"(?:nenhum|zero) problema|de boa|por mim tudo (?:bem|certo|ok)|tudo (?:bem|bom|joia|certo|tranquilo)(?: \?)?",
    r"(?:nao |nao , )*(?:nao )(?:se preocupe|se preocupa|precisa se preocupar|esquenta|tem de que|ha de que|por "
    r"isso)(?: (?:nao(?= ,|$)|moco|moca))?",
    r"(?:mas |puxa |nossa )?(?:ja )?(?:chegou|veio|chegaram)(?: (?:bem|tao|super|muito))* (?:rapido|cedo|na hora|"
    r"certinho)",
    r"(?:ai |nossa |mas )?que (?:fome|delicia|saudade|surpresa|rapido|rapidez|chique|legal|bacana|alegria|coisa boa|"
    r"maravilha)",
    r"nao(?: ,)? nao(?: ,)? (?:fica tranquil[oa]|fique tranquil[oa]|imagina)",
    r"(?:me )?desculp[ae](?: (?:a demora|o atraso|moco|moca|demorar|por demorar|pela demora|incomodar))?",
    r"(?:nao|nem) (?:precisa|precisava|carece)(?: nem)? (?:de )?(?:perguntar|nem perguntar|anunciar|ligar|"
    r"avisar|me ligar|interfonar)(?: nao| mais| nada| sempre)*",
    rf"(?:mas |so |e |mas so |e so |so que )*{ORDERED}(?: que)? nao {lexicon.ACTIONS_NOT_TO_DO}(?: (?:no|na|do|"
    rf"da) {UNK})?",
)
VOCATIVE_KIN = (
    r"(?:meu filho|minha filha|meu bem|meu anjo|minha flor|meu amor|(?:meu )?irmao|(?:meu )?mano|brother|parca|patrao|"
    r"campeao|guerreiro|amigao|chefia|jovem|meu velho|mestre)(?= ,|$)"
)
ADDRESSED = re.compile(r"\b(?:liber\w+|autoriz\w+|abr[ei]r?|deixa\w*|manda\w*|permit\w+)\b")
