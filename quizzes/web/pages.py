"""Everything a person sees, put into the application."""

from flask import Flask

from quizzes.core.grading import difference
from quizzes.web import (
    account,
    acting,
    adding,
    admin,
    analysis,
    api,
    asking,
    calendar,
    cards,
    comments,
    confirming,
    confusions,
    coverage,
    drafting,
    errors,
    forks,
    groups,
    history,
    how,
    inbox,
    joining,
    merging,
    my_data,
    news,
    owning,
    paths,
    publish_tokens,
    publishing,
    remarks,
    reminders,
    resetting,
    rounds,
    settings,
    sharing,
    signing,
    stats,
    study,
    suggesting,
    today,
    trying,
    words,
    writing,
)
from quizzes.web.people import until


def register(app: Flask) -> None:
    """Add the pages, the words that templates use, and a page for each error."""
    words.register(app)
    app.add_template_global(difference, "difference")
    app.add_template_global(until, "until")
    app.add_template_global(inbox.waiting, "inbox_waiting")
    for noun in (
        today,
        study,
        acting,
        cards,
        history,
        remarks,
        rounds,
        adding,
        owning,
        paths,
        confusions,
        coverage,
        stats,
        settings,
        calendar,
        how,
        sharing,
        news,
        forks,
        analysis,
        account,
        publish_tokens,
        publishing,
        api,
        merging,
        my_data,
        signing,
        resetting,
        confirming,
        reminders,
        admin,
        groups,
        joining,
        comments,
        suggesting,
        writing,
        asking,
        drafting,
        trying,
        inbox,
    ):
        app.register_blueprint(noun.pages)
    errors.register(app)
