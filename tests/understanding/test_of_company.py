"""Companies after "de"."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.of_company import of_company


class OfCompanyTests(SynchronousTestCase):
    def test_of_company(self) -> None:
        """A courier is "do iFood", "da Amazon", "dos Correios"; an unknown company is "da"."""
        for company, said in (
            ("iFood", "do iFood"),
            ("Amazon", "da Amazon"),
            ("Correios", "dos Correios"),
            ("Casas Bahia", "das Casas Bahia"),
            ("Mercado Livre", "do Mercado Livre"),
            ("Supermercado Dia", "do Supermercado Dia"),
            ("Vidraçaria Luz", "da Vidraçaria Luz"),
        ):
            self.assertEqual(of_company(company), said)
