"""
What sounds like a permission and is said by, of, or to somebody else, under fear, of another time, or as a threat.

The grammar of `permission.py` knows all of these words; it is their order, tense and person that take the permission
back. Patterns read `answer_text.plain` text in which the call "ô" is spelled `oh` and the announced name `nome`.
"""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_PEOPLE = rf"(?:{lexicon.KIN}|{lexicon.WORKER}|{lexicon.PERSON})"
_THEY = (
    r"(?:eles|elas|ele|ela|alguem|nome|(?:o|a|os|as|um|uma|esse|essa|esses|essas|meu|minha|nosso|nossa|seu|dona)(?: "
    r"(?:meu|minha|outro|outra|seu))? \w+)"
)
_SAYS = (
    r"(?:diz|dizem|disse|disseram|dizendo|fala|falam|falou|falaram|falando|jur(?:a|am|ou|aram|ando)|garant(?:e|em|iu|"
    r"iram|indo)|afirm(?:a|am|ou|aram|ando)|aleg(?:a|am|ou|aram|ando)|cont(?:a|am|ou|aram|ando)|insist(?:e|em|iu|iram|"
    r"indo)|grit(?:a|am|ou|aram|ando)|respond(?:e|em|eu|eram|endo)|inform(?:a|am|ou|aram|ando)|repet(?:e|em|iu|iram|"
    r"indo)|coment(?:a|am|ou|aram|ando)|explic(?:a|am|ou|aram|ando)|declar(?:a|am|ou|aram|ando)|(?:mand(?:a|am|ou|"
    r"aram|ando) )(?:dizer|avisar|falar))"
)
_HERE = r"(?: (?:aqui|ai|la|ja|sim|isso|assim|agora|sempre|so|pra mim|pra gente|pra nos|nome))*"
_PERMISSION = (
    r"(?:pode|podem|libera\w*|autoriza\w*|permit\w+|deixa\w*|abr[eia]\w*|entr\w+|sub(?:ir|a|iu|am)|sobe|liberad\w+|"
    r"(?:ta|tao|tava|tavam|e|era|foi|fica|ficou)(?: (?:tudo|ja|sim|bem))* (?:liberad|autorizad|permitid|aprovad|pra "
    r")\w*)"
)
HEARSAY = _any(
    rf"(?<!que )\b{_SAYS} (?:ele|ela|eles|elas|alguem|(?:o|a|os|as|esse|essa) {lexicon.PERSON}|"
    r"(?:meu|minha) (?:marido|mulher|esposa|esposo|mae|pai|vizinh[oa]))\b",
    rf"\b{_SAYS}{_HERE} {_THEY}{_HERE}(?: [,:])? que\b",
    rf"(?<!eu )(?<!ja )(?<!to )(?<!to te )\b(?:{_SAYS}|avisou|avisaram){_HERE}(?: [,:])? que (?:(?:eles|elas|ele|ela|"
    rf"nome|ja|sim|eu|agora|aqui|hoje|so|isso|(?:o|a) \w+) )*{_PERMISSION}\b",
    rf"(?<!eu )(?<!eu ja )(?<!pode )\b{_SAYS}{_HERE}(?: {_THEY})?{_HERE}(?: [,.!;:])*$",
    r"\b(?:segundo|conforme|de acordo com) (?:eles|elas|ele|ela|nome|o|a|os|as|meu|minha|me|diz\w*|diss\w+|fal\w+)\b",
    rf"\b(?:palavras? d[aeo]|n?as palavras d|na versao d|pelo que (?:eles|elas|ele|ela|me|o|a|diz|fala|tao)|e o que "
    rf"{_THEY} {_SAYS}|ouvi (?:dizer|falar)|fiquei sabendo que (?:pode|ta (?:liberad|autorizad)\w+))",
)
"""What somebody said, whichever way round it is told: "diz ele que pode", "pode entrar, falou o rapaz"."""
_MESSAGE = (
    r"(?:(?:um |uma |o |a |as |os |muita |muito )?(?:mensage\w+|msg\w*|zap\w*|whats\w*|audio\w*|foto\w*|recado\w*|"
    r"localizacao|beijo\w*|abraco\w*|video\w*|sinal)\b)"
)
_BESIDE_ME = (
    r"(?:aqui comigo|comigo aqui|comigo agora|aqui com a gente|d[oe] (?:meu|nosso) lado|ao (?:meu|nosso) lado|aqui "
    r"dentro|(?:ja )?dentro (?:de casa|do apartamento|da minha casa|daqui)|atras de mim|aqui atras|na minha (?:frente|"
    r"casa|sala|cozinha)|na nossa frente|pert(?:o|inho) de mim|junto (?:comigo|de mim)|em cima de mim|me (?:olhando|"
    r"encarando|vigiando|segurando|apertando|cercando)|nos (?:olhando|segurando|cercando))"
)
FEAR = _any(
    rf"\b(?:ta|tao|tava|tavam|fica|ficam|vive)(?: (?:me|nos|ai|aqui|so|ate|la))* (?:mandando(?! {_MESSAGE})|obrigando|"
    r"forcando|ameacando|apontando|gritando|berrando|empurrando|machucando|xingando|intimidando|pressionando|coagindo|"
    r"chantageando|exigindo|ordenando|me batendo|me puxando|insistindo|pedindo pra eu)\b",
    rf"\b(?:mandaram|obrigaram|forcaram|ameacaram|exigiram|ordenaram)\b(?! {_MESSAGE}| (?:o|a|os|as|um|uma) \w+)",
    rf"\b(?:eles|elas|ele|ela)(?: (?:que|quem|ja|so|me))* (?:mandou|mandaram|manda|mandam|quer|querem|quis|exig\w+|"
    rf"orden\w+)(?! {_MESSAGE})(?= (?:que )?(?:eu|a gente)\b| (?:assim|isso|agora)\b| [,.!]|$)",
    rf"\b(?:eles|elas|ele|ela|nome|alguem|(?:o|a|os|as|esse|essa|esses|uns|um) {lexicon.PERSON}) (?:ja )?(?:ta|tao|"
    rf"tava)(?: (?:ja|bem|aqui|ai|logo|todos?|parad[oa]|em pe))* {_BESIDE_ME}",
    r"\b(?:eles|elas|ele|ela|nome|alguem) (?:ja )?(?:ta|tao)(?: (?:aqui|ai|ja|em casa|n[oa] \w+))+ (?:comigo|com a "
    r"gente)\b",
    r"\btem (?:\w+ ){1,3}?(?:aqui(?: dentro| em casa)? comigo|comigo aqui|d[oe] meu lado|me (?:olhando|apontando))\b",
    r"\b(?:ele|ela|nome|eles|elas|to|tou|tamos) (?:ta |tao )?(?:(?:muito|bem|meio|todo|toda|ficando) )?(?:nervos|"
    r"armad|drogad|bebad|alterad|agressiv|violent|furios|descontrolad|transtornad|exaltad|apavorad|assustad|"
    r"desesperad|tremendo\b|chorando\b|presa?\b|amarrad|em perigo)",
    r"\b(?:medo|pavor|panico|terror)\b|\btem (?:\w+ ){1,4}?aqui dentro\b",
    r"\bnao (?:tenho|tem|ha|vejo|me resta|me deram|tive) (?:muita |outra |mais )?(?:escolha|opcao|saida|alternativa)\b",
    r"\b(?:tenho|temos|tive|sou obrigad[oa]|fui obrigad[oa]) (?:que|de|a) (?:liber|deix|abr|autoriz|fal|diz|mand)\w+",
    r"\b(?:pra eu (?:liber|deix|abr|autoriz|permit|fal|diz|mand)\w+|que eu (?:libere|deixe|abra|autorize|permita|fale|"
    r"diga|mande))\b",
    r"\bfaco (?:tudo )?(?:o )?que (?:voce|voces|ele|eles|quiser)\w*",
)
"""A resident who is told what to say, or beside whom the visitor already stands."""
_WELL = (
    r"(?:rapid|cansad|ocupad|atrasad|adiantad|deitad|acordad|animad|sentad|combinad|agendad|marcad|pag|avisad|"
    r"autorizad|liberad|permitid|aprovad|confirmad|cadastrad|gripad|resfriad|acamad|operad|parad|quebrad|entupid|"
    r"queimad|estragad|danificad|travad|atualizad|instalad|ligad|desligad|fechad|encostad|destrancad|esquecid|separad|"
    r"prometid|emprestad|encomendad|comprad|chegad|preparad|arrumad|esperad|aguardad|pedid|convidad|hospedad|engessad|"
    r"internad|sumid|apertad|atolad|enrolad|perdid|enjoad|estressad|aposentad|formad|identificad|vestid|molhad|gelad|"
    r"casad|acostumad|apaixonad|encantad|empolgad|agradecid|aliviad|descansad|relaxad|garantid|assinad|registrad|"
    r"anotad|servid|carregad|estacionad|equipad|uniformizad|credenciad|vacinad|resolvid|decidid|acertad|contratad|"
    r"alugad|conhecid|querid|educad|comportad|abencoad|divertid|engracad|advogad|coitad|danad|folgad|cunhad|namorad|"
    r"afilhad|entead|marid|amad|bem vind)[oa]s?\b"
)
TROUBLE = _any(
    rf"\b(?:to|tou|ta|tao|tamos|fiquei|ficou|ficamos|ando|anda|sou|fui|(?:e|eh) (?=uma? ))(?: ?(?:ja|aqui|muito|bem|"
    rf"meio|todo|toda|so|ate|ai|la|tao|um|uma|em casa)\b)* ?(?!{_WELL})\b\w+(?:ad|id)[oa]s?\b",
    r"\b(?:chorando|rondando|fugindo|encarando|perseguindo|seguindo|cercando|invadindo|delirando|surtando|sangrando|"
    r"gemendo|implorando|suplicando|mandando em|dando ordem|dando ordens|espreitando|vigiando|armando)\b",
    r"\b(?:numa|em|uma|na|de|da) (?:fria|enrascada|cilada|tocaia|mira|emboscada|encrenca|roubada|furada|perigo|"
    r"apuros)\b",
    r"\b(?:guerra|nojo|assassin\w+|foragid\w+|procurad[oa]s?|ficha|antecedentes|estuprador\w*|abusad\w+|tarad\w+|"
    r"perigos\w+|psicopata|traficante\w*|mao na massa|o tipo del[ea]|contas a)\b",
)
"""A state that nobody who lets a guest in is in: hurt, hidden, cornered, wanted."""
_WEAPON = (
    r"(?:taco|bastao|pau|porrete|cassetete|machado|machadinha|foice|facao|peixeira|canivete|espada|pistola|fuzil|"
    r"espingarda|escopeta|metralhadora|carabina|calibre|trezoitao|trinta e oito|chicote|estilingue|barra de ferro)"
)
_BLOW = (
    r"(?:tiros?|balas?|porradas?|pauladas?|surra|soco|socos|murros?|tapas?|chutes?|pancadas?|bordoadas?|sova|facadas?|"
    r"chumbo|cacetadas?|cintadas?|coice|bofetadas?|bifa|chineladas?|vassouradas?|cascudo)"
)
_KINDLY = (
    r"(?:abr|esper|aguard|receb|desc|sub|sa|busc|peg|encontr|prepar|fic|deix|bot|coloc|tom|almoc|jant|lanch|com|viaj|"
    r"ver|visit|ajud|consert|arrum|instal|mont|entreg|traz|cuid|passe|brinc|pint|limp|olh|troc|med|l|estud|jog|"
    r"convers|fech|lev|retir|devolv|pag|pass|termin|conhec|assist|comemor|rez|cozinh|lav|us|dorm|precis|autoriz|liber|"
    r"permit|chama|coz|serv|esquent|acord|vest|atend|descans|trabalh|mostr|explic|divid|separ|avis|ass|ajeit|guard|"
    r"abrac|beij|faz|ir|est|dar (?:aula|banho|comida|almoco|remedio|uma|um jeito na|um jeito no))(?:[aei]?r)?\b"
)
THREATS = _any(
    rf"\b{_BLOW}\b(?! (?:o|a|os|as|isso|ele|ela|esse|essa|uma? (?:foto|copia|duvida)))",
    rf"\b(?:com|tenho|pegar|pegando|peguei|pego|uso|guardo) (?:(?:um|uma|o|a|meu|minha|aqui) )+{_WEAPON}\b",
    r"\b(?:espingarda|pistola|fuzil|escopeta|metralhadora|trezoitao|porrete|peixeira|facao|gatilho|municao|granada)\b",
    r"\b(?:atir(?:o|ar|ei|ando|amos|e|em)|(?:me |te |o |se )?mat(?:o|ar|ei|amos|ando|em|a)(?! (?:a |as |o |minha "
    r")*(?:saudade|fome|sede|tempo))|morrer?(?! de)|morra|mort[oa]s?(?! de)|morte|cadaver|caixao|enterro|cemiterio|"
    r"velorio|cova|sangue|sangrar|inferno|vinganca|capanga\w*|jagunco\w*|emboscada|armadilha)\b",
    r"\b(?:arrebent|esgan|estrangul|esfaque|degol|enforc|espanc|trucid|massacr|linch|esquartej|esfol|surr|esmurr|"
    r"castig|tortur|machuc|fuzil|meto a mao|sento a mao|desco a mao|desco o braco|parto pra cima|acabo com)\w*",
    r"\b(?:quebr(?:o|ar|amos|ei)|part(?:o|ir)) (?:a cara|o nariz|os dentes|a perna|as pernas|a fuca|el[ea]s?|nome|no|"
    r"na|em|o pau|de)\b",
    r"\b(?:pau|bicho|chicote|coro|couro|porrada|bala) (?:vai|come|comer|pega|pegar)\b",
    r"\b(?:cachorr[oa]s?|caes|cao|bichos?|rottweiler|pitbull) (?:que )?(?:vai |vao )?(?:morde\w*|ataca\w*|avanca\w*|"
    r"pega\w*|bra[vb]o|com fome)|\bsolt(?:o|ar|ei|amos) (?:(?:o|a|os|as|meu|minha|meus) )+(?:cachorr|cao|caes|bich|"
    r"pit|rott)",
    r"\bvai ver(?: (?:so|comigo|uma coisa|o que e bom))?(?: [,.!])*$|\bvao ver(?: so)?(?: [,.!])*$|\bver (?:so )?(?:o "
    r"que (?:e bom|acontece|vai)|se (?:tem|sobrevive|aguenta|sai))|\bvai se ver\b",
    r"\b(?:vai|vao) (?:apanhar|sofrer|pagar (?:caro|por|pelo)|se arrepender|se dar mal|chorar|rodar|dancar|se "
    r"machucar|ter (?:\w+ )?(?:briga|sangue|morte|confusao|barraco|treta|guerra|troco|quebra\w*)|sair (?:mort|no|"
    r"carregad|voand|pela janela|daqui|sem)|levar (?:uma? )?(?:pau|corr|coro|licao|pernad|na)|conhecer (?:meu|minha|a "
    r"minha|o meu))\w*",
    rf"\b(?:vou|vamos) (?:(?:ja|so|logo|me|te|lhe|nos|la|ai|aqui) )*(?!{_KINDLY}(?! (?:ele|ela|nome|ess[ea])(?: de "
    rf"jeito| pra (?:correr|fora)|$)))\w+[aeio]r\b",
    r"\b(?:brig|brab[oa]|demonio|diabo|capeta|satanas|raiva|odio|furia|quebrando|quebra pau|acert(?:o|ar) (?:ele|ela|"
    r"nome))\w*|\b(?:chapa|bicho|coisa|tempo) (?:vai )?(?:esquent|fech)\w*|\bde jeito$|\bpront[oa] pr[ao] (?:ele|ela|"
    r"nome|guerra|tudo)\b",
    r"(?<!avisa que o )(?<!avisa que a )(?<!avisa ele que o )\bcachorr\w+ (?:ja |bravo )?(?:ta|tao) solt\w+",
    r"\bcont[ao] e risco\b|\b(?:acert|ajust)(?:o|ar) (?:as |minhas |nossas )?contas\b|\b(?:dou|dar) um jeito n",
)
"""An invitation to be hurt."""
_ADVERB = (
    r"(?:(?:ja|sim|sempre|tudo|mesmo|ate|tambem|muito|bem|todo|toda|por mim|aqui|ai|antes|ontem|hoje|pra ser|sendo|"
    r"ele|ela|nome|eles|com (?:a|o) (?:entrada|acesso|nome|subida)|com (?:entrada|acesso)|(?:na|numa) lista(?: "
    r"d[aeo]s?)?|entre os|(?:a|o) (?:entrada|acesso|subida|visita|entrega)(?: d[aeo]\w* ?\w*)?|(?:o|a|os|as) nome) )*"
)
PAST = _any(
    rf"\b(?:tava|tavam|tive|era|eram|ficou|ficaram|foi|foram|tinha|tinham|teve|andava|vivia|costumava) "
    rf"{_ADVERB}(?:(?:liber|autoriz|permit|aprov|deix)(?:ad|id)\w*|abert[oa]\b)",
    r"\b(?:liberava|liberavam|autorizava|autorizavam|permitia|permitiam|deixava|deixavam|aprovava|abria|mandava)\b",
    r"\b(?:tinha|tinham|tive|teve|tava com|tavam com) (?:\w+ )?(?:autorizacao|permissao|autorizacoes|liberacao|"
    r"passe)\b",
)
"""What was permitted once: "tava liberado", "eu deixava ele entrar"."""
_OWN_DOOR = r"(?:(?:a|minha) porta)"
SOON = _any(
    r"\b(?:vai|vao) (?:ta|ser|ficar|estar)(?: \w+)? (?:liber|autoriz|permit)\w+",
    rf"\b(?:jaja|ja(?: ,)? ja)\b(?! (?:eu )?(?:to|tou|tamos|desco|chego|espero|encontro|(?:abro|vou abrir) "
    rf"{_OWN_DOOR}))",
    rf"\b(?:ja|logo|jaja)(?: (?:eu|te|lhe|a gente|vou|ja|logo))* (?:libero|autorizo|deixo|permito|aprovo|abro(?! "
    rf"{_OWN_DOOR})|mando|liberar|autorizar|deixar|abrir(?! {_OWN_DOOR})|permitir)\b",
    r"\b(?:logo logo|logo(?: ,)? logo|logo mais|num (?:instante|minuto|segundo)|em (?:breve|instantes))\b",
)
"""A permission promised: "já libero", "pode subir já já"."""
_STAFF = (
    r"(?:porteir[oa]s?|portaria|zelador\w*|sindic[oa]s?|vigias?|vigilantes?|segurancas?|guarita|recepcao|"
    r"recepcionista|administra\w+|condominio|guardas?|folguista)"
)
_CALLED_SO = (
    r"(?:chefe|chefia|parceiro|patrao|patroa|campeao|mestre|bicho|guerreiro|rei|trem|jovem|brother|parca|mano|mana|"
    r"papai|mamae|vovo|titio|titia|neném|nenem)"
)
SOMEBODY_ELSE = _any(
    r"(?<!\be )(?<!\beh )(?<!com )(?<!pra )(?<!por )(?<!ei )(?<!do )(?<!ro )(?<!eco )(?<!deixa )\b(?:ele|ela|eles|"
    r"elas) (?:mesm[oa]s? )?(?:libera|liberam|autoriza|autorizam|abre|abrem|permite|permitem)\b",
    r"\b(?:libera|autoriza|deixa|manda)\w*(?: entrar| subir)? (?:o|a|os|as) que\b",
    rf"(?<!oh )\b(?:(?:o|a|os|as|um|uma|outr[oa]|ess[ea]|aquel[ea]|noss[oa]|pro|ao|pros|aos|d?es[st]e) )+(?:outr[oa] |"
    rf"propri[oa] |mesm[oa] |nov[oa] )?(?:{_STAFF}|{_CALLED_SO})\b(?! (?:me|nos) (?:avis|inform|interfon|lig))",
    rf"\b(?:rapaz|moc[oa]|homem|mulher|cara|pessoal|menin[oa]|gente) d[aeo]s? {_STAFF}\b",
    r"(?:^|[,.!;:] |\bque |\bmas |\bentao |\bai )(?:aqui|la|ali)(?: (?:embaixo|em cima|mesmo|dentro|eles|ele|ela))? "
    r"(?:libera|liberam|autoriza|autorizam|abre|abrem|deixa|deixam|permite|aprova)\b",
    r"(?:^|[,.!;:] |\bque |\bmas |\bentao |\bai |\bquem |\bdeixa )(?:eles|elas|ele|ela|alguem|quem|voces?)(?: "
    r"(?:mesm[oa]s?|ai|aqui|la|ja|que|quem|tambem|sempre|so))* (?:libera|liberam|autoriza|autorizam|abre|abrem|"
    r"permite|permitem|deixa|deixam|aprova)\b(?<!voce libera)(?<!voce autoriza)(?<!voce abre)(?<!voce deixa)",
    rf"(?:^|[,.!;:] |\bque |\bmas |\bentao )(?:o|a|os|as|ess[ea]) {_PEOPLE} (?:ai|dai|la|daqui) (?:libera|autoriza|"
    rf"abre|deixa|permite|manda)\w*\b",
)
"""A doorman, or whoever else, who is to decide or to be let in, and was not announced."""
SIDE_TALK = _any(
    r"\bhora d[eo] (?:dormir|jantar|almocar|comer|banho|estudar|deitar|escola|licao|remedio)\b|\bver (?:um |o "
    r")?(?:desenho|desenhos|desenhinho|tv|televisao)\b",
    rf"\b(?:seu|sua|seus|suas|teu|tua|teus|tuas) (?:{lexicon.KIN}|papai|mamae|vovo)\b",
    r"(?<!ele )(?<!ela )(?<!nome )(?<!sempre )(?<!pra )\b(?:vem|venha) (?:ca|aqui)(?: [,.!;:])+",
    r"(?:^|[,.!;:] )(?:oi |ei |oh )*(?:vem|venha) ca\b",
    r"\b(?:liber\w+|autoriz\w+|deix\w+|abr\w+|permit\w+)(?: (?:ai|la|logo|ja|pra|pro|o portao|a porta))* (?:eu|nos|"
    r"mim|a gente)(?= (?:entrar|subir|passar|ir|vir)\b| (?:ai|por favor|moc[oa]|entao|gente)(?: [,.!]|$)| [,.!]|"
    r"$)(?<!pra mim)",
    r"(?:^|[,.!;:] )(?:moc[oa] |oi |ei |por favor )*me (?:liber|autoriz|deix|abr)\w+",
    r"\b(?:entrar|entra|entre|subir|sobe|suba|vir|vem|passar)\b.*(?<!meu)(?<!minha)(?<! [aoe])(?<! "
    r"d[aeo])(?<!com)(?<!obrigado) (?:filh[oa]|amor|mae|pai|vo|vovo|bebe|nenem|meninos|meninas|criancas)$",
    r"(?:^|[,.!;:] )(?:vai|va|vamos) (?:ja |la |logo )*(?:dormir|deitar|comer|estudar|brincar|escovar|tomar|se "
    r"(?:trocar|vestir))\b",
    r"\b(?:senta|fecha a porta|lava a mao|lava as maos|tira o (?:sapato|tenis)|limpa o pe|cuidado filh[oa])\b",
)
"""Said to somebody in the room, or by somebody at the gate."""
_KEYS = r"(?:chaves?|tag|controle|senha|biometria|digital|cartao|codigo)"
_KEY = re.compile(
    rf"\b(?:tem|sabe|conhece|ta com|tao com|com|possui|levou|pegou|guarda|usa|usar|use)(?: (?:ja|sim|a|o|as|uma?|"
    rf"minha|meu|propria|copia d[ae]))* {_KEYS}\b|\b{_KEYS} (?:ja )?(?:ta|fica|ficou) com\b|\b{_KEYS} del[ea]s?\b"
)
_OPENS = re.compile(
    r"(?<!vou )(?<!posso )\babr(?:e|ir|a)\b(?!(?: \w+){0,3}? (?:pra|pro) (?:el[ea]s?|nome|o|a|meu|minha|rapaz|moc[oa]|"
    r"entrar|subir)\b)"
)


def _own_key(text: str) -> bool:
    """Whether somebody is to open with a key of their own: "ele tem a chave, pode abrir" asks nothing of us."""
    return bool(_KEY.search(text) and _OPENS.search(text))


_ALL = (HEARSAY, FEAR, TROUBLE, THREATS, PAST, SOON, SOMEBODY_ELSE, SIDE_TALK)


def doubted(text: str, announced: str) -> bool:
    """
    Whether a sentence of the permission grammar is none by who says it, of whom, when and why.

    :param text: the answer, `answer_text.plain`, its "ô" spelled `oh`, the announced name replaced by `nome`.
    :param announced: our own words before it, folded: who was announced there is nobody else.
    """
    for pattern in _ALL:
        if (found := pattern.search(text)) and not re.search(rf"\b{re.escape(found[0].strip())}\b", announced):
            return True
    return _own_key(text)
