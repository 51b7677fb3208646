"""
The phrases of the permission language, as patterns over folded text.

Every name without underscore is used by `permission`; `nome` stands for the announced name.
"""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.permission_words import one_of

_UNK = rf"(?!{lexicon.DANGER}\b)[a-z]+"
_UNKNOWN = rf"(?: {_UNK})"
ART = (
    r"(?:o|a|os|as|um|uma|uns|umas|esse|essa|esses|essas|este|aquele|aquela|meu|minha|meus|minhas|o meu|a minha|os "
    r"meus|as minhas|nosso|nossa|seu|dona)"
)
NAME = r"(?:nome(?: (?:d[aeo]s? |e )?nome)*)"
NOUN = one_of(f"{lexicon.PERSON}|{lexicon.WORKER}|{lexicon.KIN}|{lexicon.THING}".replace("(?:", "").replace(")", ""))
_PRONOUN = (
    r"(?:ele|ela|eles|elas|todo mundo|todos eles|todas elas|todos|todas|essa pessoa|esse ai|essa ai|esse|essa|eles "
    r"todos|elas todas)"
)
_COUNT = rf"(?:(?:os|as|eles|elas|todos os|todas as) )?{lexicon.NUMBERS}(?: pessoas)?"
_COUNT_OF = rf"(?:os|as|eles|elas|todos os|todas as) {lexicon.NUMBERS}"
_OF = rf"(?: d[aeo]s? (?:{NAME}|(?:{lexicon.THING})))"
_WHO = rf"(?:{ART} {NOUN}(?:{_OF}| {NAME}| ai| la)?|(?:{ART} )?{NAME}|{_COUNT_OF}|{_PRONOUN})"
_TO_WHOM = rf"(?: (?:pra|pro|pros|pras) (?:{_PRONOUN}|{NAME}|(?:{ART} )?{NAME}|(?:{ART} )?{NOUN}{_OF}?))"
_SOFT = (
    r"(?: (?:sim|ja|entao|ai|agora|mesmo|logo|por favor|so|direto|la|aqui|claro|com certeza|tranquilo|tranquila|sem "
    r"problema|sem problemas|a vontade|hoje|pra mim|por gentileza|sempre|sempre que (?:ele|ela|eles) (?:vier|vierem|"
    r"quiser|aparecer)))"
)
_GO = r"(?:entrar|entra|entrando|subir|sobe|subindo|vir|vim|passar|ir entrando|ir subindo|vir subindo|acessar|adentrar)"
_WHERE = (
    r"(?: (?:aqui em cima|ate aqui em cima|ate aqui|aqui|pra ca|pra cima|la em cima|no apartamento|pro "
    r"apartamento|no meu apartamento|"
    rf"com (?:o|a|os|as) {lexicon.THING}|pro meu apartamento|ate o meu andar|ate o andar|ate o apartamento|ate o "
    rf"meu apartamento|no predio|"
    rf"direto|aqui em casa|em casa|ate em casa|com o carro|com a moto|com o caminhao|"
    r"na minha casa|ate a minha porta|ate a porta|pela garagem|pelo elevador|ate meu apartamento|la))"
)
_GATE = (
    r"(?: (?:a |o )?(?:entrada|acesso|subida|passagem|portao|porta|portaozinho|porteira|cancela|catraca|garagem|"
    r"portao da garagem|visita|entrega|mudanca|servico)"
    rf"(?: (?:del[ea]s?|d[aeo]s? {NAME}|d[aeo]s? (?:{lexicon.PERSON}|{lexicon.WORKER}|garagem|predio|frente)(?: "
    rf"{NAME})?))?)"
)
_LET = (
    rf"(?:deixa|deixar|deixo|deixem|permite|permitir|permito|permitam)(?: (?:que )?{_WHO})?(?: (?:ja|logo))? "
    rf"(?:{_GO}|suba|entre|passe|venha|subam|entrem|passem|entrarem|subirem|passarem)"
)
_SEND = (
    rf"(?:manda|mandar|mando|pede pra|pedir pra|fala pra|falar pra|diz pra|dizer pra|faz|fazer)(?: {_WHO})? (?:{_GO}|"
    rf"pra cima|pra ca)"
)
_GRANT = r"(?:libera|liberar|libero|autoriza|autorizar|autorizo|permite|permitir|permito|aprovo|aprova|aprovar)"
_ACT = (
    rf"(?:{_GRANT}(?: {_WHO})?{_GATE}?(?: {_WHO})?{_TO_WHOM}?(?: {_GO})?|(?:abre|abrir)(?: logo| ai| ja| "
    rf"la)?{_GATE}?{_TO_WHOM}?(?: {_GO})?|{_LET}|{_SEND})"
)
_SURE = (
    r"(?:claro que sim|claro|com certeza|certeza|certamente|com toda certeza|com toda a certeza|positivo|afirmativo|"
    r"logico|logico que sim|obvio|obvio que sim|evidente|evidentemente|perfeitamente|mas e claro|e claro|sem duvida)"
)
_NOW = r"(?: (?:agora|hoje|ja))"

_NO_VERB = r"(?! (?!por (?:favor|gentileza))\w*[aeio]r\b)(?! que\b)"
YESES = (
    rf"(?:mas )?{_SURE}(?: sim)?{_NO_VERB}",
    rf"sim(?: (?:senhor|senhora))?{_NO_VERB}",
)
MAYS = (
    r"(?:e )?(?:claro|logico|obvio|evidente|com certeza) que (?:pode|podem)(?: sim| ele| ela| eles)?" + _NO_VERB,
    rf"(?:hoje |agora |ja |ele |ela |eles |elas |entao |{_WHO} )?(?:pode|podem)(?: (?:sim|claro|a vontade))?(?: "
    rf"{_PRONOUN})?{_NO_VERB}",
    r"confirmo|confirmado",
    r"(?:pode|podem) (?:mandar|liberar)",
)
EXPLICITS = (
    rf"(?:e )?(?:claro|logico|obvio|evidente|com certeza) que (?:pode|podem) (?:{_GO}|{_ACT}){_WHERE}?",
    rf"pode deixar que (?:{_WHO} )?(?:suba|entre|venha|passe)",
    r"libera geral",
    rf"(?:a entrada|o acesso|a subida) (?:del[ea]s?|d[aeo]s? {NAME}) (?:ta |fica )?(?:autorizad[oa]|liberad[oa]|"
    rf"permitid[oa])",
    rf"(?:{_WHO} |hoje |agora |entao |ja )?(?:pode|podem){_SOFT}?(?: sim)? {_GO}(?: {_WHO}| "
    rf"{_COUNT})?{_WHERE}?{_SOFT}*",
    rf"(?:pode|podem){_SOFT}?(?: sim)? {_ACT}{_WHERE}?{_SOFT}*",
    rf"(?:eu )?(?:{_ACT}){_WHERE}?{_SOFT}*",
    rf"(?:manda|deixa) (?:{_GO}){_SOFT}* {_WHO}",
    rf"(?:deixa|deixe)(?: {_WHO})? (?:{_GO}){_WHERE}?",
    rf"(?:{_WHO} )?(?:(?:ta|tao|fica|ficam|seja|e|sao) )?(?:ja )?(?:autorizad[oa]s?|liberad[oa]s?|"
    rf"permitid[oa]s?|aprovad[oa]s?)(?: (?:sim|{_WHO}|a entrada|a subida|o acesso|a entrar|a subir|pra entrar|"
    rf"pra subir|por mim))*{_NOW}?",
    rf"(?:a entrada|o acesso|a subida|entrada|acesso)(?: {_OF})?(?: ta)? (?:autorizad[oa]|liberad[oa]|permitid[oa])",
    rf"(?:eu )?(?:dou|tem|tem a|tem toda|dou a) (?:minha )?(?:autorizacao|permissao)(?: (?:sim|pra entrar|pra "
    rf"subir|pra {_WHO} {_GO}))?",
    rf"(?:eu )?(?:quero|prefiro)(?: sim)? que (?:{_WHO} )?(?:suba|entre|venha|passe|subam|entrem|venham)(?: "
    rf"{_WHO})?{_WHERE}?",
    rf"(?:e|eh) (?:pra|pro) (?:{_WHO} )?(?:{_GO}|{_ACT})(?: sim)?{_WHERE}?",
    rf"(?:que )?(?:suba|subam|entre|entrem|venha|venham)(?: {_WHO}){_WHERE}?",
    r"(?:suba|subam)(?: sim)?",
    rf"que (?:{_WHO} )?(?:suba|entre|venha|subam|entrem)",
    rf"(?:pode|podem) {_WHO} {_GO}{_WHERE}?",
    rf"(?:pode|podem) (?:ta|estar|tar|ir) (?:liberando|autorizando|abrindo|deixando(?: {_WHO})? (?:entrar|"
    rf"subir)|mandando(?: {_WHO})? (?:subir|entrar))(?: {_WHO})?{_GATE}?(?: {_WHO})?",
    rf"(?:queira|favor|por gentileza|pode por favor|voce pode) {_ACT}{_WHERE}?{_SOFT}*",
    rf"(?:pode|podem){_SOFT}? (?:trazer|entregar|levar)(?: (?:{ART} )?{NOUN}| ele| ela)? (?:aqui em cima|ate "
    rf"aqui em cima|ate aqui|pra cima|aqui em casa|no apartamento|no meu apartamento|na minha porta|ate a porta)",
    r"(?:tem|tem o meu|tem meu|dou) (?:aval|ok)",
    rf"(?:faz favor de|faca o favor de|faz o favor de|por favor) (?:{_ACT}){_WHERE}?{_SOFT}*",
)

_SUBJECT = rf"(?:{_WHO}|essa ai|esse ai|isso|isso ai)"
_MINE = r"(?:o |a |os |as )?(?:meu|minha|meus|minhas|nosso|nossa|do meu|da minha|do nosso|da nossa)"
_ONE = rf"(?:{lexicon.KIN}|{lexicon.WORKER})"
_DURATION = (
    rf"(?:(?:ja )?(?:faz|tem|ha)|por)(?: (?:mais de|uns|umas|quase|muitos|muito|bastante))*(?: "
    rf"{lexicon.NUMBERS})*(?: (?:anos?|meses|tempo|tempao|dias|horas?))?"
)
_OBJECT = rf"(?: (?:{ART} )?(?:{_WHO}|{_UNK}{_UNKNOWN}{{0,2}}))"
_ASKED = (
    r"(?:pedi|chamei|comprei|marquei|agendei|solicitei|convidei|contratei|encomendei|combinei|mandei vir|mandei "
    r"chamar|pedimos|chamamos|compramos|marcamos|convidamos|agendamos)"
)
_ASKED3 = r"(?:pediu|chamou|comprou|marcou|agendou|solicitou|convidou|contratou|encomendou|combinou)"
_TIME = (
    rf"(?:(?: (?:era|e|foi))?(?: (?:pra|pras|as|pro|de|das?|hoje|agora|cedo|mais|manha|tarde|noite|horas?|hora|esse "
    rf"horario|essa hora|dia|meio|e|{lexicon.NUMBERS}))+)"
)
_DOING = (
    r"(?:me |nos |te )?(?:ver|visitar|ajudar|almocar|jantar|lanchar|consertar|arrumar|instalar|montar|entregar|"
    r"trazer|fazer|cuidar|dar|passear|dormir|brincar|"
    r"pintar|limpar|olhar|trocar|religar|medir|ler|estudar|jogar|tomar|comer|conversar|fechar|levar|colocar|"
    r"furar|desentupir|dedetizar|conhecer|assistir|comemorar|rezar|orar|cozinhar|lavar|passar roupa)"
)
_REASON_VERB = r"(?:to|tou|tamos|ta|tao|tava|tenho|temos|tem|preciso|e|sou|eh|vou)"
_SAFE_TAIL = rf"(?:{_UNKNOWN}|(?: nao {lexicon.ACTIONS_NOT_TO_DO})| so| pelo| pela)"
_LIFT = (
    r"(?:elevador|escada|entrada|portao|porta|garagem|hall|portaozinho|elevadores)(?: (?:de servico|social|da "
    r"esquerda|da direita|dos fundos|do fundo|da garagem|principal|lateral|da frente|de tras|b|a|de carga))?"
)
ORDERED = rf"(?:avisa|fala|diz|diga|fale|avise|peca|pede|lembra|explica|orienta)(?: {_WHO}|{_TO_WHOM}| pra| pro)*"

# Harmless beside any permission.
FREE = (
    r"(?:que |porque )?(?:o|a|os|as|meu|minha) (?:bebe|nenem|crianca|criancas|menino|menina|filho|filha|mae|pai|"
    r"marido|cachorro) (?:ta|tao) dormindo",
    r"(?:mas |so |e )*(?:nao (?:esquece|esqueca) de )?(?:anota|anotar|registra|registrar) (?:o nome|os dados|o "
    r"rg)(?: del[ea]s?)?",
    r"(?:que |porque )?(?:o|os) elevador(?:es)? (?:social )?(?:ta |tao )?(?:quebrou|quebrad[oa]s?|parad[oa]s?|"
    r"ruim|em manutencao|parou|com defeito)",
    lexicon.SMALL_TALK,
    r"(?:muito )?(?:obrigado|agradecid[oa])(?: (?:viu|moco|moca|pela atencao|por avisar|por perguntar|pelo aviso))?",
    r"(?:bom|boa) (?:dia|tarde|noite)",
    r"nome",
    rf"(?:mas |so |e |ai |que |pra |pede pra |fala pra )*(?:(?:ele|ela|eles|elas) )?(?:(?:vir|ir|vai|vem|va|"
    rf"venha|suba|sobe|subir|usa|use|usar|entra|entrar|entre|vao|subam|pega|pegar)(?: {_WHO})? )?(?:pel[oa]s? "
    rf"{_LIFT}|(?:no|o|usando o|na|a|usando a) (?:elevador|escada)(?: (?:de servico|social|da esquerda|da "
    rf"direita|de carga|dos fundos))?)",
    r"(?:nao |nao , )*(?:nao )(?:tem|vejo|ha|tenho|tem nenhum|vejo nenhum) (?:problema|problemas|mal|erro|"
    r"objecao|inconveniente)(?: (?:nenhum|algum|nao|em nada))?",
    r"(?:nao |nao , )*(?:nao )(?:se preocupe|se preocupa|precisa se preocupar|esquenta|tem de que|ha de que|por "
    r"isso)(?: (?:nao|moco|moca))?",
    r"nao(?: ,)? nao(?: ,)? (?:fica tranquil[oa]|fique tranquil[oa]|imagina)",
    r"(?:me )?desculp[ae](?: (?:a demora|o atraso|moco|moca|demorar|por demorar|pela demora|incomodar))?",
    r"(?:nao|nem) (?:precisa|precisava|carece)(?: nem)? (?:de )?(?:perguntar|nem perguntar|anunciar|ligar|"
    r"avisar|me ligar|interfonar)(?: nao| mais| nada| sempre)*",
    rf"(?:mas |so |e |mas so |e so |so que )*{ORDERED}(?: que)? nao {lexicon.ACTIONS_NOT_TO_DO}(?: (?:no|na|do|"
    rf"da) {_UNK})?",
)
_WEEKDAY = r"(?:segunda|terca|quarta|quinta|sexta|sabado|domingo|semana|mes|dia|manha|tarde)"
NUMERAL = (
    rf"(?:{lexicon.NUMBERS}|zero|dezesseis|dezessete|dezoito|dezenove|sessenta|setenta|oitenta|noventa|cem|cento|"
    rf"duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos|mil|[0-9]{{1,4}})"
)
_BROKEN = (
    r"(?:internet|luz|chuveiro|torneira|geladeira|maquina|pia|vaso|ar|cano|televisao|tv|interfone|gas|agua|tomada|"
    r"fogao|energia|descarga|fechadura|disjuntor|wifi|net|sinal)"
)
# Harmless beside "pode" and stronger, but "sim" with it may answer something else.
BESIDE_MAY = (
    rf"(?:eu )?(?:ja )?{_ASKED} (?:pra {_WHO} (?:vir|passar aqui|vir aqui)|(?:{_WHO} )?pra {_DOING})",
    rf"(?:e|eh) (?:o |a )?{NAME} d[ao]s? (?:meu |minha )?(?:trabalho|igreja|escola|faculdade|academia|futebol|"
    rf"curso|predio)",
    rf"(?:{_SUBJECT} )?(?:ta|veio|vem) (?:trazendo|trazer|entregando|entregar){_OBJECT}",
    rf"bloco (?:[a-f]|{NUMERAL})|torre (?:[a-f]|{NUMERAL})",
    rf"(?:que |porque )?(?:{_SUBJECT} )?(?:ja )?(?:e|eh) (?:de casa|da casa|da familia|de confianca|conhecid[oa])",
    rf"(?:que )?(?:{_SUBJECT} )?(?:e|eh) (?:o|a) d[aeo]s? (?:{_BROKEN}|{lexicon.THING})",
    r"(?:que )?(?:ele |ela )?(?:ja )?(?:ta com|tem) (?:a|as) chaves?(?: d[aeo] (?:casa|apartamento|minha casa|porta))?",
    rf"(?:que )?(?:{_SUBJECT} )?(?:e|eh) {_MINE} (?:{NOUN}) d[aeo]s? (?:outra torre|outro bloco|andar de cima|"
    rf"andar de baixo|predio|trabalho)",
    r"(?:que |porque )?(?:o|a) cafe (?:ja )?ta (?:pronto|na mesa|esfriando)",
    r"(?:oi|ola|alo|opa|eita)",
    rf"(?:que bom|ainda bem|otimo) que (?:{_WHO} )?(?:chegou|veio|avisou|chegaram|vieram)",
    rf"(?:{_WHO} )?(?:ja )?(?:conhece|sabe) (?:o caminho|onde e|o apartamento|a casa|tudo|como e|o predio)",
    r"(?:eu )?(?:ja )?(?:esqueci|esquecemos|esqueci mesmo) de (?:avisar|ligar|falar|deixar avisado|deixar o "
    r"nome|cadastrar|interfonar)(?: (?:ai|voces|na portaria|antes))*",
    rf"(?:{_SUBJECT} )?(?:ta|tao) (?:atrasad[oa]s?|adiantad[oa]s?|na hora|no horario)",
    rf"(?:que |porque )?(?:{_SUBJECT} )?(?:ja )?ta (?:tudo )?(?:pag[oa]|agendad[oa]|marcad[oa]|combinad[oa]|"
    rf"avisad[oa]|na lista|cadastrad[oa])(?: (?:no app|no aplicativo|com ele|com ela|mesmo|pra hoje|ja))*",
    rf"(?:que |porque )?(?:o|a|os|as) {lexicon.THING} (?:ja )?(?:ta|tao|vai|e) (?:pront[oa]s?|na mesa|pag[oa]|"
    rf"esfriar|esfriando|quase pront[oa]|atrasad[oa])",
    rf"(?:{_SUBJECT} )?(?:ja )?(?:veio|vem|esteve) aqui (?:antes|outras vezes|varias vezes|sempre|em casa|"
    rf"muitas vezes)",
    rf"(?:a chave ta com (?:{_WHO})|(?:{_SUBJECT} )?(?:ja )?tem (?:a )?chave)",
    rf"tod[oa] {_WEEKDAY} (?:{_WHO} )?(?:vem|ta aqui|trabalha aqui)",
    r"(?:que )?(?:eu |a gente )?(?:ja )?(?:to|tamos) (?:aqui )?(?:em casa|no apartamento|aqui em cima|aqui)",
    rf"(?:e |aqui e |e aqui )?(?:no |na |o |do |ate o |ate )?(?:(?:apartamento|ap|apto|numero) )?{NUMERAL}(?: (?:e "
    rf")?{NUMERAL})*(?: andar)?(?: (?:do )?bloco (?:[a-f]|{NUMERAL}))?",
    r"(?:primeiro|segundo|terceiro|quarto|quinto|sexto|setimo|oitavo|nono|decimo|ultimo) andar",
    rf"(?:que |porque |pois |ja que )?(?:{_SUBJECT} )?(?:e|eh|sao|ja e) (?:{_MINE} )(?:{NOUN})(?: (?:d[aeo]s? "
    rf"{_UNK}|mais (?:velho|nova|novo|velha)|querid[oa]|mesmo|{NAME}|sim|de infancia|de trabalho|da escola|da "
    rf"faculdade|d[ao] (?:meu|minha) {NOUN}))*",
    rf"(?:que |porque |pois |ja que )?(?:{_SUBJECT} )?(?:e|eh|sao) (?:o |a |os |as |um |uma |uns )?{NOUN}(?: "
    rf"{NAME})?(?: (?:meu|minha|nosso|nossa|d[aeo]s?(?: (?:meu|minha|nosso|nossa|o|a))? {_UNK}|daqui|daqui de "
    rf"casa|la de casa|que {_MINE} {_ONE} {_ASKED3}|que (?:eu |a gente |nos )?{_ASKED}|que (?:trabalha|mora) "
    rf"(?:comigo|aqui|aqui em casa|com a gente|pra mim)))*",
    rf"(?:que |porque |pois |ja que )?(?:{_SUBJECT} )?(?:e|eh|sao) (?:de confianca|de casa|da familia|da casa|"
    rf"gente boa|gente nossa|gente de casa|gente fina|conhecid[oa]s?|super de confianca|pessoa de confianca|de "
    rf"toda confianca|tranquil[oa]|praticamente da familia|como da familia|meu|minha|meus|minhas|nosso|nossa|"
    rf"pra mim|pra mim mesmo|aqui de casa|daqui|daqui mesmo|ele mesmo|ela mesma|eles mesmos|esse mesmo|essa "
    rf"mesma|(?:o |a )?{NAME})",
    rf"(?:o|a|os|as) {NOUN} (?:e|eh|sao) (?:meus?|minhas?|noss[oa]s?|pra mim|daqui|daqui de casa)",
    rf"(?:eu )?(?:ja )?(?:conheco|sei quem e|sei quem sao|sei sim|to sabendo|tava sabendo|fiquei sabendo|fui "
    rf"avisad[oa]|me avis(?:ou|aram)|ele me avisou|ela me avisou)(?: (?:bem|sim|muito|disso|ha anos|faz anos|de "
    rf"longa data|ha muito tempo|{_WHO}))*",
    rf"(?:que )?(?:(?:eu|a gente|nos|ja|que|to|tava|tamos|tavamos|ta) )*(?:esperando|aguardando)(?: (?:por "
    rf")?(?:{_WHO}|{ART} {_UNK}|faz tempo|ha tempos|desde cedo|mesmo|ja|sim|aqui|em casa|essa visita|visita|"
    rf"{_DURATION}))*",
    rf"(?:que )?(?:fui eu|foi eu|eu|eu mesmo|eu mesma|nos|a gente)(?: mesm[oa])?(?: que| quem)? "
    rf"{_ASKED}{_OBJECT}?(?: sim| mesmo| hoje| agora)*",
    rf"(?:eu )?(?:ja )?{_ASKED}(?: com (?:{_WHO}))?(?:{_TIME}|{_OBJECT}{_TIME}?)?(?: (?:sim|mesmo|hoje|agora|ha "
    rf"pouco|agora ha pouco))*",
    rf"(?:que )?(?:foi )?{_MINE} {_ONE}(?: que)? {_ASKED3}{_OBJECT}?",
    rf"(?:que )?(?:{_SUBJECT} )?(?:ja )?(?:mora|trabalha|vive|estuda|moram|trabalham|faz faxina|limpa)(?: "
    rf"(?:comigo|aqui|aqui em casa|com a gente|conosco|la em casa|pra mim|em casa|praticamente|ja|{_DURATION}))+",
    rf"(?:(?:{_SUBJECT}|que) )*(?:veio|vem|vai|vieram|vem vindo|ta vindo|sempre vem|vem sempre|ja vem|vao|veem|"
    rf"vem aqui|vem ca)(?: (?:aqui|sempre|hoje|ca|la|me|aqui em casa|toda semana|todo mes|todo dia))*(?: "
    rf"{_DOING}(?: (?:{ART} )?{_UNK}{_UNKNOWN}{{0,3}})?)?",
    rf"(?:hoje )?(?:e|eh|tem) (?:dia de |a |o |uma? )?(?:aniversario|festa|churrasco|jantar|almoco|faxina|"
    rf"reuniao|cha|festinha|aula|noivado|batizado|ensaio|jogo|encontro)(?: (?:d[aeo]s? (?:meu |minha |nosso |"
    rf"nossa )?(?:{_ONE}|{NAME}|{_UNK})|aqui|aqui em casa|hoje|em casa|la em casa))*",
    rf"(?:e |mas )?(?:apartamento|ap|apto|numero|sala) {_UNK}",
    r"(?:e )?(?:boa sorte|bom trabalho|bom servico|boas vindas|seja bem vind[oa]|bem vind[oa])",
    r"(?:eu )?ja (?:tava|to) (?:na hora|com saudade|preocupad[oa]|com fome)",
    r"(?:mas )?(?:cuidado com|toma cuidado com) (?:o|a|os|as) (?:cachorro|gato|cachorra|degrau|escada|piso|chao|"
    r"obra|moveis|vidro|plantas?)",
    r"(?:mas )?ontem (?:e que |que |e q )?nao (?:podia|dava|pude|deu)(?: mas)?",
    rf"(?:mas |so |e so |mas so ){ORDERED}(?: que)?{_SAFE_TAIL}{{1,10}}",
)
# Harmless only beside a permission that says the entry itself.
BESIDE_EXPLICIT = (
    r"(?:que |porque )?(?:eu )?nao (?:posso|consigo|tenho como|da pra) (?:descer|ir ai|ir la|sair)(?: agora)?",
    r"(?:que |porque )?ta (?:chovendo|frio|calor|escuro|um sol|um frio|um calor)(?: danad[oa])?(?: ai fora| la fora)?",
    r"(?:eu )?(?:ja )?(?:tinha|tava) (?:ate |quase )?(?:esquecido|esquecendo)(?: del[ea]| disso)?",
    rf"ja era pra (?:{_WHO} )?ter (?:chegado|vindo|subido)",
    r"pode deixar(?= ,)",
    r"(?:eu )?(?:ja |to te |to )(?:falei|disse|falando|dizendo)(?: que)?(?: (?:pode|sim))?|eu (?:falei|disse) sim",
    r"(?:e )?(?:fala|diz|avisa) (?:pra |pro )?(?:ele|ela|eles|elas) que a porta (?:ja )?ta (?:aberta|encostada|"
    r"destrancada)",
    rf"(?:que |porque )?(?:eu )?(?:to|tamos|ta) {_DURATION} sem {_BROKEN}",
    r"(?:eu )?nao (?:lembrava|sabia|esperava|imaginava|me lembrava)(?: mais)? que (?:{_W} )?(?:era|seria|ia ser|"
    r"vinha|viria|ia vir|ia chegar|chegava)(?: (?:hoje|agora|cedo|ja|tao cedo))*(?: ,)? mas".replace("{_W}", _WHO),
    r"meu deus(?: do ceu)?|ja e a (?:segunda|terceira|quarta|quinta|decima) vez|quantas vezes",
    r"(?:eu )?nao (?:tinha |tava )?(?:ouvi|escutei|escutado|ouvido|ouvindo|escutando|vi|visto)(?: (?:o|a|"
    r"interfone|telefone|campainha|tocar|tocando|direito|celular|chamar|bem))*",
    r"(?:(?:ontem|antes|mais cedo|de manha|semana passada) )(?:eu |e que |que )*nao (?:podia|dava|pude|deu|"
    r"tava)(?: (?:receber|atender|em casa|ninguem|visita|pra))* mas",
    r"(?:eu )?tava (?:no banho|na cozinha|dormindo|longe do telefone|ocupad[oa]|no banheiro|no telefone|la "
    r"dentro|la atras|lavando louca|no outro telefone)",
    rf"(?:que |porque )?(?:eu |a gente |aqui |a casa |o apartamento )?(?:to|tamos|ta) sem {_BROKEN}(?: (?:aqui|"
    rf"em casa|desde|ontem|cedo|hoje|de manha))*",
    rf"(?:que |porque )?(?:o|a|os|as|meu|minha) {_BROKEN} (?:ta|tao|parou|quebrou|queimou|estragou|pifou|acabou|"
    rf"caiu)(?: (?:fora do ar|vazando|pingando|quebrad[oa]|entupid[oa]|queimad[oa]|estragad[oa]|desde|ontem|"
    rf"cedo|hoje|de novo|aqui|ruim|pessim[oa]|lent[oa]|de funcionar))*",
    rf"(?:que |e |ai )?eu (?:ja |te )?(?:encontro|espero|recebo|aguardo|pego)(?: (?:com )?{_WHO})? (?:no hall|"
    rf"aqui em cima|na porta|no elevador|no corredor|aqui|na porta do elevador|no andar|no meu andar|na sala)",
    rf"(?:que |porque |pois )(?:eu |a gente |nos |ja )+{_REASON_VERB}{_UNKNOWN}{{1,6}}",
    rf"(?:que |porque |pois )?(?:eu )?(?:to|tou|tamos)(?: (?:aqui|em casa|no apartamento|aqui em cima|com|muito|"
    rf"muita|fome|morrendo de fome|cansad[oa]|precisando|ansios[oa]|pront[oa]|acordad[oa]|"
    rf"livre))+(?:{_UNKNOWN}{{0,2}})",
    rf"(?:mas |so |e |ai |entao |ja )*{ORDERED}(?: que)?{_SAFE_TAIL}{{1,10}}",
    rf"(?:eu )?nao (?:tava )?(?:ouvi|escutei|ouvindo|escutando|sabia|sabendo|lembrava|lembrando|esperava|"
    rf"esperando|percebi|tinha visto|tinha ouvido|tinha escutado|sabia que (?:era|ia ser|seria))(?: (?:{_UNK}|"
    rf"tocar|que|era|{_WHO}))* mas",
    r"(?:perai|calma|so um minuto) (?:filho|filha|amor|bem|meu bem|querid[oa]|gente|mae|pai)(?: que)?(?: (?:eu "
    r")?(?:to|tou) (?:no|falando no|ao) (?:telefone|interfone|celular))",
    r"(?:eu )?(?:ja )?(?:disse|falei) que (?:pode entrar|pode subir|pode liberar|pode deixar entrar|pode sim|"
    r"pode|sim|libera|ta liberad[oa])",
)
VOCATIVE_KIN = r"(?:meu filho|minha filha|meu bem|meu anjo|minha flor|meu amor)(?= ,|$)"
ADDRESSED = re.compile(r"\b(?:liber\w+|autoriz\w+|abr[ei]r?|deixa\w*|manda\w*|permit\w+)\b")
