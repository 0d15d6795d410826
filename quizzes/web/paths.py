"""The reader: a path like a book, with what is known of each section and what is to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.marks import Mark, Marked, Mastery, forgotten, marks_of
from quizzes.core.reading import Chapter, chapters, passage_at
from quizzes.core.study import Errand, Mode, Reading, SectionProgress
from quizzes.services import paths, study
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import welcome
from quizzes.web.rendering import page

pages = Blueprint("paths", __name__, url_prefix="/paths")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A chapter with what the learner knows of it, forgets in it and has to do in it; marks stand by their passage."""

    chapter: Chapter
    progress: SectionProgress | None
    errands: Sequence[Errand]
    marks: Mapping[int, Mark]
    forgotten: Sequence[Marked]


@pages.get("/<int:path_id>")
def show(path_id: int) -> Response:
    """One path, all of it."""
    path = _read(path_id)
    return page(
        "paths/reader.html",
        title=path.title,
        reading=path,
        entries=_entries(path),
        masteries=Mastery,
        wrong=Mode.WRONG.value,
    )


@pages.get("/<int:path_id>/lines/<int:line>")
def find(path_id: int, line: int) -> Redirect:
    """Leads to the passage that a line of the text stands in."""
    path = _read(path_id)
    passages = [passage for chapter in chapters(path.text, path.file) for passage in chapter.passages]
    anchor = f"L{passages[passage_at(passages, line)].lines[0]}" if passages else None
    return redirect(url_for("paths.show", path_id=path_id, _anchor=anchor), 303)


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


def _read(path_id: int) -> Reading:
    with reading() as session:
        return paths.read(session, path_id=path_id, learner_id=g.learner_id, now=now())


def _entries(path: Reading) -> list[Entry]:
    progress = {section.anchor: section for section in path.sections}
    return [
        _entry(
            chapter,
            progress.get(chapter.anchor),
            [errand for errand in path.tasks if errand.section == chapter.anchor],
            [one for one in path.marks if one.section == chapter.anchor],
        )
        for chapter in chapters(path.text, path.file)
    ]


def _entry(
    chapter: Chapter, progress: SectionProgress | None, errands: Sequence[Errand], marked: Sequence[Marked]
) -> Entry:
    return Entry(
        chapter=chapter,
        progress=progress,
        errands=errands,
        marks=marks_of(chapter, marked),
        forgotten=forgotten(marked),
    )
