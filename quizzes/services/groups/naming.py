"""The name that a learner goes by among others."""

from sqlalchemy.orm import Session

from models.accounts import Learner
from quizzes.core.access import NotFound
from quizzes.services.people import naming


def take_name(session: Session, *, learner_id: int, text: str, invited: bool = False) -> str:
    """The learner's name, set to this text where there is none yet; an invitation admits whom the server would not.

    Raises BadName, NotFound, and NameTaken and SignUpClosed of `people.naming`.
    """
    learner = session.get(Learner, learner_id)
    if learner is None:
        raise NotFound("there is no such learner")
    if learner.name is not None:
        return learner.name
    return naming.claim(session, learner_id=learner_id, name=text, password_hash=None, admitted=invited)
