"""What the doorman says: wordings in YAML, chosen by what is known, never the same twice in a row."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter

import yaml

from audiosocket.errors import DoormanError
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.understanding.fold import spaced


class PromptError(DoormanError):
    """A prompt is missing, or asks for a fact that nobody knows."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a prompt, and the facts that it needs."""

    text: str
    facts: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Wording":
        """A wording from its template, such as ``"Olá! Aqui é o {condominium}."``."""
        return cls(text, frozenset(name for _, name, _, _ in Formatter().parse(text) if name))


@cache
def shipped() -> Mapping[str, tuple[str, ...]]:
    """The Portuguese wordings that come with the package."""
    text = resources.files(__name__).joinpath("pt_BR.yaml").read_text(encoding="utf-8")
    return {key: tuple(wordings) for key, wordings in yaml.safe_load(text).items()}


def _facts_of(texts: Iterable[str]) -> set[str]:
    return {fact for text in texts for fact in Wording.of(text).facts}


def _check(key: str, texts: tuple[str, ...], always: Collection[str]) -> None:
    """
    Refuse wordings that could not be said in a call.

    :raises PromptError: on a fact that nobody knows, or when there is no wording that can be made at the start.
    """
    known = _facts_of(shipped()[key]) | set(always)
    unknown = sorted(_facts_of(texts) - known)
    if unknown:
        raise PromptError(f"prompt {key!r}: nobody knows {{{unknown[0]}}}; known are {', '.join(sorted(known))}")
    if not any(Wording.of(text).facts <= set(always) for text in texts):
        raise PromptError(f"prompt {key!r}: add a wording without facts, to be said when no voice can be reached")


_QUESTIONS = frozenset({"ask_decision", "again_decision", "keys_decision", "silent_resident", "after_wait"})
_OFFERS = frozenset({"offer_keys", "keys_decision", "unheard_resident"})
_OFFER = re.compile(
    r"\b(?:um|1)\b.{0,30}\b(?:permit|autoriz|liber).*\b(?:dois|2)\b.{0,30}\b(?:recus|neg)"
    r"|\b(?:permit|autoriz|liber)\w* \w+ (?:um|1)\b.*\b(?:recus|neg)\w* \w+ (?:dois|2)\b"
)
_VISIT = "Carlos está no portão e veio fazer uma visita. "


def _check_consent(key: str, texts: tuple[str, ...]) -> None:
    """
    Refuse wordings that would turn an answer around.

    :raises PromptError: when a "sim" to a question is no permission, or the keys are offered with other meanings than
        ours: 1 permits, 2 refuses.
    """
    for text in texts:
        answers = read_answer(_VISIT + text, "sim"), read_answer(_VISIT + text, "não")
        if key in _QUESTIONS and answers != (Label.AUTHORIZE, Label.DENY):
            raise PromptError(
                f'prompt {key!r}: ask so that "sim" permits and "não" refuses, as "Posso liberar a entrada?"'
            )
        if key in _OFFERS and not _OFFER.search(spaced(text)):
            raise PromptError(f'prompt {key!r}: offer the keys as "tecle um para permitir ou dois para recusar"')


class Prompts:
    """One condominium's wordings."""

    def __init__(self, condominium: str, own: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """
        :param condominium: its name, as spoken.
        :param own: prompts that replace the shipped ones.
        :raises PromptError: on a prompt that does not exist.
        """
        unknown = sorted(set(own or {}) - set(shipped()))
        if unknown:
            raise PromptError(f"there is no prompt {unknown[0]!r}; prompts are {', '.join(sorted(shipped()))}")
        self._facts = {"condominium": condominium}
        for key, texts in (own or {}).items():
            _check(key, texts, self._facts.keys())
            _check_consent(key, texts)
        self._wordings = {
            key: tuple(Wording.of(text) for text in texts) for key, texts in {**shipped(), **(own or {})}.items()
        }

    def say(self, key: str, facts: Mapping[str, str] | None = None, *, turn: int = 0) -> str:
        """
        The words of a prompt.

        :param facts: what is known; wordings that need more are passed over, those that use the most are preferred.
        :param turn: how often it was said before: equal wordings take turns.
        :raises PromptError: when no wording can do with these facts.
        """
        known = {**self._facts, **(facts or {})}
        able = [wording for wording in self._wordings[key] if wording.facts <= known.keys()]
        if not able:
            raise PromptError(f"no wording of prompt {key!r} can do with {sorted(known)}: add one with fewer facts")
        most = max(len(wording.facts) for wording in able)
        best = [wording for wording in able if len(wording.facts) == most]
        return best[turn % len(best)].text.format(**known)

    def wordings(self, key: str) -> tuple[str, ...]:
        """All wordings of a prompt that needs no fact of a visit."""
        return tuple(
            wording.text.format(**self._facts) for wording in self._wordings[key] if wording.facts <= self._facts.keys()
        )

    def fixed(self) -> list[str]:
        """Every text that needs no fact of a visit: made ready before the first call."""
        return [text for key in self._wordings for text in self.wordings(key)]
