"""The signed token of a shown question: what an answer must bring back, stored nowhere until then."""

import json
from dataclasses import replace
from datetime import datetime

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from quizzes.core.grading import Response
from quizzes.core.recall import Presentation, typed_of
from quizzes.core.study import Presented, Progress


class BadToken(ValueError):
    """A token that this server did not sign, or no longer reads."""


def sign(presented: Presented) -> str:
    """The token of a presentation."""
    return _serializer().dumps(
        {
            "learner": presented.learner_id,
            "question": presented.question_id,
            "version": presented.version_id,
            "answers": presented.answers,
            "seed": presented.seed,
            "shown_at": presented.shown_at.isoformat(timespec="milliseconds"),
            "nonce": presented.nonce,
            "progress": [presented.progress.done, presented.progress.total],
            "hinted": presented.hinted,
            "presentation": presented.presentation,
            "tried": presented.tried,
            "practice": presented.practice,
        }
    )


def read(token: str) -> Presented:
    """The presentation that `sign` signed; raises BadToken."""
    try:
        said = _serializer().loads(token)
    except BadData as bad:
        raise BadToken("this question was not shown by this server") from bad
    done, total = said["progress"]
    return Presented(
        learner_id=said["learner"],
        question_id=said["question"],
        version_id=said["version"],
        answers=said["answers"],
        seed=said["seed"],
        shown_at=datetime.fromisoformat(said["shown_at"]),
        nonce=said["nonce"],
        progress=Progress(done=done, total=total),
        hinted=said["hinted"],
        presentation=Presentation(said["presentation"]),
        tried=said["tried"],
        practice=said.get("practice", False),
    )


def hinted(presented: Presented) -> Presented:
    """The same presentation after its hint was asked for."""
    return replace(presented, hinted=True)


def tried(presented: Presented, response: Response) -> Presented:
    """The same presentation after this was typed and was not right, or was not known."""
    return replace(presented, tried=typed_of(response))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="presented", serializer=json)
