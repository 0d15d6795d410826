"""The page on which a bank's text is written: where it belongs, and everything that stands around it."""

from datetime import timedelta
from typing import Any

from flask import Response, g, request, url_for
from sqlalchemy.orm import Session

from quizzes.core.banks import BROWSER_LIMIT, Checked, SourceFile, check
from quizzes.core.banks.completion import keys_of_kinds
from quizzes.core.banks.template import example
from quizzes.core.comparison import compared
from quizzes.core.questions import KINDS
from quizzes.core.trials import Preview, preview_of
from quizzes.services import writing as drafts
from quizzes.services.asking import Where
from quizzes.services.writing import DraftText, Overtaken, Saved
from quizzes.web import trying
from quizzes.web.forms.fields import number
from quizzes.web.pathdeck import now
from quizzes.web.rendering import page

NOTHING = Checked((), ())
_A_WHILE = timedelta(minutes=15)
NO_EDITION = 2**31 - 1
"""What a text was begun from that must be put together with another before it is kept."""


class Place(Where):
    """Where a text is written, with the addresses of what can be done there."""

    __slots__ = ()

    def address(self, endpoint: str, **more: Any) -> str:
        """Where this is done; `more` belongs to the address."""
        return url_for(f"{endpoint}{'' if self.deck_id is not None else '_new'}", **self.arguments, **more)

    @property
    def arguments(self) -> dict[str, Any]:
        """What its addresses are made of."""
        return {"deck_id": self.deck_id} if self.deck_id is not None else {"draft_id": self.draft_id}

    def plan(self) -> str:
        """What publishing does."""
        return url_for(f"publishing.{'plan' if self.deck_id is not None else 'plan_draft'}", **self.arguments)

    def read(self, session: Session) -> DraftText:
        """The text as it stands, for those who may write it."""
        if self.deck_id is not None:
            return drafts.of_deck(session, deck_id=self.deck_id, learner_id=g.learner_id)
        return drafts.read(session, draft_id=self.draft_id or 0, learner_id=g.learner_id)


def editor(
    place: Place,
    found: DraftText,
    *,
    text: str,
    checked: Checked,
    partial: str | None = None,
    looking: bool = False,
    notice: str = "",
    kept: Saved | None = None,
    overtaken: Overtaken | None = None,
    status: int = 200,
) -> Response:
    """The page, or for a script the part of it that changes."""
    preview = _previewed(checked) if looking else None
    return page(
        "writing/preview.html" if looking else "writing/edit.html",
        partial=partial,
        title=f"Edit {found.title}",
        line=number(request.args, "line", low=1),
        busy_ms=_busy_ms(found),
        place=place,
        forms=place.address("asking.show"),
        found=found,
        text=text,
        problems=checked.problems,
        looking=looking,
        preview=preview,
        notice=notice,
        kept=kept,
        overtaken=overtaken,
        both=compared(overtaken.theirs.text, overtaken.yours) if overtaken else None,
        examples={kind: example(kind) for kind in KINDS},
        keys=keys_of_kinds(),
        edition=NO_EDITION if overtaken else found.edition,
        status=status,
        **(trying.first(preview.question) if preview else {}),
    )


def _busy_ms(found: DraftText) -> int | None:
    """How long ago somebody else wrote here, while they may be writing still."""
    theirs = found.changed_by not in (None, g.learner_id)
    since = now() - found.changed_at
    return round(since / timedelta(milliseconds=1)) if found.draft_id and theirs and since < _A_WHILE else None


def _previewed(checked: Checked) -> Preview | None:
    """The question that was asked for by its id, else the one that the cursor stands in, else the first."""
    if not checked.banks or not checked.banks[0].questions:
        return None
    bank = checked.banks[0]
    return preview_of(bank, key=request.form.get("at", ""), line=number(request.form, "line", low=1) or 1)


def checked_text(text: str) -> Checked:
    """What a text holds, and what is wrong with it."""
    return check([SourceFile("bank.yaml", text.encode())], limit_bytes=BROWSER_LIMIT)


def sent_text() -> str:
    """The text as it was sent, with one spelling of line ends."""
    return request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
