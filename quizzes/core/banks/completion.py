"""The JSON Schema of a bank file, with a sentence on every key, for editors that complete and check YAML."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from quizzes.core.banks.schema import FileForm
from quizzes.core.questions import KINDS

_OPTION = {
    "why": "The reason, shown beside this option after the answer.",
    "key": "A name for this option that stays when its text changes; without it the text itself is its name.",
}
_QUESTION = {
    "id": "The question's name, chosen once and never changed: every learner's progress hangs on it.",
    "kind": "How it is asked: choice, multi, truefalse, typed, cloze, match, order, flashcard, decision or task.",
    "ask": "The question itself, as Markdown.",
    "hint": "Shown before the answer, to whoever asks for it.",
    "explain": "Shown after the answer: why it is so.",
    "source": "Where it is written: a file and its heading, such as networking.md#ports, or an address.",
    "tags": "Words to find and to choose questions by; they add to those under defaults.",
    "fact": "What this question tests. Questions with the same fact are not asked on the same day.",
    "facts": "Everything that a larger question gives away.",
    "avoid": "Ids of questions that give this one away, or the other way round; they are kept apart.",
    "was": "Former ids of this question, so that its learners keep their progress.",
    "rev": "Raise it by one when the meaning changed: then the question is due again for everyone.",
    "status": "Write retired to ask it no longer; its history stays.",
    "from": "Written by pathdeck generate: where the question came from. Leave it as it is.",
    "recall": "Write yes to ask it without its options, once a learner knows it well.",
}
_ACCEPT = "Other answers that are right as well."
_MATCHING = "How an answer is compared: words (spelling forgiven), exact, number (units too) or set (any order)."

_HELP: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "": {
            "format": "The format of this file, which is 1.",
            "bank": "What the bank is called.",
            "defaults": "What every question has, so that it need not be written each time.",
            "questions": "The questions, in the order in which they are learned.",
        },
        "BankForm": {
            "id": "The bank's name, chosen once: publishing under the same id updates the deck.",
            "title": "The title that learners read.",
            "lang": "The language of the questions, such as en or pt-BR.",
            "license": "The licence under which others may use the bank, such as CC-BY-4.0.",
            "path": "The learning path that the bank was made from.",
        },
        "PathForm": {
            "id": "The path's name.",
            "file": "The path's file, as seen from this one.",
            "sha256": "The SHA-256 of that file; publishing stops if it differs.",
        },
        "DefaultsForm": {
            "tags": "Tags that every question has.",
            "source": "The source of every question without one of its own.",
        },
        "RightForm": _OPTION | {"right": "An option that is right."},
        "WrongForm": _OPTION | {"wrong": "An option that is wrong, and tempting for whoever half knows."},
        "BestForm": _OPTION | {"best": "The best way out; exactly one."},
        "OkayForm": _OPTION | {"okay": "A way out that would do; it counts as nearly right."},
        "BlankForm": {
            "answer": "What belongs into this blank.",
            "accept": _ACCEPT,
            "hint": "A hint for this blank alone.",
            "match": _MATCHING,
        },
        "MistakeForm": {
            "when": "A wrong answer that many will write.",
            "why": "Why it is wrong, shown to whoever wrote it.",
        },
        "PairForm": {
            "left": "The left side.",
            "right": "The right side that belongs to it.",
            "key": "A name for the left side that stays when its text changes.",
            "right_key": "A name for the right side that stays when its text changes.",
        },
        "PlacedForm": {"text": "The text.", "key": "A name for it that stays when its text changes."},
        "OriginForm": {
            "section": "The heading's anchor in the path.",
            "lines": "The first and the last line in the path.",
            "key": "The fact's name when it was first seen.",
            "print": "A fingerprint of the lines.",
            "made": "A fingerprint of the question as it was generated; it shows whether an author changed it.",
        },
        "ChoiceForm": {"options": "At least two options; exactly one is right."},
        "MultiForm": {"options": "At least two options; at least one is right."},
        "DecisionForm": {
            "options": "At least two ways out; exactly one is best.",
            "given": "What is known of the situation, as a list.",
        },
        "TrueFalseForm": {"answer": "Whether the statement is true.", "why": "What holds instead, or why it is so."},
        "TypedForm": {
            "answer": "What is to be written, as short as can be.",
            "accept": _ACCEPT,
            "match": _MATCHING,
            "mistakes": "Wrong answers that are expected, each with its reason.",
        },
        "ClozeForm": {"blanks": "One entry for each ___ in the text, in the same order."},
        "MatchForm": {
            "pairs": "Left sides and the right sides that belong to them.",
            "extra": "Right sides that belong to nobody.",
        },
        "OrderForm": {"steps": "The steps in the right order."},
        "FlashcardForm": {"answer": "The answer, as Markdown; the learner judges how well it came to mind."},
        "TaskForm": {"steps": "What to do, one after the other."},
    }
)

_EMPTY: tuple[Any, ...] = ("", [], None, {"tags": [], "source": ""})


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a bank file: made from the model that validates, each key explained."""
    schema = FileForm.model_json_schema(by_alias=True)
    schema["properties"]["format"] = {"enum": [1, "1"]}
    for name, form in {"": schema, **schema["$defs"]}.items():
        for key, part in form["properties"].items():
            _explain(part, _HELP[name].get(key) or _QUESTION[key])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Question bank"}


def schema_text() -> str:
    """The JSON Schema as the file that is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def keys_of_kinds() -> Mapping[str, Mapping[str, str]]:
    """The keys that only some kinds have, by kind, each with a sentence; those of every question stand under ""."""
    forms = {name: form["properties"] for name, form in json_schema()["$defs"].items()}
    kinds = {form["kind"]["const"]: name for name, form in forms.items() if "kind" in form}
    return {"": _QUESTION} | {kind: _HELP[kinds[kind]] for kind in KINDS}


def _explain(part: dict[str, Any], sentence: str) -> None:
    """Say what a key is for; an editor would write a title as help and an empty default into the file."""
    part.pop("title", None)
    if part.get("default", 1) in _EMPTY:
        del part["default"]
    part["description"] = sentence
