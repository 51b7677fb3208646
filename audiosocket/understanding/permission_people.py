"""Whether a name, a calling or a kinship is a man's or a woman's: "libera ela" is no permission for Rafael."""

from __future__ import annotations

import re

from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import word_set

_MOTHERS = word_set("mae mulher avo vo nora companheira irma madrasta comadre mala")
_FATHERS = word_set(
    "pai irmao tio homem rapaz cara avo vo genro padre motoboy oficial senhor professor corretor contador doutor "
    "cuidador entregador instalador montador pintor vendedor decorador adestrador tosador afinador prestador passeador"
)
_BOTH = word_set(
    "visita figura pessoa criatura peste praga crianca mala familia gente turma galera colega baba personal parente "
    "avo vo motorista taxista eletricista dentista fisio fisioterapeuta terapeuta massagista manicure leiturista "
    "assistente ajudante acompanhante hospede visitante jardineiro"
)


def is_woman(noun: str) -> bool:
    """Whether a calling or kinship is a woman's."""
    return noun in _MOTHERS - _BOTH or (noun not in _BOTH and noun not in _FATHERS and noun.endswith("a"))


def is_man(noun: str) -> bool:
    """Whether a calling or kinship is a man's."""
    return noun in _FATHERS - _BOTH or (noun not in _BOTH and noun not in _MOTHERS and noun.endswith("o"))


_WOMEN = word_set("""
    beatriz beatris isabel izabel raquel rachel ester esther miriam carmen carmem ingrid alice isis iris lais thais tais
    doris vivian lilian suelen karen ellen helen nicole rose solange irene agnes mabel anabel pilar dagmar guiomar liz
    elis ines ruth rute marilu lurdes lourdes mercedes dores kelly emily emilly jennifer yasmin iasmin jasmim carol
    evelyn evelin kauany kamilly sthefany stefany nelly conceicao consuelo rosario socorro amparo salete margarete
    ivete odete bernadete judite edite matilde cleide neide zuleide leide adelaide heloise luise louise
    """)
_MEN = word_set("""
    luca juca josue josafa zaca noa juba joshua elias lucas felipe filipe jorge jose andre henrique alexandre jaime
    vicente guilherme dante davi jurandir valdir osmar cesar edgar waldemar valdemar oscar luiz luis matheus mateus
    nicolas thomas tomas douglas jonas marcos carlos juan renan ivan natan allan alan kauan cauan ruan brian bryan
    daniel rafael miguel gabriel samuel manuel manoel ismael joel abel israel ezequiel emanuel maxwell wendel
    """)


def sex_of(key: str) -> str | None:
    """ "f" or "m" of a folded first name, by a list and its ending; None where neither tells."""
    if key in _WOMEN or key in _MEN:
        return "f" if key in _WOMEN else "m"
    if not is_first_name(key):
        return None
    if re.search(r"(?:a|[ei]ane|[aei]ne|el[l]?e|ice|ise|one|ete)$", key):
        return "f"
    return "m" if re.search(r"(?:o|el|son|ton|or|ur|us|ir|aldo|ias)$", key) else None
