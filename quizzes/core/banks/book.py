"""The questions of a bank's text, each with its place and its id."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from quizzes.core.banks.convert import convert
from quizzes.core.banks.forms import Form, question_form
from quizzes.core.banks.page import CannotEdit, Leaf, Page, Part, Row, Table, data_of, page_of
from quizzes.core.banks.schema import FORMS, DefaultsForm
from quizzes.core.questions import Question


@dataclass(frozen=True)
class Book:
    """A page whose questions are known by their ids."""

    page: Page
    root: Table
    key: Leaf
    value: Part
    named: Mapping[str, Part]
    defaults: DefaultsForm

    @property
    def row(self) -> Row:
        """The list of the questions."""
        return self.value if isinstance(self.value, Row) else Row(start=self.key.start, end=self.key.end, flow=True)

    def start(self, item: Part) -> int:
        """Where a question begins, with its dash."""
        return item.start if self.row.flow else self.page.bullet(self.row, item)

    def lines(self, item: Part) -> tuple[int, int]:
        """The first and the last line of a question."""
        return self.page.line(self.start(item)), self.page.line(self.end(item))

    def end(self, item: Part) -> int:
        """Where the last line of a question ends: that of its last text, or of a deeper comment below."""
        return item.end if self.row.flow else self.page.below(item.end, self.page.column(self.row.start))

    def question(self, name: str) -> Part:
        """The question with this id."""
        if name not in self.named:
            raise CannotEdit(f"no question here has the id `{name[:60]}`")
        return self.named[name]

    def form(self, question: Question) -> Form:
        """The keys and values a question has in this bank."""
        return question_form(question, tags=self.defaults.tags, source=self.defaults.source)

    def read(self, item: Part) -> Question | None:
        """The question that stands there, if it has no error of form."""
        data = data_of(item)
        kind = data.get("kind") if isinstance(data, dict) else None
        form = FORMS.get(kind) if isinstance(kind, str) else None
        try:
            return convert(form.model_validate(data), self.defaults) if form else None
        except ValidationError:
            return None


def book_of(text: str) -> Book:
    """The questions of a text; raises `CannotEdit` where there is no list of them."""
    page = page_of(text)
    if isinstance(page.root, Table) and not page.root.flow:
        key, value = next(((key, value) for key, value in page.root.entries if key.text == "questions"), (None, None))
        if key and value and (isinstance(value, Row) or value.start == value.end):
            items = value.items if isinstance(value, Row) else []
            named = {name: item for item in reversed(items) if (name := _id_of(item))}
            defaults = _defaults(page.root)
            return Book(page, page.root, key, value, dict(reversed(named.items())), defaults)
    raise CannotEdit("there is no list of questions below `questions:`; `pathdeck check` says what is missing")


def _id_of(item: Part) -> str:
    own = item.get("id") if isinstance(item, Table) else None
    return own.text if isinstance(own, Leaf) else ""


def _defaults(root: Table) -> DefaultsForm:
    given = root.get("defaults")
    try:
        return DefaultsForm.model_validate(data_of(given)) if given else DefaultsForm()
    except ValidationError:
        return DefaultsForm()
