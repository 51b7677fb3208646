"""Everyday words that are no names: articles, verbs, goods, callings, kin, places."""

from __future__ import annotations

from audiosocket.understanding.fold import word_set

COMMON = word_set("""
    inquilino inquilina hospede proprietario proprietaria responsavel cliente dono estudante aposentado idoso idosa
    trainer casal interessa mandaram atualizou
    a o os as um uma uns umas e eh é ou mas que se de da do das dos em no na nos nas pro pra pros pras para por pelo
    pela com sem ate ao aos à eu tu ele ela eles elas nos voce voces vc ce me te lhe meu minha meus minhas seu sua
    seus suas nosso nossa dele dela deles delas isso isto esse essa esses essas este esta aquele aquela aquilo aqui
    ali la ai ca onde quando como quem qual quais quanto quanta porque pois tambem ja ainda agora hoje ontem amanha
    cedo tarde noite manha dia boa bom bem mal mais menos muito muita pouco so somente apenas mesmo mesma tudo todo
    toda todos todas nada ninguem alguem algum alguma nenhum nenhuma cada outro outra outros outras sim nao nem
    nunca sempre talvez oi ola alo opa ei eita epa ah oh ih ue uai poxa nossa puxa caramba entao assim tipo ne ta
    tah to tou tava tavam estou esta estao estava sou eram era foi fui somos sao ser sendo seria tem tenho temos
    tinha ter tive havia ha vai vou vamos vao ir indo vim vem veio viemos vieram venho vir vindo chegou cheguei
    chegamos chegando chegar quero quer queria queremos gostaria gosto posso pode podem podia poderia consegue
    consigo preciso precisa precisamos devo deve faz faco fazer fazendo fez fiz fazem falar fala falou falei falando
    fale diz diga digo disse dizer dizendo chama chamar chamou chame chamo chamado avisa avisar avise avisou pede
    pedir pediu pedi peco ver vendo vi viu veja visitar visita visitas visitante encontrar encontro esperar espera
    esperando aguardar aguarda deixar deixa deixe deixou deixei deixando entregar entrega entregas entregador
    entregadora entreguei trazer trago trouxe trazendo traz buscar busca pegar pega pego peguei levar leva levo
    subir sobe suba descer desce entrar entra abrir abre abra liberar libera autoriza autorizar autorizo autorizou
    autorizado autorizada liberado liberada atender atende atendeu morar mora moro morador moradora moradores morava
    trabalhar trabalha trabalho jantar almocar almoco cafe tomar comer jogar brincar passear conversar fazer
    consertar conserto arrumar instalar instalacao montar montagem limpar limpeza pintar pintura trocar medir ler
    leitura religar religacao cortar ligar ligou ligue liga desligar olhar olha olhe sabe sei saber sabia souber
    lembro lembrar lembra esqueci esqueceu conheco conhece conhecer acho acha achei parece mandar manda mandou mande
    combinar combinado combinou marcado marcada marquei marcou agendado agendada agendei agendou agendamento horario
    hora horas minuto minutos instante momento segundo semana mes ano anos idade tempo vez vezes favor obrigado
    obrigada brigado valeu desculpa desculpe licenca prazer tchau falou beleza certo certeza claro verdade alias
    digo perdao pera perai calma moco moca mocinha rapaz menino menina senhor senhora seu dona dom doutor doutora dr
    dra sr sra amigo amiga amigos amigas colega vizinho vizinha pai mae filho filha irmao irma tio tia primo prima
    avo vo vovo neto neta sobrinho sobrinha genro nora sogro sogra cunhado cunhada marido esposa esposo mulher
    namorado namorada noivo noiva padrinho madrinha afilhado afilhada parente familia crianca bebe pessoal gente
    turma galera cara irmaos pais filhos netos primos tios avos querido querida meninas meninos amor bicho guri
    guria bichinho apartamento apartamentos ap apto apt ape bloco blocos torre predio edificio condominio portaria
    porteiro porta portao garagem elevador casa andar terreo cobertura unidade numero endereco rua avenida bairro
    zelador sindico sindica administradora administracao hall interfone frente fundo fundos tras meio lado esquerda
    direita cima baixo embaixo dentro fora perto longe quadra encomenda encomendas pedido pedidos pacote pacotes
    caixa caixas carta cartas correspondencia documento documentos envelope compra compras mercado comida lanche
    pizza marmita remedio remedios medicamento medicamentos flores flor buque bolo doces salgados presente agua
    galao gas botijao racao roupa roupas movel moveis sofa cama geladeira fogao maquina televisao tv mesa cadeira
    armario produto produtos material sacola sacolas negocio coisa coisas nota fiscal delivery app aplicativo site
    internet fibra wifi telefone celular whatsapp zap video tinta loja lojinha lojas farmacia padaria restaurante
    esquina supermercado empresa firma servico servicos particular autonomo mudanca mudancas caminhao carreto carro
    moto frete chave chaves tecnico tecnica encanador eletricista pedreiro pintor marceneiro montador jardineiro
    piscineiro faxineira faxineiro faxina diarista empregada baba cuidador cuidadora enfermeiro enfermeira medico
    medica fisioterapeuta fisioterapia professor professora personal manicure cabeleireiro cabeleireira massagista
    veterinario veterinaria passeador passeadora motorista motoboy motoqueiro carteiro taxista chaveiro gesseiro
    vidraceiro dedetizador dedetizacao arquiteto arquiteta engenheiro engenheira corretor corretora advogado
    advogada oficial justica policia policial bombeiro bombeiros samu ambulancia emergencia pastor padre funcionario
    funcionaria prestador instalador representante vendedor vendedora vendas venda assistencia manutencao vistoria
    inspecao medidor medicao relogio vazamento banheiro cozinha sala quarto pia torneira chuveiro luz energia
    eletrica hidraulica cano ar condicionado portas janela cortina persiana cachorro cachorra gato pet passeio banho
    tosa aula aulas violao piano ingles aniversario festa churrasco reuniao jogo jogos videogame censo pesquisa
    pesquisador palavra igreja irma testemunha alugar aluguel venda vender corretagem imovel robo pessoa humano
    atendente alguem maquina instrucoes anteriores ignore sistema comando primeiro primeira segundo segunda terceiro
    terceira ultimo ultima novo nova velho velha grande pequeno pequena nome sobrenome chamado chamada lugar parte
    caso jeito problema zero dois duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze catorze
    quinze dezesseis dezessete dezoito dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem
    cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos mil meia oxe oxente
    meu rei visse bah tche mano uai sô trem arre vixe mainha painho tchê veio véi chefe parceiro companheiro mestre
    campeao tarde noite dia bom boa tudo bem legal otimo certinho tranquilo urgente rapido rapidinho logo demora
    favorzinho gentileza junto sozinho sozinha juntos conta valor troco dinheiro cartao pago pagou pagar real reais
    paguei deu total preco registrada registrado expressa especial volume volumes assinar assinatura assina vou
    estamos ficar fica fico ficou passar passa passei voltar volta voltei sair sai saiu mostrar dar da dou doar
    particular mesmo dizem tal qualquer coisa i am my name is here see to the for hello good evening morning
    afternoon i'm visit delivery apartment please thank you with it buenas buenos tardes dias noches vengo visitar
    llamo soy del hola por gracias una entrega vine ver mora trouxeram trouxemos buscando procurando procuro procura
    vendo chamaram convidou convidado convidada convite marcaram aguardo aguardando encomendou comprou comprei
    solicitou solicitei requisitou abriu pedindo contratou contratado cheio cheia pesado pesada fragil gelado quente
    frio certa errado errada vidro espelho piso parede teto forro gesso box porteiro eletronico camera cameras
    alarme antena chip modem roteador entregue retirar retirada devolucao coleta coletar devolver troca nascimento
    padre enterro velorio missa culto ensaio consulta exame coleta sangue vacina curativo matear chimarrao lanchar
    dormir ajudar cuidar acompanhar estudar tocar cantar rezar orar conhecer bater papo tinha cadastrado cadastro
    lista reserva salao churrasqueira piscina bomba quadra academia comum area genro sogra enteado enteada madrasta
    padrasto compadre comadre conversa assunto colocar coloca bota botar anotar anota escrever escreve
    """)
