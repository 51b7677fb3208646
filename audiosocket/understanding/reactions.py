"""Everything a resident may answer that is no permission: refusals, questions back, instructions, noises."""

from __future__ import annotations

import re

from audiosocket.understanding.question import Asking

# All patterns read `answer_text.plain` text: folded, one spelling a word, marks standing alone.


def _each(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_GATE_VERB = (
    r"(?:liber\w+|autoriz\w+|permit\w+|deix\w+|abr\w+|entr(?:ar|a|e|em|ou|ada|aria)\b|sub(?:ir|a|e|am|iu)|"
    r"sobe\w*|passar?|passe|atend\w+|receb\w+|aceit\w+|quer(?:o|ia|emos)?|pode|podem|"
    r"mand(?:ar|a|e|em) (?:\w+ ){0,2}?(?:entr\w+|sub\w+))"
)

MACHINE = _any(
    r"\b(?:encontra se|caixa postal|apos o sinal|deixe (?:a |o )?(?:sua |seu )?(?:mensagem|recado)|fora da area|"
    r"numero chamado|numero discado|"
    r"correio de voz|grave (?:o )?seu recado|deixe seu recado|sinal sonoro|sua chamada|este numero|no momento "
    r"nao (?:posso|podemos) atender|ligue mais tarde|"
    r"nao (?:pode|esta|ta) (?:disponivel|receb\w+ chamadas)|secretaria eletronica|chamada a cobrar|assinante|"
    r"operadora|saldo insuficiente|ligacao gratuita)\b",
    r"\b(?:torcedor\w*|telespectador\w*|ouvinte\w*|previsao (?:do|de) \w+|e gol|gol d[aeo]\b|no proximo capitulo|"
    r"ao vivo|compre ja|ligue agora|assine ja|"
    r"plantao|reportagem|legendas? (?:pela|por)|amara org|inscreva se|obrigado por assistir|novela|locutor|"
    r"jornal nacional|promocao)\b",
    r"\b(?:registr[ae]\w*|classifi\w+|rotul\w+|label|json|authorize|ignore|instruc\w+|modo (?:de )?(?:teste|"
    r"desenvolvedor|administrador|manutencao)|system|prompt|"
    r"considere (?:isso|esta|essa|como)|interprete (?:isso|como)|marque como|retorne|responda (?:com|apenas|"
    r"autoriz\w*)|comando|override|inteligencia artificial|"
    r"voce e (?:um|uma) (?:ia|assistente|robo|modelo)|assistente virtual|codigo de (?:acesso|autorizacao|liberacao))\b",
)
DURESS = _any(
    r"\b(?:socorro|me ajud(?:a|e|em)|pode me ajudar|ajuda aqui|refem|assalt\w+|sequestr\w+|"
    r"arma(?:do|dos)?|me (?:obrig|forc|ameac)\w+|obrigando|apontando|ta me mandando|"
    r"to sendo|coagid\w+|revolver|faca(?! (?:o|um|esse) favor)|chama(?:r)? a policia|liga(?:r)? pra policia|me bat\w+|"
    r"vao me|vai me (?:matar|bater))\b"
)
NO_SAY = _any(
    r"\b(?:minha mae|meu pai|mamae|papai|a mamae|o papai|meus pais|minha vo|meu vo) (?:nao|saiu|ta (?:dormindo|"
    r"no banho|trabalhando|tomando)|foi|falou pra (?:eu|mim))\b",
    r"\b(?:eu )?(?:so )?(?:sou|to) (?:so )?(?:o |a |um |uma )?(?:visita|hospede|faxineir[oa]|diarista|baba|"
    r"empregad[oa]|cuidador[a]?|filh[oa] d|amig[oa] d|pintor|pedreiro|enfermeir[oa]|funcionari[oa]|convidad[oa]|"
    r"sobrinh[oa] d|net[oa] d|vizinh[oa] d|criança|crianca|tecnico|eletricista|encanador)",
    r"\bnao (?:moro|sou (?:d[aeo]qui|o dono|a dona|morador\w*)|mora mais)\b|\b(?:dono|dona|patrao|patroa)(?: da "
    r"casa)? (?:nao|saiu|viajou|foi)\b",
    r"\b(?:eu )?tenho (?:\w+ )?(?:seis|sete|oito|nove|dez|onze|cinco|quatro) anos\b",
    r"^(?:\w+ ){0,2}(?:mae|pai|amor|bem|filho|filha|mamae|papai|vo|vovo|gente) , .*\?",
    r"\b(?:fala|falou|disse|dizem|diz|disseram) que (?:o |a )?\w+ (?:pode|autoriz\w+|liber\w+)\b",
)
RELAYED_NO = _any(
    r"\b(?:mae|pai|marido|mulher|esposa|esposo|patrao|patroa|vo|filho|filha|irma|irmao|ele|ela|dono|dona)(?: "
    r"\w+){0,3} (?:fal\w+|diss\w+|mand\w+|diz\w*|pediu)(?: \w+){0,3} (?:nao (?:e )?(?:pra )?(?:\w+ )?(?:deix|"
    r"liber|abr|entr|sub|autoriz|quer|pode)|que nao\b(?! sabe))"
)
CONDITION = _any(
    r"\bse (?!preocup|faz favor|deus quiser|identific|chama|apresent|enganou|enganaram|mand|vir[ao]\b|trat|sent|"
    r"encontr)(?:\w+)",
    r"\b(?:caso|desde que|contanto que|a menos que|a nao ser|depende\w*|so quando|assim que|so depois|somente "
    r"se|so se|conforme|dependendo)\b",
    r"\bquando (?:ele|ela|eles|o|a|eu|meu|minha|der|puder|chegar|for|quiser|galinha)\b",
)
HEDGE = _any(
    r"\b(?:acho|creio|imagino|suponho|acredito) que\b|\b(?:talvez|quem sabe|sei la|tanto faz|pode (?:se )?ser|se "
    r"pa|capaz|provavelmente|deve ser|vai ver|"
    r"nao sei|nao tenho certeza|nao to cert[oa]|to em duvida|nao lembro|mais ou menos|vc que sabe|voce que sabe|"
    r"voces que sabem|voce decide|o senhor que sabe|fica a (?:seu )?criterio|"
    r"sera|parece que|ve com|veja com|fala com (?:o )?(?:meu|minha)|pergunta pr[ao] (?:meu|minha|o|a)? "
    r"?(?:marido|mulher|esposa|mae|pai|filh[oa])|acho)\b",
    r"\b(?:bem que )?(?:queria|gostaria|adoraria|quisera|tomara|poderia|podia|deveria|devia)\b",
)
_STRONG_NO = _each(
    rf"\b(?:jamais|nunca(?: mais)?) (?:\w+ ){{0,2}}?{_GATE_VERB}\b",
    r"\b(?:fala|falar|diz|dizer|pede|pedir|avisa|avisar) (?:\w+ ){0,3}?(?:ir embora|voltar)\b|"
    r"^(?:recusar|negar|barrar)$|"
    r"^nenhum\b|\bquero (?:\w+ ){0,3}nao$|\b(?:pedi|chamei|comprei|marquei|convidei) (?:nada|ninguem)\b",
    rf"\bnao (?!(?:precisa|vou|vai) (?:\w+ )?(?:recus|neg|barr)|deix\w* (?:\w+ )?(?:esperando|de))(?:(?!mas\b)\w+ "
    rf"){{0,4}}?{_GATE_VERB}\b",
    r"\b(?:autorizo|autoriza|libero|libera|pode|podem|deixa|deixo|quero|abre|abro|entra|sobe|subir|entrar|"
    r"permito|aceito|recebo|da|da pra) (?:(?:ele|ela|eles|mais|isso|essa|esse|o|a|os|as|nome|\w+) )?nao\b",
    r"\b(?:nem pensar|nem (?:a pau|morto|morta|ferrando|que a vaca|vem|em sonho|sonhando|por cima|lascando|"
    r"fodendo)|de jeito (?:nenhum|algum|maneira)[^,.]*|de (?:nenhum|maneira nenhuma|forma nenhuma)[^,.]*|de "
    r"(?:forma|maneira|modo) (?:nenhuma|alguma|nenhum|algum)|jamais|nunca|negativo|"
    r"(?:em|sob) (?:hipotese )?(?:alguma|nenhuma)(?: hipotese)?[^,.]*|deus me livre|ta (?:doido|louco|maluco|"
    r"doida|louca)|nem doid[oa]|negad[oa]|recusad[oa]|proibid[oa]|barrad[oa]|"
    r"recus[aeo](?: sim)?|neg(?:a|o|ue)(?: sim)?|barr[aeo]|dispens[aeo]|rejeit[aeo]|desautoriz\w+|impec[ao]|"
    r"bloquei[ao]|bloqueie|manda\w* (?:\w+ ){0,2}?(?:embora|voltar|passear|sumir|catar|pastar)|"
    r"pode (?:ir embora|voltar|mandar (?:\w+ )?(?:voltar|embora)|recusar|negar|dispensar|barrar|esquecer|"
    r"cancelar)|vai embora|volta\w* (?:outro|outra|amanha|depois|mais tarde|semana)|"
    r"nem (?:ele|ela|eles|o|a|os|as|nome|\w+) nem|ninguem (?:entra|sobe|passa)|nenhum\w* (?:\w+ )?(?:entra|sobe|"
    r"pode)|nao,? obrigado|dispenso|claro que nao|nada de (?:subir|entrar)|resposta e nao|nao (?:entra|pisa|"
    r"sobe) (?:mais )?aqui|nao pisa|proib[oe]|logico que nao|obvio que nao|com certeza nao|"
    r"melhor nao|que nao|sim nao|isso nao|hoje nao|agora nao|agora nao da|nao da|nao posso|nao vai (?:dar|ser|"
    r"rolar)|infelizmente nao|nao precisa mais|nao tem como|nao tem condicoes|nao rola|nem|negativa|fora daqui|"
    r"xo|rua|some|suma|nao e pra|nao e bem vind\w+)\b",
    r"\b(?:golpe|engano|enganad[oa]|numero errado|apartamento errado|nao fui eu|nao e (?:mais )?(?:daqui|aqui|"
    r"comigo|meu|minha|nosso|nossa|bem vind\w+)|nao foi (?:daqui|eu|aqui|comigo|a gente)|nao mora(?: mais)? "
    r"(?:aqui|ninguem|nenhum\w*)|trote)\b",
    r"\b(?:nao|nem) (?:\w+ ){0,2}?(?:conhec\w+|ped\w+|chamei|chamamos|comprei|compramos|marquei|marcou|marcamos|"
    r"agendei|agendou|contratei|solicitei|encomendei|convidei|combinei|tenho (?:encomenda|entrega|visita|\w+ "
    r"marcad\w+)|to esperando|tamos esperando|espero|tava esperando)\b",
    r"\b(?:diga|diz|fala|fale|avisa|dizer|falar|avisar) (?:\w+ ){0,3}?(?:que )?(?:eu )?(?:nao (?:to|tem|vou|"
    r"estou|ta|posso|quero|moro)|sai\b|viajei|to (?:viajando|ocupad\w+|fora|dormindo)|mudei)",
    r"\b(?:cancel(?:ei|a|ado|ada|amos|e)|ja (?:foi(?! (?:liber|autoriz|permit)\w+)|fiz|resolvi)|"
    r"perdi o interesse|desisti)\b",
    r"\b(?:eu )?(?:to|tou) (?:fora|viajando|na praia|no trabalho)\b.*\bnao\b",
)
_BARE_NO = re.compile(
    r"^(?:[,.!] |ah |ai |oh |olha |entao |bom |moco |moca |ue |hum |sim senhor |eh |e |mas )*nao(?: (?:nao|"
    r"senhor|senhora|moco|moca|obrigado|por favor|hoje|agora|,|\.|!|viu|ta|ne|querid[oa]|meu|filho|filha|amigo|"
    r"brigado|vai|mesmo|muito|da))*$"
)
_LAST_NO = re.compile(
    r"(?:^|(?:\b(?:entao|mas|quer dizer|digo|alias|melhor|ah|opa)|,) )(?:nao)(?: (?:nao|obrigado|moco|moca|"
    r"senhor|senhora|desculpa|,|\.|!|viu|mesmo))*$"
)
COME_DOWN = _any(
    r"(?<!nao )\b(?:vou|to|tamos|vamos|ja vou|eu|ja|mesmo|mesma|que|a gente|marido|filho|filha|mulher|esposa|"
    r"irmao|irma|mae|pai|amigo|amiga|namorado|namorada|ele|ela|alguem|baba|empregada|moca|menino|menina|rapaz|"
    r"nos) (?:ja |to |ta |vai |vou |mesm[oa] |ai |logo |so |aqui |tamos )*(?:desc\w+|indo (?:ai|la|pegar|buscar|"
    r"ate)|chegando (?:ai|na portaria|no portao|la embaixo)|ir ai|ir la(?: embaixo)?|ate ai|ai (?:embaixo |em "
    r"baixo )?(?:buscar|pegar|receber|abrir|falar)|la (?:embaixo |em baixo )?(?:buscar|pegar|receber|abrir|"
    r"falar|encontr\w+)|(?:busc|peg|retir)(?:ar|o) (?:\w+ ){0,2}?(?:ai|la|agora|no portao)|encontr\w+ (?:com "
    r")?(?:el[ea] )?(?:ai|la|na portaria|no portao|no hall))\b",
    r"\b(?:to descendo|tou descendo|desco (?:ja|agora|ai|la|pra|num|em|buscar|pegar|eu)|eu (?:mesm[oa] )?(?:ja "
    r")?desco|ja desco|vou descer|vou ai|vou la|vou ate (?:ai|la|o portao|a portaria)|to no elevador|to "
    r"(?:chegando|indo)(?: ai| la)?|descendo|chego ai|ja chego|desce (?:ai )?(?:pra )?(?:busc|peg|receb|abr)\w+|"
    r"vai (?:ai )?(?:desc|busc|peg|receb)\w+|vou (?:ai )?(?:busc|peg|receb|encontr)\w*|apareco ai|"
    r"se encontra (?:ai|la|na|no|em)|eu (?:busco|pego|recebo) (?:ele|ela|nome)(?: ai)?|"
    r"(?:mando|mandar|peco pra|pedir pra) "
    r"(?:o |a )?(?:meu|minha) \w+ (?:buscar|pegar|descer|receber|ir ai)|encontro "
    r"(?:ele|ela|com ele|com ela|nome) (?:ai|la|embaixo|na portaria|no portao|no hall))\b",
)
_NOT_DOWN = re.compile(
    r"\bnao (?:vou|posso|consigo|da pra|quero|tenho como|vai dar pra) (?:\w+ )?(?:desc\w+|ir (?:ai|la)|busc\w+|peg\w+)"
)
_DESK_PLACE = (
    r"(?:portaria|guarita|recepcao|balcao|bancada|armario\w*|escaninho|locker|porteiro|zelador|hall|aparador|"
    r"mesa|mesinha|cadeira|entrada|caixa de correio|caixinha|"
    r"embaixo|em baixo|ai|ai mesmo|contigo|com voce|com voces|por ai|prateleira|deposito|sala d\w+ (?:encomendas|"
    r"correspondencia)|correspondencia|administracao)"
)
SCORN = _any(
    r"\bso se eu (?:fosse|tivesse|estivesse) (?:doid|louc|maluc|trouxa|burr|idiota|fora)\w*",
    r"\bso (?:por cima do meu cadaver|me faltava)\b",
)
LEAVE = _any(
    rf"\b(?:deix\w+|larg\w+|coloc\w+|poe|ponha|por|pora|bota|botar|bote|guard\w+|receb\w+|receba|fica|ficar|"
    rf"fique|entreg\w+|acomod\w+|encost\w+|solta|joga)\b (?!ele|ela|entrar|subir|eu )(?:\w+ ){{0,6}}?(?:com |"
    rf"n[ao]s? |aqui |em cima d\w+ |naquel[ea] |nest[ea] |ness[ea] |dentro d\w+ |ai )*\b{_DESK_PLACE}\b",
    r"\b(?:deix\w+|larg\w+) (?:ai|aqui embaixo|la embaixo|embaixo|na portaria|no chao)\b|\b(?:assina|assinar|"
    r"assine|recebe|receba|receber|guarda|guarde) (?:pra|por) mim\b",
    r"\b(?:depois|mais tarde|amanha|a noite|na volta|quando (?:eu )?(?:chegar|descer|voltar|sair)) (?:eu "
    r")?(?:\w+ ){0,2}?(?:peg\w+|busc\w+|retir\w+|desco|passo)\b",
    r"\b(?:eu )?(?:peg|busc|retir|pass)o (?:\w+ ){0,2}?(?:depois|mais tarde|amanha|a noite|na volta|quando)\b",
    r"\b(?:fica|ficar|pode ficar|guarda|recebe|receber|guardar) (?:com|pra) (?:voce|voces|mim|o porteiro|a portaria)\b",
)
WAIT = _any(
    r"\b(?:perai|so um (?:instante|minuto|minutinho|momento|momentinho|segundo|pouquinho|pouco|instantinho|"
    r"segundinho)|um (?:instante|minuto|minutinho|momento|momentinho|segundo|instantinho|pouquinho)|"
    r"(?:calma|guenta|aguenta|segura|aguard\w+|espera\b|esperar|espere|espera um|segurar (?:ele|ela|o|a|ai)|pede "
    r"pra esperar)|segura (?:ele|ela|o|a)|ja (?:retorno|ligo|volto|falo|te falo|confirmo|aviso|respondo|te ligo)|"
    r"(?:deixa|deixe) eu (?:ver|olhar|perguntar|confirmar|checar|conferir|terminar|falar|so|primeiro|pensar|"
    r"ligar|me vestir)|vou (?:ver|olhar|perguntar|confirmar|checar|conferir|verificar|ligar pra|terminar|falar "
    r"com|me vestir)|"
    r"ainda nao|daqui (?:a )?(?:pouco|uns|umas|\w+ (?:minuto|hora|segundo)\w*)|daqui uns|daqui a|em (?:cinco|dez|"
    r"quinze|vinte|dois|tres|trinta) minuto\w*|mais (?:um pouco|cinco|dez|um minuto|uns)|ja ja|"
    r"to (?:saindo do banho|no banho|me vestindo|me trocando|acabando|terminando|arrumando)|nao (?:agora|ainda))\b"
)
_NOT_WAIT = re.compile(
    r"\b(?:nao (?:precisa|quero|vou|deixa\w*|e pra) (?:\w+ )?(?:esper\w+|aguard\w+)|to esperando|tava esperando|"
    r"tamos esperando|espera\w* (?:sentad[oa]|deitad[oa]|em pe))\b"
)
REPEAT = _any(
    r"^(?:[,.!?] |ah |oi |alo |desculpa |perdao |eh |hum )*(?:oi|ha|hein|hã|como|como assim|o que|que|alo|"
    r"pronto|hum|pois nao|perdao|diga|fala|quem fala|quem ta falando|desculpa)(?: [?.,!])*$",
    r"\bnao (?:\w+ )?(?:escutei|ouvi|entendi|to (?:ouvindo|escutando|entendendo)|deu pra (?:ouvir|escutar|"
    r"entender)|consigo (?:ouvir|escutar|entender))\b",
    r"\b(?:repet\w+|fala de novo|de novo por favor|fala mais alto|ta (?:cortando|picotando|falhando|chiando)|"
    r"ligacao (?:ta )?(?:ruim|pessima)|sinal ruim|mais alto)\b",
)
ASK = _any(
    r"\b(?:quem(?! sabe| (?:e|ta) (?:autoriz|liber))|qual|quais|quanto|quantos|quantas|onde|cade)\b",
    r"\b(?:do que se trata|se trata d|sobre o que|(?:veio|vem|ta|quer) (?:\w+ )?o que)\b",
    r"(?:\bo que|(?:^|, )(?:mas |e )?que) (?:\w+ ){0,3}?(?:quer|querem|e isso|e que|houve|foi|seria|ele|ela|"
    r"eles|elas|vao|vai|veio|trouxe|tem|ta|trata|precisa|deseja|vieram|empresa|hora|horas|nome|tipo|pedido|"
    r"pacote|servico|entrega|visita|encomenda|mudanca|conserto|assunto)\b",
    r"^(?:[,.!] |ah |oi |ue |mas |e |eh |hum )*(?:que|de que|do que|pra que|porque|como|qual|quem|de onde|pra "
    r"quem|quando) ",
    r"\b(?:de onde|pra quem|pra que|da parte de quem|em nome de quem|porque (?:ele|ela|eles|que|ta|veio|quer|"
    r"nao)|como (?:ele|ela|e que|assim|e|ta|se chama)|por qual|que carlos|que horas)\b",
    r"\b(?:pergunta|perguntar|pergunte|confirma|confirmar|confirme|confere|conferir|confira|pede|peca|pedir|ve|"
    r"verifica|verificar|descobre|olha) (?:(?:pra|pro|a|o|com|ai|ele|ela|nome|se|qual|por favor|pra ele|pra ela|"
    r"com ele|com ela) )*(?:se|qual|quem|o nome|nome|de onde|o que|que|documento|o documento|a identidade|"
    r"quanto|o cracha|identificacao|a empresa|a nota|sobrenome|o sobrenome|identific\w+)\b",
    r"\b(?:e|eh|ta|veio|vem|tem|sao|foi) (?:(?!nao\b)\w+ ){0,6}?ou (?:(?:e|eh|ta|veio|vem|tem|sao|so|a|o|de|da|"
    r"do|com|um|uma|nao) ?)",
    r"\?",
)
_QUESTION_OPENERS = re.compile(
    r"^(?:[,.!] |ah |oi |ue |mas |e |eh )*(?:tem certeza|ele disse|ela disse|da onde|precisa|veio sozinh\w+|ta "
    r"com|ja pagou|e pra|e d[aeo]|e o|e a)\b"
)


_PERMISSIVE = re.compile(
    r"\b(?:sim|pode|podem|libera|autoriza|deixa (?:\w+ )?(?:entrar|subir)|autorizo|libero|manda subir)\b"
)
_TAIL_NOT_PERMISSIVE = re.compile(
    r"\bpode (?:deixar (?:na|no|ai|com)|recusar|ir embora|voltar|mandar (?:\w+ )?(?:embora|voltar)|dizer|falar|avisar)"
)


def refusal_end(text: str, asking: Asking) -> int | None:
    """Where the last refusal of an answer ends; None if it has none. A "não" to "devo recusar?" is none."""
    if _BARE_NO.search(text):
        return len(text) if asking is Asking.PERMISSION else None
    ends = [found.end() for pattern in _STRONG_NO for found in pattern.finditer(text) if not _either(text, found)]
    if asking is not Asking.REFUSAL and (last := _LAST_NO.search(text)):
        ends.append(last.end())
    return max(ends, default=None)


def _either(text: str, found: re.Match[str]) -> bool:
    """Whether a refusal is only the other half of a choice: "pode ou não pode"."""
    return text[: found.start()].endswith("ou ") or " ou nao " in f" {found[0]} "


def takes_back(text: str, refused: int) -> bool:
    """Whether a word of permission follows the refusal that ends there: "não pode… sim"."""
    return bool(_PERMISSIVE.search(_TAIL_NOT_PERMISSIVE.sub("", text[refused:])))


def comes_down(text: str) -> bool:
    """Whether the resident, or somebody of theirs, comes to the gate."""
    return bool(COME_DOWN.search(text)) and not _NOT_DOWN.search(text)


def leaves(text: str) -> bool:
    """Whether the parcel (or key) is to stay at the desk."""
    found = LEAVE.search(text)
    return found is not None and not re.search(r"\bnao (?:\w+ )?$", text[: found.start()])


def waits(text: str) -> bool:
    """Whether the visitor is asked to wait."""
    return bool(WAIT.search(text)) and not _NOT_WAIT.search(text)


def asks(text: str) -> bool:
    """Whether the resident asks something back about the visitor."""
    return bool(ASK.search(text)) or bool(_QUESTION_OPENERS.search(text) and re.search(r"\bou\b|\?", text))
