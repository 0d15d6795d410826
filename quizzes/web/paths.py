"""The reader: a path like a book, with what is known of each section and what is to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.reading import Chapter, chapters
from quizzes.core.study import Errand, Reading, SectionProgress
from quizzes.services import paths, study
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import welcome
from quizzes.web.rendering import page

pages = Blueprint("paths", __name__, url_prefix="/paths")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A chapter with what the learner knows of it and has to do in it."""

    chapter: Chapter
    progress: SectionProgress | None
    errands: Sequence[Errand]


@pages.get("/<int:path_id>")
def show(path_id: int) -> Response:
    """One path, all of it."""
    with reading() as session:
        path = paths.read(session, path_id=path_id, learner_id=g.learner_id, now=now())
    return page("paths/reader.html", title=path.title, reading=path, entries=_entries(path))


@pages.post("/<int:path_id>/tasks")
def tick(path_id: int) -> Redirect:
    """Ticks a task, or takes the tick back."""
    question_id = needed(request.form, "question", low=1)
    done = needed(request.form, "done", high=1) == 1
    with writing() as session:
        learner = welcome(session, zone_name=request.form.get("zone", ""))
        study.tick(session, learner_id=learner.learner_id, question_id=question_id, done=done, now=now())
    back = redirect(url_for("paths.show", path_id=path_id, _anchor=f"task-{question_id}"), 303)
    return learner.remembered(back)


def _entries(path: Reading) -> list[Entry]:
    progress = {section.anchor: section for section in path.sections}
    return [
        Entry(
            chapter=chapter,
            progress=progress.get(chapter.anchor),
            errands=[errand for errand in path.tasks if errand.section == chapter.anchor],
        )
        for chapter in chapters(path.text)
    ]
