"""The words of one visit: which wording of a prompt, in which language, in which voice."""

from __future__ import annotations

from audiosocket.config.wordings import Language
from audiosocket.conversation.case import Case
from audiosocket.conversation.facts import time_of_day
from audiosocket.conversation.prompts import Situation
from audiosocket.conversation.stage import Prompt
from audiosocket.events import Role
from audiosocket.speech.interfaces import Voice
from audiosocket.speech.sentences import split_sentences
from audiosocket.visits.house import House
from audiosocket.visits.leg import Words


class Tongue:
    """
    Finds the words for prompts, and remembers what was said, so that nothing is said twice in a row in the same words.

    An answer to a visitor must begin at once, although what was understood has to be made into sound first. Sentences
    are made one by one and kept by their text; so the wordings begin with a sentence without facts ("Certo."), which is
    at hand, go on with the facts ("Carlos, entrega do iFood."), which are made while that is heard, and end with a
    question that is at hand again. Only the facts are waited for, and half a second less than they take; were they said
    first, all of it would wait, the question too.

    The time of day is that of the visit's beginning, so that words that were found once are found again.

    :ivar language: in which the visitor is spoken to; residents hear Portuguese.
    """

    def __init__(self, house: House) -> None:
        self.language: Language = "pt"
        self._house = house
        self._time = time_of_day(house.local_time()) if house.local_time is not None else None
        self._times: dict[str, int] = {}
        self._last: dict[str, str] = {}
        self._opening: str | None = None
        self._told: tuple[Language, str] = ("pt", "")
        self._rephrased: dict[str, str] = {}

    def words(self, role: Role, prompt: Prompt, case: Case, *, spoken: bool = True) -> Words:
        """
        The words of a prompt, and those that need no voice that can be reached.

        :param spoken: whether they are said now: the next time there will be others.
        """
        visitor = role is Role.VISITOR
        prompts = self._house.prompts_in(self.language) if visitor else self._house.prompts
        times = self._times.get(prompt.key, 0)
        situation = Situation(
            facts={**case.about_visitor(), **prompt.facts} if visitor else prompt.facts,
            time=self._time,
            intent=case.slots.intent_type,
            tries=prompt.tries or times + 1,
            understood=prompt.understood,
            doubt=prompt.doubt,
        )
        opening = self._opening if visitor else None
        chosen = prompts.choose(prompt.key, situation, turn=times, last=self._last.get(prompt.key), opening=opening)
        if spoken:
            self._times[prompt.key] = times + 1
            self._last[prompt.key] = chosen.template
            if visitor:
                self._opening = split_sentences(chosen.text)[0]
                self._told = (self.language, prompt.key)
        text = self._rephrased.get(chosen.text, chosen.text)
        return Words(prompt.key, text, None if chosen.fixed else prompts.say(prompt.key, turn=times))

    def rephrase(self, ours: str, text: str) -> None:
        """Say this in place of our words, from now on."""
        self._rephrased[ours] = text

    def voice(self, role: Role) -> Voice:
        """Who speaks to a party now."""
        return self._house.voice_in(self.language) if role is Role.VISITOR else self._house.voice

    def fillers(self) -> list[str]:
        """What keeps the visitor's line alive."""
        return list(self._house.prompts_in(self.language).wordings("filler"))

    def said_otherwise(self) -> tuple[Prompt, ...]:
        """What was said last to the visitor, if that was in another language; facts, made for that one, left out."""
        language, key = self._told
        return (Prompt(key),) if key and language != self.language else ()
