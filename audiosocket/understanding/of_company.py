"""How a company's name follows "de" in Portuguese: do iFood, da Amazon, dos Correios."""

from audiosocket.understanding.fold import fold

_DOS = frozenset({"correios"})
_DAS = frozenset({"americanas", "casas bahia", "lojas americanas", "pernambucanas"})
_MASCULINE = (
    "aliexpress,atacadao,banco do brasil,bradesco,burger king,carrefour,correio,daki,extra,fleury,giraffas,habibs,"
    "ifood,itau,magalu,mcdonalds,mercado livre,outback,pao de acucar,rappi,samu,santander,sedex,spani,"
    "subway,uber,uber eats,ze delivery,99food,99 food"
)
_DO = frozenset(_MASCULINE.split(","))
_MASCULINE_HEADS = (
    "mercado ",
    "banco ",
    "supermercado ",
    "hospital ",
    "laboratorio ",
    "restaurante ",
    "ze ",
    "jornal ",
)


def of_company(company: str) -> str:
    """The company with its preposition: "iFood" gives "do iFood", a name that we do not know "da"."""
    name = fold(company)
    if name in _DOS:
        return f"dos {company}"
    if name in _DAS:
        return f"das {company}"
    if name in _DO or name.startswith(_MASCULINE_HEADS):
        return f"do {company}"
    return f"da {company}"
