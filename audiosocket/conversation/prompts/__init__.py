"""What the doorman says: wordings in YAML, chosen by what is known, never the same twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from audiosocket.config.server import Configuration
from audiosocket.config.wordings import Language, TimeOfDay, WordingEntry
from audiosocket.config.yaml_loader import PathInFile
from audiosocket.conversation.facts import time_facts, words_of
from audiosocket.conversation.prompts.check import FOR_RESIDENTS, faults_of
from audiosocket.conversation.prompts.wording import Situation, Wording, choose
from audiosocket.errors import DoormanError
from audiosocket.speech.sentences import split_sentences

_FILES: Mapping[Language, str] = {"pt": "pt_BR.yaml", "es": "es.yaml", "en": "en.yaml"}
_TIMES: tuple[TimeOfDay, ...] = ("morning", "afternoon", "night")


class PromptError(DoormanError):
    """A prompt is missing, or asks for a fact that nobody knows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """
    What is said.

    :ivar template: the wording, its facts not filled in.
    :ivar fixed: whether it was made at the start, because it needs no fact of a visit.
    """

    text: str
    template: str
    fixed: bool


@cache
def shipped(language: Language = "pt") -> Mapping[str, tuple[Wording, ...]]:
    """The wordings that come with the package; those of other languages are for visitors only."""
    text = resources.files(__name__).joinpath(_FILES[language]).read_text(encoding="utf-8")
    entries = {key: map(_entry, wordings) for key, wordings in yaml.safe_load(text).items()}
    return {key: tuple(map(Wording.of, wordings)) for key, wordings in entries.items()}


def _entry(wording: object) -> WordingEntry:
    return WordingEntry.model_validate({"text": wording} if isinstance(wording, str) else wording)


def prompt_faults(configuration: Configuration) -> Iterator[tuple[PathInFile, str]]:
    """What is wrong with the condominiums' own wordings; for `audiosocket.config.load.load`."""
    for index, each in enumerate(configuration.condominiums):
        for language in _FILES:
            at: PathInFile = ("condominiums", index, "prompts", *(() if language == "pt" else (language,)))
            for path, message in faults_of(each.prompts.of(language), language, shipped(language).keys()):
                yield (*at, *path), message


class Prompts:
    """One condominium's wordings in one language."""

    def __init__(
        self,
        condominium: str,
        own: Mapping[str, Sequence[str | WordingEntry]] | None = None,
        language: Language = "pt",
    ) -> None:
        """
        :param condominium: its name, as spoken.
        :param own: prompts that replace the shipped ones.
        :raises PromptError: on a prompt that does not exist, or that could not be said in a call.
        """
        entries = {key: tuple(map(_as_entry, wordings)) for key, wordings in (own or {}).items()}
        for at, message in faults_of(entries, language, shipped(language).keys()):
            raise PromptError(f"prompt {str(at[0])!r} {message}")
        self.language = language
        words_of(language)  # read now, not in a call
        self._always = {"condominium": condominium}
        own_wordings = {key: tuple(map(Wording.of, each)) for key, each in entries.items()}
        self._wordings = {**shipped(language), **own_wordings}

    def choose(
        self, key: str, situation: Situation, *, turn: int = 0, last: str | None = None, opening: str | None = None
    ) -> Chosen:
        """
        The words of a prompt; see `wording.choose`.

        :raises PromptError: when no wording can do with what is known.
        """
        fixed = {**self._always, **time_facts(situation.time, self.language)}
        facts = {**fixed, **situation.facts}
        known = Situation(
            facts, situation.time, situation.intent, situation.tries, situation.understood, situation.doubt
        )
        chosen = choose(self._wordings[key], known, turn, last, opening)
        if chosen is None:
            raise PromptError(f"no wording of prompt {key!r} can do with {sorted(facts)}: add one with fewer facts")
        return Chosen(chosen.text.format(**facts), chosen.text, chosen.facts <= fixed.keys())

    def say(self, key: str, facts: Mapping[str, str] | None = None, *, turn: int = 0) -> str:
        """The words of a prompt with these facts, whatever the circumstances."""
        return self.choose(key, Situation(facts or {}), turn=turn).text

    def wordings(self, key: str) -> tuple[str, ...]:
        """All wordings of a prompt that need no fact of a visit and are right in all circumstances."""
        return tuple(
            wording.text.format(**self._always)
            for wording in self._wordings[key]
            if wording.facts <= self._always.keys() and wording.unconditional
        )

    def fixed(self) -> list[str]:
        """Every sentence that needs no fact of a visit, also of wordings that do: made ready before the first call."""
        said = dict.fromkeys(
            sentence
            for key, wordings in self._wordings.items()
            for wording in wordings
            for time in (_TIMES if "time_greeting" in wording.facts else (None,))
            for sentence in self._sentences(wording, time)
        )
        return list(said)

    def _sentences(self, wording: Wording, time: TimeOfDay | None) -> list[str]:
        known = {**self._always, **time_facts(time, self.language)}
        text = wording.text.format_map({**dict.fromkeys(wording.facts, "{}"), **known})
        return [sentence for sentence in split_sentences(text) if "{}" not in sentence]


def _as_entry(wording: str | WordingEntry) -> WordingEntry:
    return WordingEntry(text=wording) if isinstance(wording, str) else wording


__all__ = ["FOR_RESIDENTS", "Chosen", "PromptError", "Prompts", "Situation", "prompt_faults", "shipped"]
