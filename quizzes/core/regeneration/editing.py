"""The old question beside its new edition: whether its author edited it, and what each way of going on makes of it."""

from dataclasses import replace

from quizzes.core.generation.prints import made_of
from quizzes.core.questions import Origin, Question
from quizzes.core.regeneration.units import GONE, is_gone, is_struck, origin_of


def is_edited(question: Question) -> bool:
    """Whether a question says something else than when it was made."""
    return made_of(question) != origin_of(question).made.removeprefix(GONE)


def continued(old: Question, new: Question, *, rev: int) -> Question:
    """The old identity with the new text, or with the author's where there is one; what was struck stays struck."""
    origin = replace(origin_of(new), key=origin_of(old).key)
    source = new.source if _follows(old) else old.source
    if is_edited(old):
        return replace(old, source=source, retired=is_struck(old), origin=origin)
    return replace(
        new,
        id=old.id,
        was=old.was,
        avoid=old.avoid,
        fact=old.fact,
        rev=rev,
        retired=is_struck(old),
        source=source,
        origin=origin,
    )


def gone(old: Question) -> Question:
    """The old question retired because its source is gone; what was retired before stays as it is."""
    if old.retired:
        return old
    origin = origin_of(old)
    source = old.source.partition("#")[0] if _follows(old) else old.source
    return replace(old, source=source, retired=True, origin=_without_source(origin))


def _follows(question: Question) -> bool:
    """Whether a question links to the section it was made from, as long as its author chose no other."""
    anchor = question.source.partition("#")[2]
    return is_gone(question) or anchor == origin_of(question).section


def _without_source(origin: Origin) -> Origin:
    return replace(origin, made=GONE + origin.made.removeprefix(GONE))
