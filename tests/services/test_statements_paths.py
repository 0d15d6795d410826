"""The work behind the pages of a path of one's own."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.engine import Database
from quizzes.services import drafts, making, owning
from quizzes.services.coverage import coverage, draft_coverage
from quizzes.services.generating import generated
from tests.factories import MONDAY, Person
from tests.services.test_drafts import FILE, TEXT, joined, kept, published
from tests.services.test_statements import counted, statements

Page = Callable[[Session, int, int], object]
"""What a page reads, for this learner and this draft or path."""


def preview(session: Session, me: int, draft: int) -> None:
    making.making(session, draft_id=draft, learner_id=me, now=MONDAY)
    drafts.preview(session, draft_id=draft, learner_id=me)


def question(session: Session, me: int, draft: int) -> None:
    name = generated(TEXT, file=FILE).questions[0].id
    drafts.question(session, draft_id=draft, key=name, learner_id=me)


def of_draft(session: Session, me: int, draft: int) -> None:
    draft_coverage(session, draft_id=draft, learner_id=me)


def add(session: Session, me: int, _path: int) -> None:
    owning.all_removed(session, learner_id=me)


def of_path(session: Session, me: int, path: int) -> None:
    coverage(session, path_id=path, learner_id=me)


def own(session: Session, me: int, path: int) -> None:
    owning.owned(session, path_id=path, learner_id=me)


def update(session: Session, me: int, path: int) -> None:
    text = TEXT.replace("October", "November")
    made = generated(text, file=FILE)
    owning.compare(session, path_id=path, learner_id=me, made=made, text=text, file=FILE)


@pytest.mark.parametrize(("page", "reads"), [(preview, 2), (question, 1), (of_draft, 1)])
def test_a_page_of_a_draft_takes_two_reads_at_most(database: Database, ana: Person, page: Page, reads: int) -> None:
    draft = kept(joined(ana))

    with statements(database) as sent, database.reading() as session:
        page(session, ana.id, draft)

    assert counted(sent) == (reads, 0)


@pytest.mark.parametrize(("page", "reads"), [(add, 1), (own, 2), (of_path, 3), (update, 2)])
def test_a_page_of_a_path_takes_three_reads_at_most(database: Database, ana: Person, page: Page, reads: int) -> None:
    path = published(ana, kept(joined(ana)))

    with statements(database) as sent, database.reading() as session:
        page(session, ana.id, path)

    assert counted(sent) == (reads, 0)
