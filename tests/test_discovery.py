"""No test is forgotten by the runner."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

TESTS = Path(__file__).parent


class DiscoveryTests(SynchronousTestCase):
    def test_packages(self) -> None:
        """Every folder with tests is a package: trial walks packages only, and passes over others without a word."""
        folders = {path.parent for path in TESTS.rglob("test_*.py")}
        self.assertEqual([folder.name for folder in folders if not (folder / "__init__.py").exists()], [])
