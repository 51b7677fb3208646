"""Companies that ring at Brazilian gates, with what people say and recognizers hear, by what they come for."""

from __future__ import annotations

from audiosocket.understanding.fold import word_set

# One company a line: the name | other spoken or misheard forms. The name itself is always a form.
ENTREGA = """
iFood | ai food, aifood, i food, ifud, ai fude, ifode, ifod, e food, aifud, ifoodi, hi food, if food
Rappi | rapi, rape, rapp, rap, happi, hapi, rappy
Uber Eats | uber eat, uber its
99Food | noventa e nove food, 99 food
Zé Delivery | ze delivery, ze deliveri, zé
Mercado Livre | mercado livri, meli, mercadolivre, mercado libre, mercado envios, mercado envio
Amazon | amazom, amazonia, amazone, a amazon
Shopee | shopi, chopi, xopi, chope, shopie, shop, xope, shopping
Magalu | magazine luiza, magazine luisa, magazine, maga lu
Americanas | lojas americanas, loja americanas
Casas Bahia | casa bahia, casas baia
Shein | xein, chein, shen, shin
AliExpress | ali express, ali expresse, aliespress
Temu | temo
Loggi | logue, logi, loghi, logui, lodi, log
Jadlog | jade log, jadilog, jad log
Correios | correio, o correio, os correios, carteiro dos correios
Sedex | sedeks, cedex
Total Express | total expresso
Azul Cargo | azul cargo express
Braspress | braspres, brasspress
FedEx | fedeks, fed ex
DHL | de aga ele, d h l
UPS | u p s, ups
Lalamove | lala move
Mandaê | mandae
Kangu | cangu
Rede Farma Delivery | farma delivery
Droga Raia | drogaraia
Drogasil | droga sil
Pague Menos | farmacia pague menos
Drogaria São Paulo | drogaria sao paulo
Pacheco | drogarias pacheco, drogaria pacheco
Panvel | farmacia panvel
Ultrafarma | ultra farma
Outback | auti beque, autback, aut bek, outbek, alt back, altback, out back
McDonald's | mcdonalds, mac donalds, mequi, mc donalds, mac, mcdonald, meque
Burger King | burguer king, burgue king, bk, be ka
Bob's | bobs
Habib's | habibs, rabibs
Giraffas | girafas
Spoleto | espoleto
Subway | sub way, sabuei
Domino's | dominos, domino's pizza, dominos pizza
Pizza Hut | pizza rut, pizza hat
China in Box | china em box, chinainbox
Madero | restaurante madero
Coco Bambu | coco bambu restaurante
KFC | ca efe ce
Starbucks | star bucks
Cacau Show | cacau xou
Kopenhagen | copenhagen
Carrefour | carrefur, carrefu
Pão de Açúcar | pao de acucar
Extra | supermercado extra, hipermercado extra
Assaí | assai, assai atacadista
Atacadão | atacadao
Sam's Club | sams club, sans club
Big Bompreço | bompreco
Zona Sul | supermercado zona sul
Mambo | supermercado mambo
Hortifruti | horti fruti
Natural da Terra | hortifruti natural da terra
Daki | daqui delivery
Shopper | choper, xoper
Cornershop | corner shop, cornerchop
Petz | pets, petis, pet z
Cobasi | cobazi
Petlove | pet love, petilove
Natura | revendedora natura
Avon | avom
Boticário | o boticario, o boticário
Renner | lojas renner, rener
Riachuelo | lojas riachuelo
C&A | cea, c e a, ce e a
Zara | loja zara
Netshoes | net shoes, netixus
Centauro | loja centauro
Decathlon | decatlon, decatlom
Kabum | cabum
Fast Shop | fast chop, fastshop
Ponto Frio | pontofrio
Ponto | lojas ponto
Leroy Merlin | leroi merlin, lerua merlen, leroy merlim, leroi
Telhanorte | telha norte
Madeira Madeira | madeiramadeira
Ortobom | orto bom
Mobly | mobli
Westwing | west wing
Camicado | camicada
Etna | loja etna
Kalunga | calunga
Saraiva | livraria saraiva
Livraria Cultura | cultura livraria
Giuliana Flores | juliana flores
Ultragaz | ultra gas, ultragas
Liquigás | liqui gas, liquigas
Supergasbras | super gas bras
Copagaz | copa gas, copagas
Nacional Gás | nacional gas
Nespresso | nespreso
Wine | wine com br, uaine
Evino | e vino
Swift | suifti, swifti
"""
SERVICO = """
Enel | eneu, e nel, enell, inel
Light | laite
CPFL | ce pe efe ele, cpfl energia
Cemig | cemigui, semig
Copel | copeu
Celesc | selesc
Coelba | coeuba
Equatorial | equatorial energia
Neoenergia | neo energia, neo energia elektro
Elektro | eletro
Energisa | energiza
EDP | e de pe
RGE | r g e, erre ge e
CEEE | ce eee
Eletropaulo | eletro paulo
Sabesp | sabespi, sabeps, sabes
Cedae | sedae, cedai
Copasa | copaza
Sanepar | sanipar
Embasa | embaza
Compesa | compeza
Caesb | caesbi
Corsan | corsam
Águas do Rio | aguas do rio
Aegea | aegeia
Iguá | iguá saneamento
Casan | cazan
Saneago | saneagro
Comgás | com gas, congas, comgas
Naturgy | naturgi, natur gi
CEG | ceg gas
Gasmig | gas mig
Compagas | compagaz
Vivo | vivo fibra, vivo internet
Claro | claro internet, claro net, net claro, claro tv
Tim | tim live, tim fibra, time
Oi | oi fibra, oi velox
Sky | ski, sky tv
NET | net virtua
Desktop | desktop internet
Brisanet | briza net
Algar | algar telecom
Vero | vero internet
Giga Mais | giga mais fibra
Ligga | liga telecom
Alares | alares internet
Unifique | uni fique
Sumicity | sumi city
Nio | nio fibra
Otis | elevadores otis
Atlas Schindler | atlas chindler, atlas, schindler
ThyssenKrupp | tyssen krupp, tissen krup, tk elevadores
TK Elevator | teka elevator
Orkin | orquin
Porto Seguro | porto
Brastemp | braztemp
Consul | cônsul
Electrolux | eletrolux, eletroluxe
Tok&Stok | tok stok, toque estoque, toc stoc, tokstok, tok e stok, toc estoc
Intelbras | intelbraz
Verisure | veri sure
Prosegur | prosegur alarmes
Unimed | uni med
Fleury | fleuri, laboratorio fleury
Dasa | laboratorio dasa
Delboni | delboni auriemo
Hermes Pardini | hermes pardini laboratorio
Lavoisier | lavoasier
GetNinjas | get ninjas
Parafuzo | parafuso
Triider | trider
"""
MUDANCA = """
Granero | graneiro, granera, ganero
Confiança Mudanças | confianca mudancas
Transportadora Fink | fink, mudancas fink
Gato Preto | gato preto mudancas
Lusitana | mudancas lusitana, a lusitana
"""
OUTRO = """
Uber | ubi, uber x, o uber, uberr
99 | noventa e nove, noventa e nove pop, 99 pop, 99pop
Cabify | cabifai
inDrive | indriver, in drive, indraive
BlaBlaCar | bla bla car
IBGE | i be ge e, ibg
SAMU | o samu, samur
"""
# Forms that are also everyday words: a company only after "da", "do", "pela", or as a bare answer to that question.
EVERYDAY = word_set("""
    claro vivo oi tim time net light extra ponto sky ski extra mac zara etna wine porto atlas liga atacadao swift
    rap rape log pets magazine
    natura vero cultura pacheco mambo consul desktop temo sabes parafuso eletro shop bk ze lodi shen shin 99 cea
    fink daki nacional
    ceg ubi hapi happi logi chope pets rapp equatorial shopping restaurante nio dasa sul cea
    """)
# What a shop calls itself by: "Pizzaria Forno de Pedra", "farmácia".
SHOPS = {
    "entrega": word_set("""
        pizzaria restaurante padaria farmacia drogaria floricultura supermercado mercadinho mercearia lanchonete
        hamburgueria acougue confeitaria
        doceria sorveteria cafeteria papelaria lavanderia livraria distribuidora adega quitanda hortifruti sushi
        temakeria churrascaria
        pastelaria esfiharia petshop transportadora transportes logistica otica joalheria boutique perfumaria
        panificadora rotisseria marmitaria peixaria
        empório emporio atacado cantina bistro
        """),
    "servico": word_set("""
        refrigeracao dedetizadora desentupidora eletrica hidraulica vidracaria marcenaria serralheria marmoraria
        assistencia construtora imobiliaria
        engenharia telecom elevadores jardinagem limpadora gesso pinturas reformas clinica laboratorio seguradora
        oficina
        """),
    "mudanca": word_set("mudancas carreto carretos fretes"),
}
