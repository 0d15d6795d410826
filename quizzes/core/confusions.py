"""What a learner takes for each other: wrong answers that name something else, counted pair by pair.

Two names are a pair, whichever stood for the other: the same wrong option twice counts, and so does A's answer at B
with B's answer at A. A pair belongs to one section of a deck, where one name has one meaning.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import zip_longest

from quizzes.core.generation.words import fold
from quizzes.core.grading import Response
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Choice, Cloze, Decision, Match, Option, Question, Typed, Verdict

TELLING = 2
"""From so many mix-ups on, a pair is worth a look; a single one may be a slip."""

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
# "Listed for **Network latency**." names whose answer an option is; "that comes right after **Split**" does not.
_OWNER = re.compile(r"(?!.*\bafter\b)[^:*`]*(\*\*[^*]+\*\*|`[^`]+`)\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """An answer in the log that was not right away right, with the question as it stands now."""

    seq: int
    study_day: date
    deck_id: int
    section: str
    question_id: int
    question: Question
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A right answer of some question, with the question's explanation."""

    text: str
    explain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Two names taken for each other, as Markdown; what the bank says of each, where the question holds it."""

    left: str
    right: str
    left_says: str = ""
    right_says: str = ""

    @property
    def key(self) -> str:
        """Eight hex digits that are the same whichever of the two comes first."""
        names = sorted((token(self.left), token(self.right)))
        return blake2b("\n".join(names).encode(), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """A pair with its count; `question_id` and `last_seq` are the question and the answer where it happened last."""

    mix: Mix
    deck_id: int
    section: str
    question_id: int
    count: int
    last_day: date
    last_seq: int


def confusions(mistakes: Iterable[Mistake], *, asked: Iterable[tuple[int, str, Question]] = ()) -> list[Confusion]:
    """Every pair that was mixed up at least twice, the newest first.

    `asked` are the questions of the same sections, each with its deck and section: what a typed answer may be the right
    answer of.
    """
    answers: dict[tuple[int, str], dict[str, Answer]] = defaultdict(dict)
    for deck_id, section, question in asked:
        answers[deck_id, section].update((token(answer.text), answer) for answer in _answers(question))
    found: dict[tuple[int, str, str], list[tuple[Mistake, Mix]]] = defaultdict(list)
    for mistake in sorted(mistakes, key=lambda one: one.seq):
        place = (mistake.deck_id, mistake.section)
        for mix in mixes(mistake.question, mistake.response, answers=answers[place]):
            found[(*place, mix.key)].append((mistake, mix))
    told = [_confusion(times) for times in found.values() if len(times) >= TELLING]
    return sorted(told, key=lambda one: one.last_seq, reverse=True)


def mixes(question: Question, response: Response, *, answers: Mapping[str, Answer]) -> Iterator[Mix]:
    """What this answer took for something else; `answers` holds the right answers around by their token."""
    match question:
        case Choice() | Decision():
            yield from _picked(question, response, answers)
        case Match():
            yield from _paired(question, response.keys)
        case Typed():
            yield from _typed(question, [(question.answer, question.accept)], response.texts, answers)
        case Cloze():
            blanks = [(blank.answer, blank.accept) for blank in question.blanks]
            yield from _typed(question, blanks, response.texts, answers)


def token(text: str) -> str:
    """A text for comparing names: without Markdown, case and closing punctuation."""
    return fold(unmarked(text))


def _confusion(times: Sequence[tuple[Mistake, Mix]]) -> Confusion:
    last, mix = times[-1]
    return Confusion(
        mix=mix,
        deck_id=last.deck_id,
        section=last.section,
        question_id=last.question_id,
        count=len(times),
        last_day=last.study_day,
        last_seq=last.seq,
    )


def _picked(question: Choice | Decision, response: Response, answers: Mapping[str, Answer]) -> Iterator[Mix]:
    right = next(option for option in question.options if option.verdict in (Verdict.RIGHT, Verdict.BEST))
    said = {token(text) for text in response.texts if text.strip()}
    wrong = [option for option in question.options if option.verdict is Verdict.WRONG]
    taken = [option for option in wrong if option.key in response.keys or token(option.text) in said]
    yield from (_named(question, right, option) for option in taken)
    if not taken:
        yield from _typed(question, [(right.text, ())], response.texts, answers)


def _named(question: Choice | Decision, right: Option, wrong: Option) -> Mix:
    """Named after what is asked about where the reason says whose answer was picked, else by the options themselves."""
    owner = _OWNER.fullmatch(wrong.why)
    subject = (_BOLD if owner and owner[1].startswith("*") else _CODE).search(question.ask) if owner else None
    if owner is None or subject is None or token(owner[1]) == token(subject[0]):
        return Mix(left=right.text, right=wrong.text, left_says=question.explain, right_says=wrong.why)
    return Mix(left=_bare(subject[0]), right=_bare(owner[1]), left_says=right.text, right_says=wrong.text)


def _paired(question: Match, keys: Sequence[str]) -> Iterator[Mix]:
    owners = {pair.right_key: pair for pair in question.pairs}
    for pair, key in zip_longest(question.pairs, keys[: len(question.pairs)], fillvalue=""):
        other = owners.get(str(key))
        if not isinstance(pair, str) and other is not None and other is not pair:
            yield Mix(left=pair.left, right=other.left, left_says=pair.right, right_says=other.right)


def _typed(
    question: Question,
    wanted: Iterable[tuple[str, Sequence[str]]],
    texts: Sequence[str],
    answers: Mapping[str, Answer],
) -> Iterator[Mix]:
    for (answer, accepted), text in zip(wanted, texts, strict=False):
        other = answers.get(token(text)) if text.strip() else None
        if other is not None and token(other.text) not in map(token, (answer, *accepted)):
            yield Mix(left=answer, right=other.text, left_says=question.explain, right_says=other.explain)


def _answers(question: Question) -> Iterator[Answer]:
    match question:
        case Choice():
            texts = [option.text for option in question.options if option.verdict is Verdict.RIGHT]
        case Typed():
            texts = [question.answer]
        case Cloze():
            texts = [blank.answer for blank in question.blanks]
        case _:
            texts = []
    return (Answer(text=text, explain=question.explain) for text in texts)


def _bare(name: str) -> str:
    return name.removeprefix("**").removesuffix("**")
