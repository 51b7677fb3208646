"""What a visitor's turn does besides filling slots: yes and no, asking for a person, leaving, not hearing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["pt", "es", "en"]


@dataclass(frozen=True, slots=True)
class Manner:
    """The flags of a `VisitorReading` that are no slots; `says_anything` = one of them is set."""

    wants_human: bool
    confirms: bool | None
    gives_up: bool
    repeat: bool
    does_not_know: bool
    wait: bool
    greeting_only: bool
    language: Language

    @property
    def says_anything(self) -> bool:
        """Whether any of the flags tells the flow something."""
        flags = (self.wants_human, self.gives_up, self.repeat, self.does_not_know, self.wait, self.greeting_only)
        return any(flags) or self.confirms is not None


_HALLUCINATED = re.compile(
    r"\b(?:legendas? (?:pela|por|feitas?)|amara ?\.? ?org|obrigad[oa] por assistir|inscreva ?se|se inscreva|"
    r"subscribe|thanks for watching|transcricao|ate o proximo video|deixe seu like|musica)\b"
)
_HUMAN = re.compile(
    r"\b(?:(?:falar|fala|conversar|chama|chame|chamar|passa|passar|quero|queria|tem|transfere|transferir|"
    r"cade)(?: \w+){0,3} (?:humano|pessoa(?: de verdade| real)?|atendente|porteiro|zelador|sindico|gente de "
    r"verdade|ser humano|operador|seguranca|alguem)|"
    r"nao (?:vou|quero|gosto de|falo) (?:falar )?com (?:robo|maquina|computador|gravacao)|pessoa de verdade|"
    r"gente de verdade|atendimento humano|human|real person|speak to (?:a|some) \w+|quiero hablar con una "
    r"persona)\b"
)
_HUMAN_NOT = re.compile(r"\b(?:quero|queria|vim|preciso) falar com alguem (?:d[aeo]|no|na)\b")
_GIVES_UP = re.compile(
    r"\b(?:deixa (?:pra la|quieto|assim|isso)|esquece(?: isso)?|vou embora|to indo embora|desisto|desisti|volto "
    r"(?:depois|outra hora|mais tarde|amanha)|nao quero mais|pode cancelar|cancela(?: ai)?|tchau|ate logo|nao "
    r"precisa mais|vou ligar pr[ao] (?:ele|ela)|prefiro ligar|eu ligo pr[ao] (?:ele|ela)|nevermind|never mind)\b"
)
_REPEAT = re.compile(
    r"^(?:[,.?!] |ah |eh |desculpa |oi |moc[oa] )*(?:como|oi|ha|hein|o que|que|como e|como assim|perdao|repete|"
    r"what|sorry|que foi)(?: \?| ,| \.)*$|"
    r"\b(?:nao (?:ouvi|escutei|entendi|to (?:ouvindo|escutando|te ouvindo))|repet\w+|fala de novo|pode falar "
    r"mais alto|mais alto|ta (?:cortando|picotando|chiando|falhando)|no entiendo|i (?:don t|didn t|dont) "
    r"(?:understand|hear))\b"
)
_UNKNOWN = re.compile(
    r"\b(?:nao (?:sei|lembro|me lembro|tenho(?: o| a| esse| essa)?(?: nome| numero| informacao| isso)?|consta|ta "
    r"(?:escrito|aqui|dizendo|marcado)|colocou|colocaram|veio|fala|falou|falaram|passaram|me passaram|diz|disse|"
    r"aparece|informou|informaram|tem (?:o )?(?:nome|numero|bloco))|"
    r"esqueci|fugiu|sem (?:numero|nome|bloco|complemento)|so (?:falou|falaram|tem|ta|passaram|me passaram|o "
    r"(?:apartamento|nome|numero|endereco))|nunca lembro|sei la|nao e (?:de )?empresa|i don t know|no se)\b"
)
_WAIT = re.compile(
    r"\b(?:perai|pera|pera ai|espera(?: ai)?|so um (?:instante|minuto|minutinho|momento|segundo|pouquinho)|um "
    r"(?:instante|minuto|minutinho|momento|momentinho|segundo)|deixa eu (?:ver|olhar|conferir|perguntar|procurar|"
    r"checar)|vou (?:ver|olhar|conferir|perguntar|procurar)|calma(?: ai)?|one moment|un momento)\b"
)
_GREETING = re.compile(
    r"^(?:(?:oi|ola|alo|opa|bom dia|boa tarde|boa noite|e ai|tudo bem|tudo bom|tudo certo|com licenca|por favor|"
    r"moco|moca|amigo|senhor|senhora|hello|hi|hola|good (?:morning|evening|afternoon)|buen[oa]s (?:dias|tardes|"
    r"noches)|eita|salve|fala|beleza|como vai|tem alguem ai|a paz|ei|psiu|ta me ouvindo|ou|o de casa|e|eh|,|\.|"
    r"\?|!) ?)+$"
)
_YES = re.compile(
    r"^(?:[,.!] |ah |eh |oi |hum |ta |pois )*(?:isso|sim|e|eh|exato|exatamente|certo|correto|positivo|aham|uhum|"
    r"ahan|claro|perfeito|ta certo|com certeza|e isso|isso mesmo|isso ai|pode|pode ser|confirmo|ok|beleza|yes|"
    r"yeah|si|perfeitamente|esse mesmo|essa mesma|e ele|e ela|ele mesmo|ela mesma|justamente|afirmativo)\b"
)
_NO = re.compile(
    r"^(?:[,.!] |ah |eh |oi |hum |opa |ih )*(?:nao|negativo|errado|ta errado|no|nope|que nao|nada disso|nem|"
    r"mentira|errei|wrong|incorrect|not)\b|\b(?:ta errado|nao e isso|nao e esse|nao e essa|entendeu errado|errad[oa]|"
    r"incorret[oa]|incorrecto|incorrecta|esta mal|outro apartamento|outra unidade|not right|not it|that s not|"
    r"wrong (?:apartment|number|one))\b"
)
_ENGLISH = re.compile(
    r"\b(?:hello|good (?:morning|evening|afternoon)|my name|i am|i m|here to|apartment|please|thank you|the|"
    r"delivery for|visit|building)\b"
)
_SPANISH = re.compile(
    r"\b(?:buen[oa]s|hola|vengo|me llamo|soy|gracias|usted|departamento|apartamiento|bloque|visitar a|por favor "
    r"senor|del|quiero|estoy|tengo|una entrega para)\b"
)
_LIVES_HERE = re.compile(
    r"\b(?:(?:eu )?sou (?:o |a )?(?:propri[oa] )?morador[a]?|moro (?:aqui|no|na)|eu moro|sou d[ao] "
    r"(?:apartamento|casa))\b"
)


def is_noise(text: str, spoken: str) -> bool:
    """Whether nothing was said: silence, a bracketed noise, or what recognizers invent on silence."""
    return not any(char.isalnum() for char in spoken) or bool(_HALLUCINATED.search(spoken)) or not text.strip()


def claims_to_live_here(spoken: str) -> bool:
    """Whether the visitor claims to be a resident; it gives nobody any right."""
    return bool(_LIVES_HERE.search(spoken))


def read_manner(spoken: str, text: str, asked: str | None, filled: bool, denied: bool) -> Manner:
    """
    Read the flags of a turn.

    :param filled: the turn filled a slot, so it is not just a greeting, and a "não sei" in it is not all it says.
    :param denied: the turn took a known value back, which answers a confirmation with no.
    """
    confirms = _confirms(spoken, asked, filled, denied)
    return Manner(
        wants_human=bool(_HUMAN.search(spoken))
        and not (_HUMAN_NOT.search(spoken) or (filled and re.search(r"\b(?:sindico|seguranca)\b", spoken))),
        confirms=confirms,
        gives_up=bool(_GIVES_UP.search(spoken)) and not filled,
        repeat=bool(_REPEAT.search(spoken)) and not filled,
        does_not_know=bool(_UNKNOWN.search(spoken)) and (asked is not None or not filled),
        wait=bool(_WAIT.search(spoken)) and not filled,
        greeting_only=not filled and bool(_GREETING.match(spoken)),
        language=_language(spoken),
    )


def _confirms(spoken: str, asked: str | None, filled: bool, denied: bool) -> bool | None:
    if asked != "confirm":
        return None
    if _NO.search(spoken) or denied:
        return False
    if _YES.search(spoken):
        return True
    return None


def _language(spoken: str) -> Language:
    english, spanish = len(_ENGLISH.findall(spoken)), len(_SPANISH.findall(spoken))
    if max(english, spanish) < 2:
        return "pt"
    return "en" if english > spanish else "es"
