"""
What residents say beside a permission: who the visitor is, what for they came, what is to be told them.

None of it permits anything; each is harmless only beside a permission that is strong enough.
"""

from __future__ import annotations

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.permission_parts import (
    ART,
    ASKED,
    ASKED3,
    BROKEN,
    DOING,
    DURATION,
    MINE,
    NAME,
    NOUN,
    NUMERAL,
    OBJECT,
    ONE,
    ORDERED,
    PRONOUN,
    REASON_VERB,
    SAFE_TAIL,
    SUBJECT,
    TIME,
    UNK,
    UNKNOWN,
    WEEKDAY,
    WHO,
)

_AGO = (
    r"(?: (?:ontem|anteontem|(?:semana|segunda|terca|quarta|quinta|sexta) passada|mes passado|outro dia|ha pouco|mais "
    r"cedo)(?: (?:a noite|de noite|cedo|mesmo))?)"
)
# Harmless beside "pode" and stronger, but "sim" with it may answer something else.
BESIDE_MAY = (
    rf"(?:eu )?(?:ja )?{ASKED} (?:pra {WHO} (?:vir|passar aqui|vir aqui)|(?:{WHO} )?pra {DOING})",
    rf"(?:e|eh) (?:o |a )?{NAME} d[ao]s? (?:meu |minha )?(?:trabalho|igreja|escola|faculdade|academia|futebol|"
    rf"curso|predio)",
    rf"(?:que |porque )?(?:e|eh) so (?:{ART} )?{lexicon.THING}",
    rf"(?:{SUBJECT} )?(?:ta|veio|vem) (?:trazendo|trazer|entregando|entregar){OBJECT}",
    rf"bloco (?:[a-f]|{NUMERAL})|torre (?:[a-f]|{NUMERAL})",
    rf"(?:que |porque )?(?:{SUBJECT} )?(?:ja )?(?:e|eh) (?:de casa|da casa|da familia|de confianca|conhecid[oa])",
    rf"(?:que )?(?:{SUBJECT} )?(?:e|eh) (?:o|a) d[aeo]s? (?:{BROKEN}|{lexicon.THING})",
    r"(?:que )?(?:ele |ela )?(?:ja )?(?:ta com|tem) (?:a|as) chaves?(?: d[aeo] (?:casa|apartamento|minha casa|porta))?",
    rf"(?:que )?(?:{SUBJECT} )?(?:e|eh) {MINE} (?:{NOUN}) d[aeo]s? (?:outra torre|outro bloco|andar de cima|"
    rf"andar de baixo|predio|trabalho)",
    r"(?:que |porque )?(?:o|a) cafe (?:ja )?ta (?:pronto|na mesa|esfriando)",
    r"(?:oi|ola|alo|opa|eita)",
    r"e|eh|agora|ja|la|logo|direto|hoje|aqui|pra ca|so|eu|rapido|mas|porque|pois",
    "nome|domicilio",
    rf"(?:{SUBJECT} )?(?:e|eh) d[aeo]s? (?:{lexicon.THING}|{BROKEN}|farmacia|mercado|loja|igreja|escola|trabalho|"
    rf"faculdade|academia|futebol|familia)(?: d[aeo]s? (?:(?:meu|minha) )?{UNK})?",
    rf"hoje (?:e|eh) (?:o )?dia (?:del[ea]s?|d[aeo] {UNK})",
    rf"{DURATION} que (?:eu|a gente) (?:espero|to esperando|tava esperando|aguardo|to sem {BROKEN})",
    rf"(?:eu |fui eu )?(?:que |quem )?(?:falei|disse|pedi|mandei|chamei|convidei)(?: pr[ao])? "
    rf"(?:{PRONOUN}|(?:{ART} )?{NAME}) "
    r"(?:pra )?(?:vir|passar|subir|entrar)(?: (?:aqui|ca|hoje|agora|ja))*",
    r"(?:e|eh) (?:comigo|conosco|com a gente|aqui em casa|la de casa|aqui)(?: mesmo)?(?: sim)?",
    rf"(?:{SUBJECT} )?(?:e|eh|sao) (?:uma? )?{lexicon.KIN} (?:meu|minha)(?: (?:d[aeo]s? {UNK}|{NAME}))*",
    rf"(?:que )?(?:foi )?{MINE} {ONE} (?:que|quem) {ASKED3}{OBJECT}?{_AGO}?",
    rf"(?:(?:e|eh|foi|veio|vem|veio aqui|sao) )?(?:so )?pra {DOING}{UNKNOWN}{{0,6}}",
    rf"(?:(?:o|a) )?{NAME} (?:(?:o|a) )?{ONE} d[aeo]s?(?: (?:meu|minha|nosso|nossa))? {UNK}(?: (?:antig[oa]|velh[oa]|"
    rf"querid[oa]|{NAME}))?",
    rf"{lexicon.KIN} (?:meu|minha)(?! {NOUN})",
    rf"(?:que bom|ainda bem|otimo) que (?:{WHO} )?(?:chegou|veio|avisou|chegaram|vieram)",
    rf"(?:{WHO} )?(?:ja )?(?:conhece|sabe) (?:o caminho|onde e|o apartamento|a casa|tudo|como e|o predio)",
    r"(?:eu )?(?:ja )?(?:esqueci|esquecemos|esqueci mesmo) de (?:avisar|ligar|falar|deixar avisado|deixar o "
    r"nome|cadastrar|interfonar)(?: (?:ai|voces|na portaria|antes))*",
    rf"(?:{SUBJECT} )?(?:ta|tao) (?:atrasad[oa]s?|adiantad[oa]s?|na hora|no horario)",
    rf"(?:que |porque )?(?:{SUBJECT} )?(?:ja )?(?:ta|tava) (?:tudo )?(?:pag[oa]|agendad[oa]|marcad[oa]|combinad[oa]|"
    rf"avisad[oa]|na lista|cadastrad[oa])"
    rf"(?: (?:no app|no aplicativo|com ele|com ela|mesmo|pra hoje|pra agora|hoje|ja))*",
    rf"(?:que |porque )?(?:o|a|os|as) {lexicon.THING} (?:ja )?(?:ta|tao|vai|e) (?:pront[oa]s?|na mesa|pag[oa]|"
    rf"esfriar|esfriando|quase pront[oa]|atrasad[oa])",
    rf"(?:{SUBJECT} )?(?:ja )?(?:veio|vem|esteve) aqui (?:antes|outras vezes|varias vezes|sempre|em casa|"
    rf"muitas vezes)",
    rf"(?:a chave ta com (?:{WHO})|(?:{SUBJECT} )?(?:ja )?tem (?:a )?chave)",
    rf"tod[oa] {WEEKDAY} (?:{WHO} )?(?:vem|ta aqui|trabalha aqui)",
    r"(?:que )?(?:eu |a gente )?(?:ja )?(?:to|tamos) (?:aqui )?(?:em casa|no apartamento|aqui em cima|aqui)",
    rf"(?:e |aqui e |e aqui )?(?:no |na |o |do |ate o |ate )?(?:(?:apartamento|ap|apto|numero) )?{NUMERAL}(?: (?:e "
    rf")?{NUMERAL})*(?: andar)?(?: (?:do )?bloco (?:[a-f]|{NUMERAL}))?",
    r"(?:primeiro|segundo|terceiro|quarto|quinto|sexto|setimo|oitavo|nono|decimo|ultimo) andar",
    rf"(?:que |porque |pois |ja que )?(?:{SUBJECT} )?(?:e|eh|sao|ja e) (?:{MINE} )(?:{NOUN})(?: (?:d[aeo]s? "
    rf"{UNK}|(?:chegando|vindo|voltando) d[aeo]s? {UNK}|"
    rf"que (?:mora|trabalha|estuda|vive)(?: (?:fora|longe|em {UNK}|n[ao] {UNK}|comigo|aqui|la|com a gente))+|"
    rf"cacula|geme[oa]|antig[oa]|do coracao|mais (?:velho|nova|novo|velha)|querid[oa]|mesmo|{NAME}|sim|"
    rf"de infancia|de trabalho|da escola|da "
    rf"faculdade|d[ao] (?:meu|minha) {NOUN}))*",
    rf"(?:que |porque |pois |ja que )?(?:{SUBJECT} )?(?:e|eh|sao) (?:o |a |os |as |um |uma |uns )?{NOUN}(?: "
    rf"{NAME})?(?: (?:meu|minha|nosso|nossa|d[aeo]s?(?: (?:meus?|minhas?|noss[oa]s?|o|a))? {UNK}|daqui|daqui de "
    rf"casa|la de casa|que {MINE} {ONE} {ASKED3}|que (?:eu |a gente |nos )?{ASKED}|que (?:trabalha|mora|estuda|vive) "
    rf"(?:comigo|aqui|aqui em casa|com a gente|pra mim)))*",
    rf"(?:que |porque |pois |ja que )?(?:{SUBJECT} )?(?:e|eh|sao) (?:de confianca|de casa|da familia|da casa|"
    rf"gente boa|gente nossa|gente de casa|gente fina|conhecid[oa]s?|super de confianca|pessoa de confianca|de "
    rf"toda confianca|tranquil[oa]|praticamente da familia|como da familia|meu|minha|meus|minhas|nosso|nossa|"
    rf"pra mim|pra mim mesmo|aqui de casa|daqui|daqui mesmo|ele mesmo|ela mesma|eles mesmos|esse mesmo|essa "
    rf"mesma|(?:o |a )?{NAME})",
    rf"(?:o|a|os|as) {NOUN} (?:e|eh|sao) (?:meus?|minhas?|noss[oa]s?|pra mim|daqui|daqui de casa)",
    rf"(?:eu )?(?:ja )?(?:conheco|sei quem e|sei quem sao|sei sim|to sabendo|tava sabendo|fiquei sabendo|fui "
    rf"avisad[oa]|me avis(?:ou|aram)|ele me avisou|ela me avisou)(?: (?:bem|sim|muito|disso|ha anos|faz anos|de "
    rf"longa data|ha muito tempo|{WHO}))*",
    rf"(?:que )?(?:(?:eu|a gente|nos|ja|que|to|tava|tamos|tavamos|ta) )*(?:esperando|aguardando)(?: (?:por "
    rf")?(?:{WHO}|{ART} {UNK}|faz tempo|ha tempos|desde cedo|mesmo|ja|sim|aqui|em casa|essa visita|visita|"
    rf"{DURATION}|(?:pra|pro|pras) (?:{DOING}|{UNK})))*",
    rf"(?:que )?(?:fui eu|foi eu|eu|eu mesmo|eu mesma|nos|a gente)(?: mesm[oa])?(?: que| quem)? "
    rf"{ASKED}{OBJECT}?(?: sim| mesmo| hoje| agora)*",
    rf"(?:eu )?(?:ja )?{ASKED}(?: com (?:{WHO}))?(?:{TIME}|{OBJECT}{TIME}?)?(?: (?:sim|mesmo|hoje|agora pouco|agora|ha "
    rf"pouco|agora ha pouco))*{_AGO}?",
    rf"(?:que )?(?:foi )?{MINE} {ONE}(?: que)? {ASKED3}{OBJECT}?",
    rf"(?:que )?(?:{SUBJECT} )?(?:ja )?(?:mora|trabalha|vive|estuda|moram|trabalham|faz faxina|limpa)(?: "
    rf"(?:comigo|aqui|aqui em casa|com a gente|conosco|la em casa|pra mim|em casa|praticamente|ja|{DURATION}))+",
    rf"(?:(?:{SUBJECT}|que) )*(?:veio|vem|vai|vieram|vem vindo|ta vindo|sempre vem|vem sempre|ja vem|vao|veem|"
    rf"vem aqui|vem ca)(?: (?:aqui|sempre|hoje|ca|la|me|aqui em casa|aqui pra casa|pra casa|pra ca|em casa|"
    rf"toda semana|todo mes|todo dia))*(?: "
    rf"{DOING}(?: (?:{ART} )?(?:{BROKEN}|{UNK}){UNKNOWN}{{0,3}})?)?",
    rf"(?:hoje )?(?:e|eh|tem) (?:dia de |a |o |uma? )?(?:aniversario|festa|churrasco|jantar|almoco|faxina|"
    rf"reuniao|cha|festinha|aula|noivado|batizado|ensaio|jogo|encontro)(?: (?:d[aeo]s? (?:meu |minha |nosso |"
    rf"nossa )?(?:{ONE}|{NAME}|{UNK})|aqui|aqui em casa|hoje|em casa|la em casa))*",
    rf"(?:e |mas )?(?:apartamento|ap|apto|numero|sala) {UNK}",
    r"(?:e )?(?:boa sorte|bom trabalho|bom servico|boas vindas|seja bem vind[oa]|bem vind[oa])",
    r"(?:eu )?ja (?:tava|to) (?:na hora|com saudade|preocupad[oa]|com fome)",
    r"(?:mas )?(?:cuidado com|toma cuidado com) (?:o|a|os|as) (?:cachorro|gato|cachorra|degrau|escada|piso|chao|"
    r"obra|moveis|vidro|plantas?)",
    r"(?:mas )?ontem (?:e que |que |e q )?nao (?:podia|dava|pude|deu)(?: mas)?",
    rf"(?:mas |so |e so |mas so ){ORDERED}(?: que)?{SAFE_TAIL}{{1,10}}",
)
_ADVERBS = r"(?:(?:ja|sempre|so|hoje|tambem|aqui|me|nos|agora|ate|mesmo|mesma|praticamente|ainda) )*"
_CAME = (
    r"(?:veio|vieram|trabalha|trabalham|mora|moram|estuda|trouxe|trouxeram|tao|ligou|avisou|avisaram|chegou|"
    r"falou comigo|mandou (?:mensagem|recado|um recado|zap|um zap|audio|um audio)|combinou|marcou|costuma|namora|"
    r"da aula|acabou de (?:ligar|me ligar|avisar|me avisar|chegar|mandar mensagem|me mandar mensagem|falar comigo)|"
    r"faz (?:faxina|limpeza)|esqueceu|perdeu|deixou|precisa|comprou)"
)
"""What can only be told of somebody, and is no order to anybody."""
_TOLD = (
    rf"(?:{_CAME}|vem|veem|cuida|cuidam|ajuda|traz|tem|ta|tava|conhece|sabe|vive|joga|toca|limpa|lava|conserta|atende|"
    r"treina|leva|faz|(?:vai|vao) (?=(?:me |nos |te )?\w+[aei]r\b))"
)
_OTHERS = r"(?!mae\b|pai\b|pais\b|mamae\b|papai\b|vo\b|avo\b|vovo\b|patr\w+|don[oa]\b|sogr[oa]\b|chefe\b)"
_IT = rf"{ART} {_OTHERS}{UNK}(?: (?:aqui|tecnica|daqui|d[aeo]s? (?:{BROKEN}|{lexicon.THING}|{UNK})|{NAME}))?"
"""Anybody or anything but a parent: children speak of those ("minha mãe tá no mercado")."""
_IS_SO = (
    r"(?:ta|tao|tava|ficou|resolveu|combinou|marcou|chegou|veio|vem|trabalha|mora|conhece|precisa|quebrou|parou|acabou|"
    r"queimou|pifou|estragou|caiu|esfria|espera)"
)
_ANYBODY = rf"(?:{PRONOUN}|(?:{ART} )?{NAME}|a gente|eu|nos|isso|(?:{ART} )(?:{lexicon.PERSON}|{lexicon.WORKER}))"
_MINE_IS = (
    r"(?:to|tou|tamos|tava|tavamos|tenho|temos|preciso|precisamos|moro|trabalho|conheco|marquei|combinei|agendei|"
    r"abri (?:um|o) chamado|liguei pra|falei com|adoro|amo|paguei|deixei|esqueci|comprei|"
    rf"(?:vou|vamos|ia) (?:ja )?{DOING})"
)
_DOOR = (
    r"(?:(?:a|minha|nossa) porta(?: (?:do apartamento|de casa|daqui|aqui))? (?:ja )?(?:ta|vai ta|fica) (?:so )?"
    r"(?:aberta|encostada|destrancada)|"
    r"(?:eu )?(?:ja )?(?:to|tou|tamos|deixei|deixo|vou deixar) (?:com )?(?:a|minha) porta (?:ja )?(?:aberta|encostada|"
    r"destrancada)|"
    r"(?:eu )?(?:ja )?(?:to abrindo|vou abrir|abro|abri)(?: ja)? a porta(?: (?:do apartamento|de casa|aqui|daqui|pra "
    r"ele|pra ela|pra eles))*)"
)
# Harmless only beside a permission that says the entry itself.
BESIDE_EXPLICIT = (
    rf"(?:que |porque )?(?:foi )?{MINE} {ONE} (?:(?:que|ja|me|nos) )*avisou(?: que {WHO} (?:vinha|viria|ia vir|ia "
    rf"chegar|"
    rf"ia passar|tava vindo|tava chegando)(?: (?:hoje|agora|aqui))?)?",
    rf"(?:que |porque |pois )?(?:a gente|{MINE} {ONE}) (?:ja )?ta(?: (?:aqui em cima|aqui|em casa|no apartamento|"
    rf"esperando|aguardando|com a gente))+(?: {WHO})?",
    r"(?:que |porque |mas )?(?:(?:o|a|os|as|meu|minha|meus|nosso|nossa) )+(?:cachorr[oa]s?|cao|caes|cachorrinh[oa]|"
    r"gat[oa]s?) "
    r"(?:ja )?(?:ta|tao|fica|e|sao|nao) (?:pres[oa]s?|guardad[oa]s?|mans[oa]s?|bonzinh[oa]s?|morde|faz nada)(?: nao)?",
    r"nao (?:precisa|precisava|e pra) (?:recusar|negar|barrar|dispensar|impedir)(?: nao)?",
    rf"(?:mas |so |e |ai )*(?:{ORDERED} )?(?:que )?{_DOOR}",
    rf"{_IT} {_ADVERBS}{_IS_SO}{UNKNOWN}{{0,7}}{_AGO}?",
    rf"(?:{PRONOUN}|(?:{ART} )?{NAME}|(?:o|a) {lexicon.WORKER}) {_ADVERBS}ficou de "
    rf"(?:vir|passar|chegar|trazer|mandar){UNKNOWN}{{0,4}}",
    rf"(?:{_IT}|{SUBJECT}|{NAME}) (?:ja )?(?:e|eh) (?:muito|sempre|tao|super|bem) {UNK}{UNKNOWN}{{0,2}}",
    rf"(?:{_IT}|{SUBJECT}|{NAME}) (?:e|eh) um[a]? (?:amor|anjo|querid[oa]|doce|sant[oa]|fof[oa]|gracinha|lind[oa])"
    rf"(?: de (?:pessoa|menin[oa]|gente))?",
    r"(?:e|eh) (?:verdade|rapido|rapidinho|urgente|mesmo)",
    rf"{_ADVERBS}{_CAME}{UNKNOWN}{{0,8}}{_AGO}?",
    rf"(?:(?:que )?{_ANYBODY}|que) {_ADVERBS}{_TOLD}{UNKNOWN}{{0,8}}{_AGO}?",
    rf"(?:(?:eu|a gente|nos) )?{_ADVERBS}{_MINE_IS}{UNKNOWN}{{0,8}}{_AGO}?",
    rf"(?:eu )?(?:ja |nem )*(?:tinha |tava |quase )*(?:esqueci|esquecido|esquecendo|me esqueci|lembrava)(?: mesmo| "
    rf"completamente| ate)* que (?:(?:{WHO}|hoje) )*(?:era|vinha|viria|ia vir|ia chegar|chegava|ia passar|tinha "
    rf"marcado)(?: (?:hoje|agora|cedo|ja|aqui|com ele|com ela))*",
    r"(?:eu )?quero(?: sim)?(?! \w+r\b)",
    r"(?:eu )?vou (?:autorizar|liberar|deixar)(?: sim)?(?: a entrada| ele| ela| o acesso)?",
    rf"(?:{SUBJECT} )?(?:me )?(?:avisou|contou|ligou avisando|ligou dizendo|mandou mensagem) que (?:ja )?"
    rf"(?:tava|ta|ia|vinha|viria|chegou|chegava)"
    rf"(?: (?:chegando|vindo|vir|chegar|aqui|hoje|agora|cedo|ai|ca|passar|a caminho))*",
    r"(?:e|eh) (?:ele|ela|eles|elas|esse|essa|o|a)(?: mesm[oa])? que (?:eu|a gente|nos) (?:ja )?(?:to|tava|tamos|"
    r"tavamos) (?:esperando|aguardando)",
    r"(?:eu )?(?:ja )?to (?:liberando|autorizando)",
    rf"(?:{SUBJECT} )(?:falou|disse) que (?:vinha|vem|viria|ia (?:vir|passar|chegar)|tava (?:vindo|chegando))"
    r"(?: (?:hoje|aqui|cedo|agora))*",
    rf"(?:mas |so |e )*{ORDERED} que (?:(?:eu|a gente) )?{_ADVERBS}{_MINE_IS}{UNKNOWN}{{0,8}}",
    rf"(?:mas |so |e )*{ORDERED} (?:ir |vir |subir |entrar |usar )?pel[oa] (?:de servico|social|dos fundos)",
    r"(?:que |porque )?(?:eu )?nao (?:posso|consigo|tenho como|da pra) (?:descer|ir ai|ir la|sair)(?: agora)?",
    r"(?:que |porque )?ta (?:chovendo|frio|calor|escuro|um sol|um frio|um calor)(?: danad[oa])?(?: ai fora| la fora)?",
    r"(?:eu )?(?:ja )?(?:tinha|tava) (?:ate |quase )?(?:esquecido|esquecendo)(?: del[ea]| disso)?",
    rf"ja era pra (?:{WHO} )?ter (?:chegado|vindo|subido)",
    r"pode deixar(?= ,)",
    r"(?:eu )?(?:ja |to te |to )(?:falei|disse|falando|dizendo)(?: que)?(?: (?:pode|sim))?|eu (?:falei|disse) sim",
    r"(?:e )?(?:fala|diz|avisa) (?:pra |pro )?(?:ele|ela|eles|elas) que a porta (?:ja )?ta (?:aberta|encostada|"
    r"destrancada)",
    rf"(?:que |porque )?(?:eu )?(?:to|tamos|ta) {DURATION} sem {BROKEN}",
    r"(?:eu )?nao (?:lembrava|sabia|esperava|imaginava|me lembrava)(?: mais)? que (?:{_W} )?(?:era|seria|ia ser|"
    r"vinha|viria|ia vir|ia chegar|chegava)(?: (?:hoje|agora|cedo|ja|tao cedo))*(?: ,)? mas".replace("{_W}", WHO),
    r"meu deus(?: do ceu)?|ja e a (?:segunda|terceira|quarta|quinta|decima) vez|quantas vezes",
    r"(?:eu )?nao (?:tinha |tava )?(?:ouvi|escutei|escutado|ouvido|ouvindo|escutando|vi|visto)(?: (?:o|a|"
    r"interfone|telefone|campainha|tocar|tocando|direito|celular|chamar|bem))*",
    r"(?:(?:ontem|antes|mais cedo|de manha|semana passada) )(?:eu |e que |que )*nao (?:podia|dava|pude|deu|"
    r"tava)(?: (?:receber|atender|em casa|ninguem|visita|pra))* mas",
    r"(?:eu )?tava (?:no banho|na cozinha|dormindo|longe do telefone|ocupad[oa]|no banheiro|no telefone|la "
    r"dentro|la atras|lavando louca|no outro telefone)",
    rf"(?:que |porque )?(?:eu |a gente |aqui |a casa |o apartamento )?(?:to|tamos|ta) sem {BROKEN}(?: (?:aqui|"
    rf"em casa|desde|ontem|cedo|hoje|de manha|{DURATION}))*",
    rf"(?:que |porque )?(?:o|a|os|as|meu|minha) {BROKEN} (?:ta|tao|parou|quebrou|queimou|estragou|pifou|acabou|"
    rf"caiu)(?: (?:fora do ar|vazando|pingando|quebrad[oa]|entupid[oa]|queimad[oa]|estragad[oa]|desde|ontem|"
    rf"cedo|hoje|de novo|aqui|ruim|pessim[oa]|lent[oa]|de funcionar))*",
    rf"(?:que |e |ai )?eu (?:ja |te )?(?:encontro|espero|recebo|aguardo|pego)(?: (?:com )?{WHO})? (?:no hall|"
    rf"aqui em cima|na porta|no elevador|no corredor|aqui|na porta do elevador|no andar|no meu andar|na sala)",
    rf"(?:que |porque |pois )(?:eu |a gente |nos |ja )+{REASON_VERB}{UNKNOWN}{{1,6}}",
    rf"(?:que |porque |pois )?(?:eu )?(?:to|tou|tamos)(?: (?:aqui|em casa|no apartamento|aqui em cima|com|muito|"
    rf"muita|fome|morrendo de fome|cansad[oa]|precisando|ansios[oa]|pront[oa]|acordad[oa]|"
    rf"livre))+(?:{UNKNOWN}{{0,2}})",
    rf"(?:mas |so |e |ai |entao |ja )*{ORDERED}(?: que)?{SAFE_TAIL}{{1,10}}",
    rf"(?:eu )?nao (?:tava )?(?:ouvi|escutei|ouvindo|escutando|sabia|sabendo|lembrava|lembrando|esperava|"
    rf"esperando|percebi|tinha visto|tinha ouvido|tinha escutado|sabia que (?:era|ia ser|seria))(?: (?:{UNK}|"
    rf"tocar|que|era|{WHO}))* mas",
    r"(?:perai|calma|so um minuto) (?:filho|filha|amor|bem|meu bem|querid[oa]|gente|mae|pai)(?: que)?(?: (?:eu "
    r")?(?:to|tou) (?:no|falando no|ao) (?:telefone|interfone|celular))",
    r"(?:eu )?(?:ja )?(?:disse|falei) que (?:pode entrar|pode subir|pode liberar|pode deixar entrar|pode sim|"
    r"pode|sim|libera|ta liberad[oa])",
)
