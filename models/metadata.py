"""Every table at once: importing the nouns fills the metadata."""

from models.accounts import Learner, SignIn
from models.base import Base
from models.decks import Deck, DeckRevision, Question, QuestionAlias, QuestionVersion
from models.drafts import Draft
from models.paths import Path, PathRevision, Section
from models.removals import Removal
from models.study import Card, Day, Enrollment, Review, TaskState

METADATA = Base.metadata
TABLES = (
    Learner,
    SignIn,
    Path,
    PathRevision,
    Section,
    Deck,
    DeckRevision,
    Question,
    QuestionVersion,
    QuestionAlias,
    Draft,
    Removal,
    Enrollment,
    Card,
    Review,
    Day,
    TaskState,
)
