"""The least that a counted answer can cost: an indexed read, an insert, an update, a commit at FULL, a template."""

import os
from itertools import count

from flask import Flask, render_template_string, request
from sqlalchemy import bindparam, column, insert, select, table, update

from models.engine import Database

_CARD = table("floor_card", column("id"), column("answers"), column("due_day"))
_LOG = table("floor_log", column("card_id"), column("quality"), column("answered_at"))
_READ = select(_CARD.c.answers).where(_CARD.c.id == bindparam("card"))
_MOVE = update(_CARD).where(_CARD.c.id == bindparam("card")).values(answers=bindparam("answers"), due_day="2026-03-02")
_PAGE = "<!doctype html><title>{{ title }}</title><main><p>{{ answers }} answers</p><a href='/floor'>Next</a></main>"


def create_floor() -> Flask:
    """A Flask application on PATHDECK_DATA's database with this one page."""
    app = Flask("floor")
    database = Database(f"sqlite:///{os.environ['PATHDECK_DATA']}/pathdeck.sqlite3")
    calls = count()

    @app.post("/floor")
    def answer() -> str:
        card = int(request.form["card"])
        with database.writing() as session:
            answers = session.scalar(_READ, {"card": card}) or 0
            session.execute(insert(_LOG), {"card_id": card, "quality": 4, "answered_at": next(calls)})
            session.execute(_MOVE, {"card": card, "answers": answers + 1})
        return render_template_string(_PAGE, title="Floor", answers=answers + 1)

    return app
