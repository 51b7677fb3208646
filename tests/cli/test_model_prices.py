"""Prices, sizes, and which model is the smallest."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.model_prices import Price, PricesError, Smallness, read_prices, size_in, smallest_first


class PriceTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.path = Path(self.mktemp())

    def test_a_file(self) -> None:
        """Each model has its prices, and may have its size."""
        self.path.write_text("a/b: {input: 0.05, output: 0.08, size: 8}\nqwen2.5:0.5b: {size: 0.5}\n")
        prices = read_prices(self.path)
        self.assertAlmostEqual(prices["a/b"].of(400, 10) or 0, (400 * 0.05 + 10 * 0.08) / 1e6)
        self.assertEqual(prices["qwen2.5:0.5b"].size, 0.5)
        self.assertIsNone(prices["qwen2.5:0.5b"].of(400, 10))
        self.assertIsNone(prices["a/b"].of(None, 10))
        self.assertEqual(read_prices(None), {})

    def test_faults(self) -> None:
        """A file that is none says what is wrong and what a line looks like."""
        for text, fault in (
            ("a: {input: cheap, output: 1}", "a.input"),
            ("a: {in: 1}", "a.in"),
            ("- a", "write MODEL: {input"),
            ("a: [", "is not YAML"),
        ):
            self.path.write_text(text)
            self.assertIn(fault, str(self.assertRaises(PricesError, read_prices, self.path)))
        self.assertIn("No such file", str(self.assertRaises(PricesError, read_prices, Path("/nofile"))))

    def test_sizes(self) -> None:
        """The parameters stand in most names."""
        for name, size in (
            ("qwen2.5-coder-0.5b-instruct-q4_k_m", 0.5),
            ("llama-3.1-8b-instant", 8.0),
            ("groq/meta-llama/Llama-3.3-70B", 70.0),
            ("gemma2:2b", 2.0),
            ("gemma-3n-e4b", 4.0),
            ("mixtral-8x7b-instruct", 56.0),
            ("smollm2-135m", 0.135),
            ("qwen3-30b-a3b", 30.0),
            ("gpt-4o-mini", None),
            ("phi-3-mini-4k", None),
            ("bge-m3b2", None),
        ):
            self.assertEqual(size_in(name), size, name)


class SmallestTests(SynchronousTestCase):
    def test_what_decides(self) -> None:
        """The price where all are known, else the size where all are known, else the place in the list."""
        for models, order, places in (
            ([Smallness(2.0, 1.0, 0), Smallness(1.0, 8.0, 1)], "price", [1, 0]),
            ([Smallness(2.0, 8.0, 0), Smallness(None, 1.0, 1)], "size", [1, 0]),
            ([Smallness(None, 8.0, 0), Smallness(None, None, 1)], "list", [0, 1]),
            ([Smallness(0.0, 8.0, 0), Smallness(0.0, 1.5, 1)], "size", [1, 0]),
            ([Smallness(1.0, None, 0), Smallness(1.0, None, 1)], "list", [0, 1]),
            ([Smallness(None, None, 0)], "list", [0]),
        ):
            found = smallest_first(models)
            self.assertEqual((found[0], [each.place for each in found[1]]), (order, places))

    def test_prices_may_be_zero(self) -> None:
        """Models of one's own cost nothing."""
        self.assertEqual(Price(input=0, output=0).of(300, 10), 0.0)
