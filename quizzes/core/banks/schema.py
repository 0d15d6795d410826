"""The YAML form of a bank: one model that validates and from which the published JSON Schema is made."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from quizzes.core.banks.fields import Count, Id, Markdown, Plain, Short, Shorthand, Sides, YesNo

Verdicts = ("right", "wrong", "best", "okay")
"""The keys an option may begin with."""


class Form(BaseModel):
    """Keys with values, and no other keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class OptionForm(Form):
    """What every option may have."""

    why: Markdown = ""
    key: Id = ""


class RightForm(OptionForm):
    """A right option."""

    right: Markdown


class WrongForm(OptionForm):
    """A wrong option."""

    wrong: Markdown


class BestForm(OptionForm):
    """The best way out of a situation."""

    best: Markdown


class OkayForm(OptionForm):
    """A way out that would do."""

    okay: Markdown


def _verdict(option: object) -> str | None:
    """The verdict key of an option as a tag; the sign keeps tags apart from keys in the place of an error."""
    found = option if isinstance(option, dict) else {}
    return next((f"={verdict}" for verdict in Verdicts if verdict in found), None)


Right: TypeAlias = Annotated[RightForm, Tag("=right")]
Wrong: TypeAlias = Annotated[WrongForm, Tag("=wrong")]
Best: TypeAlias = Annotated[BestForm, Tag("=best")]
Okay: TypeAlias = Annotated[OkayForm, Tag("=okay")]
PickForm: TypeAlias = Annotated[Right | Wrong, Discriminator(_verdict)]
WayForm: TypeAlias = Annotated[Best | Okay | Wrong, Discriminator(_verdict)]
Few: TypeAlias = Annotated[list[Plain], Field(max_length=100)]


class BlankForm(Form):
    """A blank with more than its answer."""

    answer: Plain
    accept: Few = []
    hint: Markdown = ""
    match: Literal["words", "exact", "number", "set"] = "words"


class MistakeForm(Form):
    """A wrong typed answer that is expected, and why it is wrong."""

    when: Plain
    why: Markdown


class PairForm(Form):
    """Two sides that belong together."""

    left: Markdown
    right: Markdown
    key: Id = ""
    right_key: Id = ""


class PlacedForm(Form):
    """A step or a spare side with a key of its own."""

    text: Markdown
    key: Id = ""


class OriginForm(Form):
    """Where a generated question came from."""

    section: Short
    lines: Annotated[list[Count], Field(min_length=2, max_length=2)]
    key: Short
    print: Short
    made: Short


Blank: TypeAlias = Annotated[BlankForm, Shorthand("answer")]
Placed: TypeAlias = Annotated[PlacedForm, Shorthand("text")]


class QuestionForm(Form):
    """What every question may have."""

    id: Id
    ask: Markdown
    hint: Markdown = ""
    explain: Markdown = ""
    source: Plain = ""
    tags: list[Plain] = []
    fact: Plain | None = None
    facts: list[Plain] = []
    avoid: list[Id] = []
    was: list[Id] = []
    rev: Count = 1
    status: Literal["active", "retired"] = "active"
    origin: Annotated[OriginForm | None, Field(alias="from")] = None


class ChoiceForm(QuestionForm):
    """One right option among several."""

    kind: Literal["choice"]
    options: Annotated[list[PickForm], Field(min_length=2, max_length=100)]
    recall: YesNo = False


class MultiForm(QuestionForm):
    """Several right options to tick."""

    kind: Literal["multi"]
    options: Annotated[list[PickForm], Field(min_length=2, max_length=100)]


class TrueFalseForm(QuestionForm):
    """A statement that holds or not."""

    kind: Literal["truefalse"]
    answer: YesNo
    why: Markdown = ""


class TypedForm(QuestionForm):
    """A short answer to write."""

    kind: Literal["typed"]
    answer: Plain
    accept: Few = []
    match: Literal["words", "exact", "number", "set"] = "words"
    mistakes: Annotated[list[MistakeForm], Field(max_length=100)] = []


class ClozeForm(QuestionForm):
    """A text with gaps."""

    kind: Literal["cloze"]
    blanks: Annotated[list[Blank], Field(max_length=100)]


class MatchForm(QuestionForm):
    """Sides to pair."""

    kind: Literal["match"]
    pairs: Annotated[list[PairForm], Field(min_length=2, max_length=100), Sides()]
    extra: Annotated[list[Placed], Field(max_length=100)] = []


class OrderForm(QuestionForm):
    """Steps to put in order."""

    kind: Literal["order"]
    steps: Annotated[list[Placed], Field(min_length=2, max_length=100)]


class FlashcardForm(QuestionForm):
    """A question whose answer the learner judges."""

    kind: Literal["flashcard"]
    answer: Markdown


class DecisionForm(QuestionForm):
    """A situation with a best way out."""

    kind: Literal["decision"]
    options: Annotated[list[WayForm], Field(min_length=2, max_length=100)]
    given: list[Markdown] = []
    recall: YesNo = False


class TaskForm(QuestionForm):
    """Something to do."""

    kind: Literal["task"]
    steps: Annotated[list[Placed], Field(max_length=100)] = []


AnyQuestionForm: TypeAlias = Annotated[
    ChoiceForm
    | MultiForm
    | TrueFalseForm
    | TypedForm
    | ClozeForm
    | MatchForm
    | OrderForm
    | FlashcardForm
    | DecisionForm
    | TaskForm,
    Discriminator("kind"),
]

FORMS: dict[str, type[QuestionForm]] = {
    "choice": ChoiceForm,
    "multi": MultiForm,
    "truefalse": TrueFalseForm,
    "typed": TypedForm,
    "cloze": ClozeForm,
    "match": MatchForm,
    "order": OrderForm,
    "flashcard": FlashcardForm,
    "decision": DecisionForm,
    "task": TaskForm,
}
"""The form of each kind."""


class PathForm(Form):
    """The learning path a bank was made from."""

    id: Plain
    file: Plain
    sha256: Plain


class BankForm(Form):
    """What a bank says of itself."""

    id: Id
    title: Plain
    lang: Plain = "en"
    license: Plain = ""
    path: PathForm | None = None


class DefaultsForm(Form):
    """What every question of the bank has."""

    tags: list[Plain] = []
    source: Plain = ""


class HeadForm(Form):
    """A bank file without its questions."""

    format: Literal["1"]
    bank: BankForm
    defaults: DefaultsForm = DefaultsForm()


class FileForm(HeadForm):
    """A whole bank file, as editors complete it."""

    questions: list[AnyQuestionForm]
