"""From the YAML form of a question to the question."""

from collections.abc import Iterable, Sequence
from typing import Any

from quizzes.core.banks import schema
from quizzes.core.questions import (
    Blank,
    Choice,
    Choosable,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Matching,
    Mistake,
    Multi,
    Option,
    Order,
    Origin,
    Pair,
    Question,
    Task,
    TrueFalse,
    Typed,
    Verdict,
    text_key,
)


def convert(form: schema.QuestionForm, defaults: schema.DefaultsForm) -> Question:
    """The question a valid form stands for; tags add to the defaults, a source replaces theirs."""
    head = _head(form, defaults)
    match form:
        case schema.ChoiceForm() | schema.MultiForm() | schema.DecisionForm():
            return _picked(form, head)
        case schema.TrueFalseForm():
            return TrueFalse(**head, answer=form.answer, why=form.why)
        case schema.TypedForm():
            return _typed(form, head)
        case schema.ClozeForm():
            return Cloze(**head, blanks=tuple(_blank(blank) for blank in form.blanks))
        case schema.MatchForm():
            return Match(**head, pairs=tuple(_pair(pair) for pair in form.pairs), extra=_placed(form.extra))
        case schema.OrderForm():
            return Order(**head, steps=_placed(form.steps))
        case schema.FlashcardForm():
            return Flashcard(**head, answer=form.answer)
        case schema.TaskForm():
            return Task(**head, steps=_placed(form.steps))
    raise TypeError(f"no question is made from {type(form).__name__}")


def _head(form: schema.QuestionForm, defaults: schema.DefaultsForm) -> dict[str, Any]:
    return {
        "id": form.id,
        "ask": form.ask,
        "hint": form.hint,
        "explain": form.explain,
        "source": form.source or defaults.source,
        "tags": tuple(dict.fromkeys((*defaults.tags, *form.tags))),
        "fact": form.fact,
        "facts": tuple(form.facts),
        "avoid": tuple(form.avoid),
        "was": tuple(form.was),
        "rev": form.rev,
        "retired": form.status == "retired",
        "origin": _origin(form.origin) if form.origin else None,
    }


def _origin(form: schema.OriginForm) -> Origin:
    first, last = form.lines
    return Origin(section=form.section, lines=(first, last), key=form.key, print=form.print, made=form.made)


def _picked(form: schema.ChoiceForm | schema.MultiForm | schema.DecisionForm, head: dict[str, Any]) -> Question:
    options = _options(form.options)
    if isinstance(form, schema.MultiForm):
        return Multi(**head, options=options)
    if isinstance(form, schema.DecisionForm):
        return Decision(**head, options=options, given=tuple(form.given), recall=form.recall)
    return Choice(**head, options=options, recall=form.recall)


def _options(forms: Iterable[schema.OptionForm]) -> tuple[Option, ...]:
    return tuple(_option(form) for form in forms)


def _option(form: schema.OptionForm) -> Option:
    verdict = next(verdict for verdict in schema.Verdicts if hasattr(form, verdict))
    text: str = getattr(form, verdict)
    return Option(key=form.key or text_key(text), text=text, verdict=Verdict(verdict), why=form.why)


def _typed(form: schema.TypedForm, head: dict[str, Any]) -> Typed:
    return Typed(
        **head,
        answer=form.answer,
        accept=tuple(form.accept),
        match=Matching(form.match),
        mistakes=tuple(Mistake(when=mistake.when, why=mistake.why) for mistake in form.mistakes),
    )


def _blank(form: schema.BlankForm) -> Blank:
    return Blank(answer=form.answer, accept=tuple(form.accept), hint=form.hint, match=Matching(form.match))


def _pair(form: schema.PairForm) -> Pair:
    return Pair(
        key=form.key or text_key(form.left),
        left=form.left,
        right_key=form.right_key or text_key(form.right),
        right=form.right,
    )


def _placed(forms: Sequence[schema.PlacedForm]) -> tuple[Choosable, ...]:
    return tuple(Choosable(key=form.key or text_key(form.text), text=form.text) for form in forms)
