"""Names that people in Brazil bear, as evidence that an unknown word is a name. No list is whole; cues do the rest."""

from __future__ import annotations

from audiosocket.understanding.fold import fold, word_set
from audiosocket.understanding.phonetic import sound

_TEXT = """
aarao abel abelardo abigail abner abraao acacio ada adailton adalberto adalgisa adao adauto ademar ademilson ademir
adelaide adelia adelino adelmo adenilson aderbal adilson adolfo adonias adriana adriano adriele adrielle adroaldo
afonso agatha agenor agnaldo agnes agostinho aida ailton aila airton akira alan alana alaide alba alberto albertina
alcides alcione alda aldair aldemir aldo alessandra alessandro alex alexandra alexandre alexandro alexia alexsandra
alexsander alexsandro alfredo alice alicia aline alisson allan alline almeida almir almira aloisio altair altamir
aluisio alvaro alzira amadeu amalia amanda amaro amaury amauri amelia amilton amos ana anabela anabel anacleto
analice anamaria ananda anastacia anderson andre andrea andreia andreina andressa andrei andrey andreza anesia
angela angelica angelina angelita angelo anibal anisio anita anna anne annie anselmo antenor anthony antoanete
antonia antonieta antonina antonio aparecida aparecido apolonio araci arali ariadne ariana ariane ariela arielle
ariel arilson aristeu aristides arlete arlindo armando armindo arnaldo arnold aroldo arthur artur arturo ary
ascendino assis astolfo astrid atila augusta augusto aurea aureliano aurelio aurora avelino axel ayla aylton ayrton
azevedo baltazar barbara bartolomeu basilio beatris beatriz belarmino belmira belmiro benedita benedito benicio
benjamim benjamin bento berenice bernadete bernarda bernardo berta bertha betania bete bia bianca braulio breno
brenda brian brigida bruna bruno bryan caetana caetano caio cainã calebe camila camile camilla camilo candida
candido carina carine carla carlito carlos carlota carmelita carmem carmen carmo carol carolina caroline cassia
cassiano cassio catarina catia caua cauan cauana cauê cecilia celestino celia celina celio celso cesar cesario
charles christian christiane christina christiano chico cibele cicera cicero cida cinthia cintia cirilo ciro clara
claire clarice clarissa clarisse claudemir claudete claudia claudiana claudineia claudinei claudio claudiomiro
clayton cleber cleia cleide cleidson cleiton clelia clementina clemente cleonice cleusa cleverson clarinda clodoaldo
clotilde clovis conceicao conrado consuelo cora cordelia cornelio cosme creusa cris crislaine crisley cristian
cristiana cristiane cristiano cristina cristine cristovao custodio cynthia dafne dagmar dagoberto daiana daiane
dalila dalmo dalton dalva damasio damiana damiao dani danton daniel daniela daniele daniella danielle danilo dante
dara darci darcy dario davi david davidson dayane debora deborah decio deise dejair dejanira delcio delfim delma
delmira demetrio denilson denis denise dennis denner deolinda deivid derci desiree deusdete devanir diana diego
dilma dilson dimas dina dinah dinalva dinora diogo dionisia dionisio dirce dirceu diva divina divino djair djalma
djanira dominique domingos domingas donato dora doralice dorival doroteia douglas dulce dulcineia durval duda dylan
eber eda edemir eder edgar edgard edi edilaine edilson edimar edinalva edinho edione edirlei edison edite edith
edivaldo edjane edmar edmilson edmundo edna ednaldo ednalva ednei edson edu eduarda eduardo edvaldo edvania efigenia
efraim egberto egidio elaina elaine elba elcio elen elena elenice eleonora eli elia eliana eliane elias elida eliel
eliete eliezer elinaldo eline elio elis elisa elisabete elisabeth elisangela eliseu eliza elizabete elizabeth
elizete elizeu ellen eloa eloi eloisa eloiza elsa elson elton elvira elvis elza ema emanuel emanuela emanuele
emanuelle emanuelly emerson emilia emiliano emilio emilly emily emmanuel enedina eneida eneas enio enoque enrico
enrique enzo epaminondas eric erica erick ericka erik erika erisvaldo erivelton erminia ernani ernesto ernestina
eron esmeralda estefani estefania estela ester estevan estevao esteban estevam esther etelvina eudes eugenia eugenio
eulalia eunice eurico euridice eustaquio eva evaldo evandro evangelina evaristo evelin evelyn evelise everaldo
everton ezequias ezequiel fabia fabiana fabiane fabiano fabio fabiola fabricia fabricio fagner fatima fausto
faustino felicia feliciano felicio felipa felipe felix fernanda fernandinha fernando filipa filipe filomena fiorella
flavia flaviana flaviane flaviano flavio flora floriano florencia florinda florisvaldo francesca francielle
francielly francine francisca francisco franciele francismar frank franklin fred frederica frederico freddy gabi
gabriel gabriela gabriele gabriella gabrielle gael gean geane gedeao geisa genaro generosa genesio geni genilda
genildo genilson genival genivaldo genoveva george georgia georgina geova geovana geovane geovani geralda geraldo
gerson gertrudes gerusa gervasio gessica getulio giancarlo gil gilberta gilberto gilcimar gilda gilmar gilmara
gilson gilvan gimena giordano giovana giovane giovani giovanna giovanni giselda gisela gisele giselle gislaine
gislene giulia giuliana giulio gladys glaucia glaucio gleice gleide gleison gleyce gloria goncalo graca graciela
graciele graziela graziele grazielle gregorio greice guida guiga guilherme guilhermina guiomar gumercindo gustavo
guto haroldo hebe hector heitor helcio helder helen helena helenice helia helio heloisa heloiza helton helvecio
henri henrique henriqueta henry heraldo herbert hercilia hercules hermes herminia hermenegildo hernani hidelbrando
hilda hildebrando hilton hiroshi homero honorato honorina horacio hortencia hosana hudson hugo humberto iago iara
icaro ida idalina idelfonso ieda igor iguatemi ilda ilma ilka ilson ilton ilza inacia inacio ines inez ingrid ione
ioná ira iraci irene irineia irineu iris irma isa isaac isabel isabela isabele isabella isabelle isabelly isac
isadora isaias isaque isaura isidoro isis ismael ismenia isolda isolina israel italo itamar iuri ivan ivana ivanete
ivani ivanilda ivanildo ivete ivo ivone ivonete izabel izabela izabella izaura izilda jaci jacinta jacinto jackson
jaco jacob jacqueline jader jadir jailson jailton jaime jair jairo jamila jamile jamil james jamilton janaina
jandira jandir jane janete janice jaqueline jean jeane jeanete jeferson jefferson jennifer jenifer jeni jenny jeova
jeremias jeronimo jesse jessica jesuina jesus jhonatan jhonny jo joana joanna joao joaquim joaquina joel joelma
joelson joice jonas jonatas jonathan joni jordana jordao jorge jorgina josa jose josefa josefina joselia joselito
josemar josenilda josephine josia josiane josias josie josimar josue josé jozias joyce juan juarez jucelia jucelino
juciara juca judite julia juliana juliane juliano julieta julio junior juraci jurandir jurema justina justino
jussara justo juvenal juvencio kaio kaique kaka kamila kamilla kamilly karen karim karina karine karla karol
karolina karoline kassia katherine kathia katia katiane katy kauan kaue kauã kelly kelvin kemilly ketlin kevin keila
kenia keiko kenji kleber kleiton klaus kátia ladislau laercio lais laiza lana lara larissa laudelina laudelino laura
laurinda laurindo lauro lavinia lazara lazaro lea leandra leandro leda leia leila leidiane lelia lena lenice lenilda
lenir lenira lenise leny leo leocadia leon leonardo leoncio leonel leonice leonidas leonor leonora leopoldo leticia
levi leyla lia liana libania lidia lidiane ligia lila lilia lilian liliana liliane lillian lina lindalva lindinalva
lindomar lineu lino lisandra lisandro lisete livia loide lola lorena lorenzo lorraine louise lourdes lourenco
lourenço lourival lourdinha luan luana luane luca lucas lucca lucelia lucelina lucenira lucia luciana luciane
luciano luciene lucila lucilene lucilia lucimar lucimara lucineia lucinda lucio lucrecia ludmila ludovico luigi luis
luisa luise luiz luiza luizinho luma lupercio luna lurdes luzia luzinete lygia madalena magali magda magna maiara
maicon maiko maira maisa maite malu malvina manoel manoela manu manuel manuela manuella mara marcel marcela marcele
marcelina marcelino marcella marcelle marcello marcelo marcia marcio marcionilia marco marcondes marcos marcus
margareth margarete margarida margot maria mariah mariana mariane mariangela marianna marianne marice mariele
marieta marilda marildo marilena marilene marilia marilu marilucia marilza marina marinalva marines marinete marinho
mario marisa marise marisol maristela mariza marize marjorie marlene marli marlon marlucia marly marta martha martim
martin martina martinha marvin mary mateo mateus matheus mathias matias matilda matilde mauricia mauricio maurilio
maurina mauro maxim max maxwell maya mayara maycon mayra mayumi meire melina melissa mercedes meri messias michael
michel michele micheli michelle miguel miguelina mikael mila milena milene milton mina mirella miranda mirela mirela
miria mirian miriam mirna mirtes misael moacir moacyr moema moises monalisa monica monique morgana murilo muriel
myriam nadia nadir nadja naiara naidê nair nancy nara narciso natali natalia natalie natalino natan natanael
nathalia nathan nathalie nayara neco neide neila neiva nelma nelson nelsina nelio neomar nereu nestor neuma neusa
neuza neto nelita neymar nicanor nice nicolas nicolau nicole nicoly nilce nilcea nilda nilo nilson nilton nilva
nilza nina nivaldo nivea noah noe noel noeli noelia noemi noemia nora norberto norma norival nubia nuno oci octavio
odair odete odila odilon odilia odorico ofelia olavo olga oliver olimpia olimpio olindo olinda olivia onofre ondina
orlando orlandina oscar osmar osmarina osni osvaldo oswaldo osorio otacilio otavia otavio oto otoniel otto ozana
ozeias pablo palmira paloma pamela paola paolo pascoal patricia patricio patrick patty paul paula paulina pauline
paulino paulo pedrinho pedrina pedro penelope penha perla peterson peter petronio petrucio pietra pietro pierre
placido poliana polyana pollyanna plinio policarpo priscila priscilla querubina quiteria quirino quintino rachel
rafael rafaela rafaella rafa raiane raimunda raimundo raissa ralf ramiro ramon ramona raphael raphaela raquel raul
rayane rayssa rebeca rebecca regiane regina reginaldo regis reinaldo rejane renan renata renato rene renilda ricardo
richard rita roberta robertinho roberto roberval robinson robson rodolfo rodrigo rogeria rogerio rolando romario
romeu romilda romildo romulo ronald ronaldo ronan roney roni ronildo ronilson ronivaldo roque rosa rosalia rosalina
rosalinda rosana rosane rosangela rosaria rosario rosaura rose roseane roseli rosely rosemary rosemeire rosemeri
rosenilda rosicleia rosilda rosilene rosimar rosimeire rosimeri rosimery rosinei rosineide rosinha rosita rosiane
rozilda ruan rubem rubens rubia rudolfo rui ruth rute ruy ryan sabina sabrina salatiel salete salma salomao salvador
samanta samantha samara samira samuel sandra sandro santiago santina santo sara sarah sasha saulo savio sebastiana
sebastiao selma serafim serafina sergio severina severino sheila shirlei shirley sibele sibila sidnei sidney sidneia
silas silvana silvania silverio silvestre silvia silviane silvinha silvino silvio simao simon simone simoni sinval
sirlei sirlene sofia sol solange sonia sophia sophie soraia soraya stefani stefanie stefany stela stella stephanie
stephany suelen sueli suellen suely susana susane susi suzana suzane suzete suzi sylvia tabata tabita taciana tadeu
tainá taina taina tainara tais talita tamara tamires tania tarcisio tarsila tassia tatiana tatiane tatyana tayna teo
teobaldo teodoro teodora teofilo telma tercio teresa teresinha tereza terezinha thais thales thalia thaina thalita
thayna thayse thea theo thereza thiago thomas thomaz tiago tico tiana tiberio tim tina tito tobias tom tomas tomaz
tonho toni tonico toninho tony tuca tulio turibio ubaldo ubirajara ubiratan ulisses umberto urias ursula valdeci
valdecir valdemar valdemir valdete valdice valdinei valdir valdirene valdivia valdivino valdo valdomiro valentim
valentina valeria valeriano valerio valesca valmir valmor valquiria valter vanda vandelei vanderlei vanderleia
vanderson vanessa vania vanilda vanusa vasco velma venancio vera verena veridiana veronica vicenta vicente vicentina
victor victoria vida vidal vilma vilmar vilson vinicio vinicius violeta virgilio virginia virgolino vital vitalina
vitor vitoria vitorino viviana viviane viviani vladimir volnei wagner waldemar waldir waldete waldyr wallace walace
walmir walquiria walter wanda wanderlei wanderley wanderson wando wania washington welington wellington wellinton
wendel wendell werner wesley weslley wilson william williams willian wilma wilmar wilton wladimir xande xandao
xavier xenia ximena yago yan yara yasmim yasmin yasmine yago yeda ygor yohanna yolanda yuri yukio yumi yvone yvonne
zacarias zaira zanella zeca zé zefa zelia zelinda zelita zenaide zeni zenilda zenon zeze zezinho ze zilda zilma
zilmar zoe zoraide zoraia zuleica zuleide zulma zulmira zumira zbigniew akemi aiko haruki hideki kazuo kenzo naomi
satoshi takashi yoko hassan ahmed ali fadi omar mohamed muhammad fatma samir salim nadim leila zahra chen wang li
kim park juan carlos jose luis miguel pablo diego pilar dolores lucia ximena rocio javier jorge santiago mateo emily
sarah james john michael robert david mary linda jennifer thomas daniel kevin brian steven ashley jessica amanda
melissa nicole stephanie rachel heather laura megan emma olivia sophia liam noah mason ethan logan lucas jacob
benjamin elijah oliver heinz hans klaus fritz greta heidi ingrid astrid sven bjorn giuseppe giovanni luigi marco
francesca chiara paolo pierre jean francois marie claire sophie louise antoine silva santos oliveira souza sousa
rodrigues ferreira alves pereira lima gomes costa ribeiro martins carvalho almeida lopes soares fernandes vieira
barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas cardoso ramos goncalves santana
teixeira araujo cavalcanti cavalcante monteiro moura correia correa campos batista miranda castro pinto reis borges
medeiros azevedo siqueira bezerra figueiredo barros brito fonseca tavares melo mello guimaraes duarte farias peixoto
macedo assis aguiar pacheco bastos braga sampaio queiroz pimenta furtado leite viana coutinho vasconcelos
bittencourt rosenthal schneider muller schmidt becker wagner weber tanaka yamamoto nakamura sato suzuki watanabe
haddad khoury nasser rossi ferrari bianchi esposito ricci romano colombo costa marchetti zanetti kowalski nowak
novak thompson johnson williams brown jones miller davis garcia rodriguez martinez hernandez lopez gonzalez perez
sanchez ramirez torres flores rivera gomez diaz reyes cruz morales ortiz gutierrez chavez lu ju gi ro re fe je zu
pri mari dani rafa gabi bia duda nando beto betinho tuca guga cadu dudu leo lipe nat mila isa ze teca kaka tata caca
cris juju malu lili lulu nana didi zeca juca tião tonico quim neco chicao betao paulao paulinho carlinhos luizinho
marquinhos claudinho claudinha aninha marcinha terezinha ritinha lurdinha cidinha carminha glorinha lucinha martinha
mariazinha matheuzinho zezinho juninho rafinha dudinha ronaldinho fernandinho ricardinho toninho joaozinho pedrinho
marcelinho andrezinho bruninho thiaguinho vini jonas deco tonhao xuxa bel bell kiko kika tati taty aline nani
"""
_FOLDED = frozenset(fold(word) for word in _TEXT.split()) - word_set(
    "graca sol vida neto bell flora santo vital assis salvador conceicao li park tim"
)
_SOUNDS = frozenset(sound(word).removesuffix("i") for word in _FOLDED if len(word) > 3)


def is_first_name(key: str) -> bool:
    """Whether a folded word is a name, or sounds as one ("danieli", "cauan"); "-inho" and "-ão" of one count too."""
    return (
        key in _FOLDED
        or (len(key) > 3 and sound(key).removesuffix("i") in _SOUNDS)
        or _diminutive(key)
        or _other_gender(key)
    )


def _other_gender(key: str) -> bool:
    return len(key) > 4 and key[-1] in "ao" and key[:-1] + ("o" if key[-1] == "a" else "a") in _FOLDED


def _diminutive(key: str) -> bool:
    for ending in ("zinho", "zinha", "inho", "inha", "ao"):
        stem = key.removesuffix(ending)
        if stem != key and len(stem) >= 3 and (stem in _FOLDED or f"{stem}o" in _FOLDED or f"{stem}a" in _FOLDED):
            return True
    return False
