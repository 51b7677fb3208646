"""Our own questions are read as what they ask."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.question import Asking, read_question


class AskingTests(SynchronousTestCase):
    def test_kinds(self) -> None:
        """Each kind of question is told from the others."""
        for text, asking in (
            ("A Ana está no portão. Posso liberar?", Asking.PERMISSION),
            ("Um visitante que não quis se identificar pede para entrar. Autoriza?", Asking.PERMISSION),
            ("O Ademir está aqui. Devo recusar?", Asking.REFUSAL),
            ("Ele sobe ou espera aí embaixo?", Asking.CHOICE),
            ("O que devo fazer?", Asking.OPEN),
            ("A senhora conhece a Jussara?", Asking.OPEN),
            ("Quer que ele aguarde?", Asking.WAIT),
            ("É uma encomenda. Posso deixar na portaria?", Asking.DESK),
            ("A senhora vai descer?", Asking.DESCEND),
            ("Alô, aqui é da portaria.", Asking.NOBODY),
            ("A Ana está no portão. Não libero?", Asking.OPEN),
        ):
            self.assertIs(read_question(text).asking, asking, text)

    def test_keys(self) -> None:
        """Offered keys are read with their meanings in either order; in doubt none is."""
        wanted = (("1", "authorize"), ("2", "deny"))
        self.assertEqual(read_question("Digite 1 para autorizar e 2 para recusar.").keys, wanted)
        self.assertEqual(read_question("Para autorizar, digite 1; para recusar, digite 2.").keys, wanted)
        self.assertEqual(read_question("Digite 1.").keys, ())

    def test_people(self) -> None:
        """A group is counted; one person is one, an unknown number is none."""
        self.assertEqual(read_question("A Ana e mais três pessoas chegaram. Libero?").people, 4)
        self.assertEqual(read_question("A Ana chegou. Libero?").people, 1)
        self.assertEqual(read_question("A Ana e alguns amigos chegaram. Posso liberar a entrada deles?").people, 0)
