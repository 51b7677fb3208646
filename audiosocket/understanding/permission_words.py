"""The closed vocabulary of the permission grammar: who may be meant, what is harmless, what is never harmless."""

from __future__ import annotations


def one_of(text: str) -> str:
    """A regex group of alternatives, longest first, from words separated by `|` and white space."""
    if "(" in text:
        raise ValueError("a group would be cut in two at its |")
    parts = {" ".join(part.split()) for part in text.split("|")}
    return "(?:" + "|".join(sorted((part for part in parts if part), key=lambda part: (-len(part), part))) + ")"


KIN = one_of(
    """pai|mae|filho|filha|irmao|irma|primo|prima|tio|tia|avo|vo|neto|neta|sobrinho|sobrinha|genro|nora|sogro|sogra|
    cunhado|cunhada|marido|esposo|esposa|mulher|companheiro|companheira|namorado|namorada|noivo|noiva|padrinho|
    madrinha|afilhado|afilhada|enteado|enteada|padrasto|madrasta|compadre|comadre|parente|familia|amigo|amiga|
    amigos|amigas|amigao|colega|colegas|vizinho|vizinha|conhecido|conhecida|convidado|convidada|convidados|visita|
    pais|filhos|filhas|irmaos|primos|primas|netos|netas|tios|sobrinhos|avos|socio|socia|funcionario|funcionaria|
    hospede|inquilino|inquilina|bisneto|bisneta|bisavo"""
)
WORKER = one_of(
    """entregador|entregadora|motoboy|motoqueiro|carteiro|tecnico|tecnica|instalador|encanador|eletricista|pintor|
    pedreiro|marceneiro|montador|jardineiro|piscineiro|faxineira|faxineiro|diarista|empregada|baba|cuidador|
    cuidadora|enfermeiro|enfermeira|medico|medica|doutor|doutora|fisioterapeuta|fisio|professor|professora|personal|
    manicure|cabeleireiro|cabeleireira|massagista|veterinario|veterinaria|passeador|passeadora|motorista|taxista|
    chaveiro|gesseiro|vidraceiro|serralheiro|dedetizador|mecanico|arquiteto|arquiteta|engenheiro|engenheira|
    corretor|corretora|advogado|advogada|contador|contadora|cozinheira|cozinheiro|costureira|mocinho|mocinha|
    prestador|vendedor|funcionario|funcionaria|ajudante|assistente|psicologa|psicologo|terapeuta|acompanhante|
    oficial|leiturista|bombeiro hidraulico|pastor|padre|costureira|confeiteira|boleira|fotografo|fotografa|
    decorador|decoradora|adestrador|tosador|afinador|dentista|nutricionista|secretaria|moco do gas|rapaz do gas|
    moco da agua"""
)
PERSON = one_of(
    """rapaz|coitado|coitada|tadinho|tadinha|bichinho|bichinha|moco|moca|menino|menina|garoto|garota|senhor|
    senhora|homem|mulher|cara|pessoa|pessoal|
    gente|turma|galera|povo|visitante|visita|visitas|meninos|meninas|rapazes|mocos|mocas|senhores|senhoras|crianca|
    criancas|bonito|danado|bendito|santo|chato|chata|maluco|maluca|folgado|folgada|mala|figura|peste|praga|criatura|
    sujeito|individuo|cidadao"""
)
THING = one_of(
    """carro|caminhao|moto|mudanca|entrega|encomenda|pedido|comida|pizza|lanche|remedio|remedios|pacote|caixa|compra|
    compras|mercado|agua|gas|flores|sofa|geladeira|movel|moveis|bolo|presente|almoco|janta|jantar|marmita|
    racao|documento|
    envelope|carta|aula|faxina|manutencao|conserto|instalacao|servico|obra|visita|leitura|passeio|consulta|sessao|
    festa|aniversario|churrasco|ferramenta|ferramentas|material|materiais|sacola|
    sacolas|mala|malas|mochila|bicicleta"""
)
SMALL_TALK = one_of(
    """ah|ixi|xi|vixe|oh|o|olha|olhe|entao|bom|ue|uai|nossa|ae|eba|oba|arre|egua|fazer o que|paciencia|
    que jeito|hein|vai|ai|
    mesmo|sabe|gente|eita|ave|ih|por favor|por gentileza|faz favor|fazendo favor|faz o favor|
    faz um favor|se faz favor|por obsequio|obrigado|muito obrigado|muitissimo obrigado|valeu|agradeco|eu agradeco|
    grato|grata|desde ja|viu|puts|ta|ta bom|ok|ne|moco|moca|querido|querida|meu querido|minha querida|meu caro|
    amigo|meu amigo|minha amiga|rapaz|senhor|senhora|meu senhor|minha senhora|chefe|parceiro|seu porteiro|porteiro|
    meu rei|bicho|cara|meu|bom dia|boa tarde|boa noite|beleza|tranquilo|tranquila|combinado|perfeito|certo|otimo|
    maravilha|excelente|fechou|joia|show|que bom|que otimo|ainda bem|tchau|ate mais|ate logo|um abraco|abraco|
    sem problema|sem problemas|sem problema nenhum|sem problema algum|fica tranquilo|fica tranquila|
    pode ficar tranquilo|pode ficar tranquila|sim|isso|isso mesmo|isso ai|exato|exatamente|pra mim|imagina|poxa|
    puxa|caramba|bah|tche|oxe|oxente|visse|vixe|trem|sem duvida|sem duvida nenhuma|sem duvida alguma|a vontade|
    fique a vontade|pode ficar a vontade|fica a vontade|tudo bem|tudo certo|aleluia|
    gracas a deus|finalmente|ate que enfim|demorou|ja era hora|ja tava na hora|tava na hora|que demora|
    que bom que chegou|ja chegou|ta na hora|bem na hora|na hora certa|ta bem|firmeza|suave|massa|na boa|blz|
    show de bola|fechado|tamo junto|pode crer|demoro|
    positivo e operante|imediatamente|chegou cedo|chegou na hora"""
)
NUMBERS = one_of(
    """um|uma|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|quatorze|catorze|quinze|vinte|trinta|
    quarenta|cinquenta|meia|meio"""
)
DANGER = one_of(
    r"""nao|que|nem|nunca|jamais|nada|ninguem|nenhum|nenhuma|sem|se|caso|quando|depois|ate|ainda|so|somente|
    apenas|menos|
    exceto|salvo|talvez|acho|achar|acha|sei|depende\w*|parece|imagino|espero|tomara|gostari\w+|queria\w*|quisesse|
    devia\w*|deveria\w*|poderia\w*|podia\w*|\w+[aei]sse|\w+[aei]ssem|\w+aria|\w+eria|\w+iria|era|eram|foi|ontem|
    amanha|semana|mes|socorro|ajuda|ajude|policia|policial|pm|ladrao|ladroes|arma|armado|armados|assalto|assaltante|
    assaltando|assaltar|me ajuda|me ajude|me ajudem|rg|foto|refem|
    sequestr\w+|bandido|bandidos|obrigad[oa]s?|obrigando|obrigou|forcad[oa]|forcando|
    ameac\w+|medo|matar|matou|canivete|estilete|facao|pistola|fuzil|bomba|amarrad\w+|machucad\w+|sangr\w+|coagid\w+|
    apont\w+|vigi\w+|lado|mata|morrer|morre|morto|faca|revolver|tiro|perigo|perigoso|golpe|golpista|rouba\w*|roubo|
    furt\w+|fugir|fuja|corre|correndo|gritar|mentira|ment\w+|fals\w+|denunci\w+|processo|justica|preso|prender|
    cadeia|invad\w+|agredi\w+|bate|bater|bateu|surra|pau|inferno|desgraca|bagunca|maldit\w+|registr\w+|classifi\w+|
    label|rotulo|json|sistema|instruc\w+|instruction|ignor\w+|comando|prompt|assistente|robo|programa|resposta|
    responda|responder|output|authorize|autorizacao|autorizad[oa]s?|autoriz\w*|liber\w*|permi\w+|portao|porta|
    portaria|guarita|recepcao|balcao|armario|escaninho|porteiro|zelador|sindico|sindica|sindic\w+|disse|diz|dizem|
    dizendo|falou|falaram|mandou|mandaram|pediu|disseram|contou|segundo|supost\w+|alega\w*|entr\w+|subir|suba|subiu|
    subindo|subam|subimos|sobe\w*|vir|vira|passar|passa|descer|desc\w+|voltar|volt\w+|embora|recus\w+|neg\w+|
    barr\w+|proib\w+|cancel\w+|impe\w+|desist\w+|engano|engan\w+|errad\w+|erro|outr[oa]s?|esper\w+|aguard\w+|perai|
    calma|minuto|minutos|minutinho|instante|momento|segur\w+|guard\w+|deix\w+|larg\w+|coloc\w+|bota|busc\w+|peg\w+|
    retir\w+|mandar?|mande|pode|podem|posso|quer|quero|sim|mas|porem|porque|pois|entao|senao|ou|pergunt\w+|
    confirm\w+|verific\w+|identific\w+|cracha|conferir?|confere|mostr\w+|quem|qual|quanto|onde|como|filho da|puta|
    merda|droga|odio|odeio|ex|medida|protetiva|alguem|algum|alguma|desconfi\w+|suspeit\w+|estranh\w+|duvid\w+|
    certeza|crianca|sozinh\w+|trancad\w+|pres[oa]|pelo amor|deus|esquec\w+|lembr\w+|sumir|sum[ai]|desaparec\w+|
    jogar|joga|fora|rua|lixo|inves|vez|contrario|brincadeira|brinca|kk+|haha\w*|rs+|sonho|sonhando|louc\w+|doid\w+|
    cobertura|telefone|ligar|ligue|liga|tv|televisao|gol|torcedor|ouvinte|telespectador|propaganda|proximo|proxima|
    seguinte|assunto|capitulo|episodio|noticia|noticias|promocao|oferta|confira|inscreva|canal|ova|desde que|
    contanto|cadaver|zoeira|zoando|gozacao|ironia|piada|brinc\w+|sendo|viaj\w+|mudei|mudou|abre|abrir|abra|
    armei|culpa|quebrar|arrebent\w+|processar|chamar|vingan\w+|acabar|apanh\w+|expuls\w+|deda|x9|tchau|demitid\w+|bebad\w+|drogad\w+|nervos\w+|agressiv\w+|alterad\w+|encapuzad\w+|mascarad\w+|
    cobrar|cobranca|divida|doente mental|fugitiv\w+|procurad\w+|trote|pegadinha|desconhecid\w+|esquisit\w+|
    absurdo|palhacada|vergonha|fim|cumulo|sera|provavelmente|tanto|partir|daqui|tarde|noite|madrugada"""
)
ACTIONS_NOT_TO_DO = one_of(
    """fazer barulho|fazerem barulho|fazerem bagunca|demorarem|fazer muito barulho|fazer bagunca|tocar a campainha|
    tocar campainha|tocar o interfone|bater a porta|bater na porta|bater|demorar|demorar muito|
    usar o elevador social|usar o social|correr|correr no corredor|sujar o elevador|sujar|molhar o elevador|
    arranhar o elevador|riscar o elevador|arranhar a parede|encostar na parede|estacionar na vaga|
    estacionar na minha vaga|parar na vaga|parar na minha vaga|acordar o bebe|acordar a bebe|acordar o nenem|
    acordar as criancas|acordar meu pai|acordar minha mae|acordar ninguem|incomodar os vizinhos|incomodar ninguem|
    pisar na grama|fechar a porta|esquecer a nota"""
)
