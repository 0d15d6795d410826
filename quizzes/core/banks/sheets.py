"""One question of a bank's text as its form has it, and the text that comes of what was filled in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.book import Book, book_of
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.ids import propose_id
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.plan import Standing, plan
from quizzes.core.banks.splice import insert_question, replace_question
from quizzes.core.banks.wording import reword
from quizzes.core.questions import (
    Blank,
    Choice,
    Choosable,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Multi,
    Option,
    Order,
    Pair,
    Question,
    Task,
    TrueFalse,
    Typed,
    Verdict,
    dump,
    text_key,
)

_KEY = text_key("")
_STEP = Choosable(key=_KEY, text="")
_WRONG = Option(key=_KEY, text="", verdict=Verdict.WRONG)
_RIGHT, _BEST = replace(_WRONG, verdict=Verdict.RIGHT), replace(_WRONG, verdict=Verdict.BEST)
_PAIR = Pair(key=_KEY, left="", right_key=_KEY, right="")

_BLANK: Mapping[str, Question] = {
    "choice": Choice(id="new", ask="", options=(_RIGHT, _WRONG, _WRONG)),
    "multi": Multi(id="new", ask="", options=(_RIGHT, _RIGHT, _WRONG, _WRONG)),
    "truefalse": TrueFalse(id="new", ask="", answer=True),
    "typed": Typed(id="new", ask="", answer="", accept=("",)),
    "cloze": Cloze(id="new", ask="", blanks=(Blank(answer=""),)),
    "match": Match(id="new", ask="", pairs=(_PAIR,) * 3),
    "order": Order(id="new", ask="", steps=(_STEP,) * 3),
    "flashcard": Flashcard(id="new", ask="", answer=""),
    "decision": Decision(id="new", ask="", given=("",), options=(_BEST, _WRONG, _WRONG)),
    "task": Task(id="new", ask="", steps=(_STEP,) * 2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A question without the `tags` and the `source` that its bank's defaults give it.

    `digest` tells one state of the question from another, and `line` is where it begins; a new one has neither.
    """

    question: Question
    digest: str = ""
    line: int = 0
    tags: tuple[str, ...] = ()
    source: str = ""

    def whole(self, question: Question) -> Question:
        """A question of this sheet with what the defaults give."""
        tags = tuple(dict.fromkeys((*self.tags, *question.tags)))
        return replace(question, tags=tags, source=question.source or self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an author says of an edit: with `again`, the question is learned anew; `sure` once that was asked."""

    again: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The text with the question in it, or as it was with what keeps it out.

    That is sentences by field, under "" those of none; or the question `moved`: somebody else changed it meanwhile, or
    took it out. With `doubtful` the right answer is another one, and its author has to say whether the meaning is too.
    """

    text: str
    id: str
    problems: Mapping[str, tuple[str, ...]]
    moved: bool = False
    doubtful: bool = False

    @property
    def taken(self) -> bool:
        """Whether the question stands in the text."""
        return not (self.problems or self.moved or self.doubtful)


def sheet_of(text: str, *, id: str) -> Sheet | None:  # noqa: A002 - the bank's own word.
    """The question with this id, if the text has it; raises `CannotEdit` where it cannot be read."""
    book = book_of(plain(text))
    return _sheet(book, id) if id in book.named else None


def blank_sheet(text: str, *, kind: str) -> Sheet:
    """A question of this kind without texts; raises `CannotEdit` where the text cannot be read."""
    defaults = book_of(plain(text)).defaults
    return Sheet(question=_BLANK[kind], tags=tuple(defaults.tags), source=defaults.source)


def fill(
    text: str,
    *,
    id: str,  # noqa: A002 - as above.
    digest: str,
    texts: Mapping[str, str],
    published: Callable[[Question], Question | None],
    meaning: Meaning,
) -> Filled:
    """Writes what was filled in into the question, all else in the text kept; raises `CannotEdit`.

    `digest` is that of the question which the form showed, and `published` finds the one that is
    learned today.
    """
    sheet = sheet_of(text, id=id)
    if sheet is None or sheet.digest != digest:
        return Filled(text=text, id=id, problems={}, moved=True)
    found = reword(_alone(), sheet.question, texts)
    if found.question is None:
        return Filled(text=text, id=id, problems=found.problems)
    before, edited = sheet.whole(sheet.question), sheet.whole(found.question)
    if learned := published(before):
        edited = replace(edited, rev=max(edited.rev, learned.rev + 1) if meaning.again else learned.rev)
        if _doubted(learned, edited) and not (meaning.sure or _doubted(learned, before)):
            return Filled(text=text, id=id, problems={}, doubtful=True)
    return _put(text, id, lambda: replace_question(text, id=id, question=edited))


def add(
    text: str,
    *,
    kind: str,
    texts: Mapping[str, str],
    after: str = "",
    name: str = "",
    taken: Collection[str] = (),
) -> Filled:
    """Writes a new question into the text, behind another one or at the end; raises `CannotEdit`.

    Its id is `name`, or else one that neither the text nor `taken` has.
    """
    book, sheet = book_of(plain(text)), blank_sheet(text, kind=kind)
    found = reword(_alone(), sheet.question, texts)
    if found.question is None:
        return Filled(text=text, id=name, problems=found.problems)
    former = {was for item in book.named.values() if (one := book.read(item)) for was in one.was}
    own = name or propose_id(found.question.ask, {*book.named, *former, *taken})
    new = replace(sheet.whole(found.question), id=own)
    place = after if after in book.named else None
    return _put(text, own, lambda: insert_question(text, new, after=place))


def plain(text: str) -> str:
    """The text as `book_of` reads it: without a mark in front, and with one spelling of line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _sheet(book: Book, name: str) -> Sheet:
    item = book.question(name)
    question, defaults = book.read(item), book.defaults
    first, last = book.lines(item)
    if question is None:
        raise CannotEdit(f"the question in lines {first} to {last} has a mistake in its form; mend it in the text")
    shown = replace(
        question,
        tags=tuple(tag for tag in question.tags if tag not in defaults.tags),
        source="" if question.source == defaults.source else question.source,
    )
    return Sheet(
        question=shown,
        digest=blake2b(dump(question).encode(), digest_size=8).hexdigest(),
        line=first,
        tags=tuple(defaults.tags),
        source=defaults.source,
    )


def _alone() -> Bank:
    """A bank for one question: what is wrong with the others keeps nobody from mending this one."""
    return Bank(id="bank", title="Bank")


def _doubted(published: Question, question: Question) -> bool:
    """Whether the right answer is another one than learners know, though the question says that it is the same."""
    found = plan((Standing(published),), replace(_alone(), questions=(question,)), allow_retiring=True)
    return any(problem.code == Rule.RAISE_REV.code for problem in found.problems)


def _put(text: str, name: str, edit: Callable[[], str]) -> Filled:
    try:
        return Filled(text=edit(), id=name, problems={})
    except CannotEdit as refusal:
        return Filled(text=text, id=name, problems={"": (str(refusal),)})
