"""From the corpus to what a model is asked: each task of each turn, with what would be right and what the rules say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audiosocket.cli.cases import Case
from audiosocket.cli.scoring import label_right, slots_right
from audiosocket.conversation.prompts import shipped
from audiosocket.extraction.combine import combine
from audiosocket.extraction.grounding import grounded, shows_intent
from audiosocket.extraction.need import answer_tasks, visitor_tasks
from audiosocket.extraction.tasks import FILLS, AnswerReply, IntentReply, Reply, Task
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Slot, Slots
from audiosocket.understanding.visitor import Asked, VisitorReading, read_visitor

VISITOR_TASKS = (Task.INTENT, Task.VISITOR, Task.APARTMENT, Task.RESIDENT_NAME)
RESIDENT_TASKS = (Task.ANSWER,)

Found = Mapping[str, str]
"""What was understood: slots by name, or the label."""


@dataclass(frozen=True, slots=True)
class ModelCase:
    """
    One task of one turn.

    :ivar id: the corpus' name for the dialogue, with the turn's number.
    :ivar question: what the doorman had said before.
    :ivar gold: what would be right, by name; a value may be a list, any of which counts.
    :ivar rules: what the rules alone make of it.
    :ivar is_open: whether a visit in hybrid mode would ask a model at all.
    :ivar reading: the rules' reading of a visitor's turn.
    """

    id: str
    task: Task
    question: str
    text: str
    gold: Mapping[str, object]
    rules: Found
    is_open: bool
    reading: VisitorReading | None = None

    def is_right(self, found: Found) -> bool:
        """By the corpus' rules of comparison."""
        if self.task is Task.ANSWER:
            return label_right(self.gold["label"], self.gold["accept"], found.get("label"))
        return slots_right(self.gold, found)

    def permits_wrongly(self, found: Found) -> bool:
        """An answer that is no permission, read as one."""
        return self.task is Task.ANSWER and found.get("label") == Label.AUTHORIZE != self.gold["label"]

    def grounded(self, found: Found, roster: Roster | None) -> Found:
        """What of it was really said; a label as it is."""
        if self.reading is None or roster is None:
            return found
        return grounded(_shown(found, self.text), self.text, roster).filled()

    def together(self, found: Found | None, roster: Roster | None) -> Found:
        """
        What a visit understands by rules and model.

        :param found: None if the model failed.
        """
        if found is None:
            return self.rules
        if self.reading is not None and roster is not None:
            slots = combine(self.reading, _shown(found, self.text), self.text, roster).reading.slots.filled()
            return {name: value for name, value in slots.items() if name in self.gold}
        if self.rules.get("label") == Label.AUTHORIZE != found.get("label"):
            return {"label": Label.UNCLEAR.value}
        return self.rules


def found_in(task: Task, reply: Reply) -> Found:
    """What a model's reply says, by name."""
    if isinstance(reply, AnswerReply):
        return {"label": reply.label}
    values = {slot.value: getattr(reply, slot.value) for slot in FILLS[task]}
    if isinstance(reply, IntentReply):
        values["words"] = reply.words
    return {name: str(value) for name, value in values.items() if value is not None}


def _shown(found: Found, text: str) -> Slots:
    """The slots; an intent only with the words that show it."""
    slots = Slots(**{name: value for name, value in found.items() if name != "words"})
    return slots if shows_intent(found.get("words", ""), text) else slots.without(Slot.INTENT_TYPE)


def visitor_cases(dialogues: Sequence[Case], tasks: Collection[Task], roster: Roster) -> list[ModelCase]:
    """Every task that is open at a turn, what was said before it being known as it was meant."""
    return [each for dialogue in dialogues for each in _dialogue(dialogue, roster) if each.task in tasks]


def resident_cases(answers: Sequence[Case]) -> list[ModelCase]:
    """Every answer of a resident."""
    return [_answer(each) for each in answers]


def _dialogue(dialogue: Case, roster: Roster) -> Iterator[ModelCase]:
    known = Slots()
    for number, turn in enumerate(dialogue.cases("turns"), 1):
        text, asked, new = turn.text("visitor"), turn.asked(), turn.mapping("expect_new")
        reading = read_visitor(text, asked, known, roster)
        needed = visitor_tasks("model", reading, known, asked, text, roster)
        in_hybrid = visitor_tasks("hybrid", reading, known, asked, text, roster)
        for task in (task for task in VISITOR_TASKS if task in needed):
            names = [slot.value for slot in FILLS[task]]
            yield ModelCase(
                f"{dialogue.text('id')}/{number}",
                task,
                question_before(asked, roster),
                text,
                {name: _meant(name, new, known) for name in names},
                {name: value for name, value in reading.slots.filled().items() if name in names},
                task in in_hybrid,
                reading,
            )
        known = known.merge(Slots(**{name: value for name, each in new.items() if (value := _first(each)) is not None}))


def _answer(case: Case) -> ModelCase:
    question, answer = case.text("question"), case.text("answer")
    label = read_answer(question, answer)
    return ModelCase(
        case.text("id"),
        Task.ANSWER,
        question,
        answer,
        {"label": case.text("gold"), "accept": case.fields.get("accept")},
        {"label": label.value},
        bool(answer_tasks("hybrid", label)),
    )


def _meant(name: str, new: Mapping[str, object], known: Slots) -> object:
    """A slot that was told before may be told again, or not."""
    if name in new:
        return new[name]
    before = known.get(Slot(name))
    return None if before is None else [before, None]


def _first(value: object) -> str | None:
    chosen = value[0] if isinstance(value, list) else value
    return None if chosen is None else str(chosen)


def question_before(asked: Asked, roster: Roster) -> str:
    """What the doorman says when it asks for this, in the shipped wording that needs no fact of the visit."""
    key = "greeting" if asked is None else "confirm_apartment" if asked == "confirm" else f"ask_{asked}"
    texts = [each.text.replace("{condominium}", roster.condominium) for each in shipped()[key]]
    return next(text for text in texts if "{" not in text)
