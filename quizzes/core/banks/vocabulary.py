"""The words of the format, and those that authors write in their place."""

from collections.abc import Collection, Iterable

from pydantic import BaseModel

from quizzes.core.banks import schema
from quizzes.core.text import nearest

PROSE = frozenset("ask hint explain why answer right wrong best okay when left text title".split())
"""Keys whose value is a text for people."""
PROSE_LISTS = frozenset("accept steps given blanks extra pairs".split())
"""Keys whose entries are texts for people."""

_SYNONYMS = (
    ("ask", "question prompt stem q text task statement"),
    ("answer", "solution a ans"),
    ("options", "choices answers alternatives distractors"),
    ("right", "correct true best yes"),
    ("wrong", "incorrect false no"),
    ("best", "right correct"),
    ("okay", "ok good fine"),
    ("why", "because reason feedback explanation explain"),
    ("explain", "explanation feedback"),
    ("kind", "type"),
    ("steps", "items order sequence"),
    ("accept", "accepted alternatives synonyms also"),
    ("when", "wrong answer"),
    ("blanks", "gaps answers answer"),
    ("choice", "multiple-choice multiple_choice multiplechoice mc mcq single single-choice"),
    ("multi", "multiple multi-select multiselect multiple-answer multiple-response checkbox checkboxes"),
    ("truefalse", "true/false boolean bool tf yesno yes/no"),
    ("typed", "short short-answer text input type"),
    ("cloze", "gap gaps gap-fill fill-in fill-in-the-blank fillin blank blanks"),
    ("match", "pairs pairing"),
    ("order", "sequence sort sorting"),
    ("flashcard", "card basic flash"),
    ("decision", "scenario situation"),
    ("task", "todo exercise lab"),
    ("retired", "inactive off archived"),
    ("active", "on live"),
)


def keys_of(form: type[BaseModel]) -> list[str]:
    """The keys that a form may have, as they are written."""
    return [field.alias or name for name, field in form.model_fields.items()]


def meant(word: str, known: Collection[str]) -> str | None:
    """The known word that an author meant: spelled nearly so, or another word for it; None where that is open."""
    tidy = word.strip(" -*:").casefold()
    if near := nearest(tidy, known):
        return near
    return next((name for name, others in _SYNONYMS if name in known and tidy in others.split()), None)


def _all_keys(forms: Iterable[type[BaseModel]]) -> frozenset[str]:
    return frozenset(key for form in forms for key in keys_of(form))


OPTION_KEYS = _all_keys((schema.RightForm, schema.WrongForm, schema.BestForm, schema.OkayForm))
QUESTION_KEYS = _all_keys(schema.FORMS.values())
BANK_KEYS = _all_keys((schema.BankForm,))
FILE_KEYS = _all_keys((schema.FileForm,))
KEYS = (
    OPTION_KEYS
    | QUESTION_KEYS
    | BANK_KEYS
    | FILE_KEYS
    | _all_keys((schema.MistakeForm, schema.PairForm, schema.PlacedForm, schema.OriginForm, schema.PathForm))
)
"""Every key that stands anywhere in a bank."""
