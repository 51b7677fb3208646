"""Flats and blocks are found among numbers that are neither."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.index import index_of
from audiosocket.understanding.places import read_places
from audiosocket.understanding.roster import load_roster
from audiosocket.understanding.turn import read_turn

INDEX = index_of(load_roster(Path(__file__).parent.parent / "data" / "corpus" / "roster.yaml"))


def place(text: str, asked: str | None = None) -> tuple[str | None, str | None]:
    """The flat and the block of a turn."""
    places = read_places(read_turn(text), INDEX, asked)
    return places.apartment, places.block


class PlacesTests(SynchronousTestCase):
    def test_distractors(self) -> None:
        """Telephones, orders, prices, hours, ages and head counts are no flats."""
        for text in (
            "meu telefone é nove oito dois quatro um, apartamento 501",
            "pedido número 7715 no 501",
            "deu quarenta e dois reais, é no 501",
            "cheguei às três e meia, 501",
            "tenho 22 anos, vou no 501",
            "somos quatro pessoas pro 501",
        ):
            self.assertEqual(place(text)[0], "501", text)

    def test_blocks(self) -> None:
        """Letters, letter names, spelling aids, aliases and glued words name a block."""
        for text in (
            "501 b",
            "501 bê",
            "501B",
            "501 do b",
            "501, torre B",
            "501 b de bola",
            "bloco do meio, 501",
            "501 blocobê",
        ):
            self.assertEqual(place(text), ("501", "B"), text)

    def test_article_is_no_block(self) -> None:
        """An article before a name is not block A."""
        self.assertEqual(place("501 a daniele"), ("501", None))
        self.assertEqual(place("501 a, pra daniele"), ("501", "A"))

    def test_article_is_no_flat(self) -> None:
        """An article before a noun is not apartment 1, though the apartment was asked for; the number still is."""
        for text in ("é uma visita", "é um serviço", "um momento", "uma encomenda", "só um minuto", "é uma entrega"):
            self.assertEqual(place(text, "apartment_number"), (None, None), text)
        for text in ("um", "é o um", "um, por favor", "apartamento um", "um do bloco b"):
            self.assertEqual(place(text, "apartment_number")[0], "1", text)

    def test_denials(self) -> None:
        """Denied blocks and numbers are not filled; one "não" denies once."""
        self.assertEqual(place("não é pro bloco b não é pro a cento e dois"), ("102", "A"))
        self.assertEqual(place("bloco bê… bê não, bloco á, quatrocentos e três"), ("403", "A"))
        self.assertEqual(place("não é 501, é 502"), ("502", None))

    def test_cut_off(self) -> None:
        """A number in whose middle the speech broke off is none."""
        self.assertEqual(place("é no quinhentos e… [chiado]"), (None, None))

    def test_recognizers_glue(self) -> None:
        """What recognizers glue or misspell is taken apart."""
        self.assertEqual(place("o aplicativo atualizou aqui R32"), ("32", None))
        self.assertEqual(place("a P203"), ("203", None))
        self.assertEqual(place("0601B de Beatriz"), ("601", "B"))
        self.assertEqual(place("401Blocua"), ("401", "A"))
