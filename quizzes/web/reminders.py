"""The end of reminders, one click from a mail: a link that looks first, and the button of a mail program."""

from flask import Blueprint, Response

from quizzes.services.people import reminding
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.rendering import page

pages = Blueprint("reminders", __name__, url_prefix="/reminders")


@pages.get("/<token>")
def show(token: str) -> Response:
    """Whose reminders these are, with the button that ends them."""
    with reading() as session:
        name, on = reminding.receiver(session, token=token, now=now())
    return _page(name) if on else _over()


@pages.post("/<token>")
def stop(token: str) -> Response:
    """Ends them. Mail programs send this by themselves (RFC 8058): the token in the address is the proof."""
    with writing() as session:
        reminding.stop(session, token=token, now=now())
    return _over()


def _page(name: str) -> Response:
    return page(
        "account/confirm.html",
        title="Reminders",
        sentence=f"Stop the daily mail to {name}?",
        more="Your cards stay as they are. Reminders can be switched on again under Account.",
        label="Stop reminders",
    )


def _over() -> Response:
    return page(
        "account/confirm.html",
        title="Reminders",
        sentence="There are no reminders any more.",
        more="They can be switched on again under Account.",
        label="",
    )
