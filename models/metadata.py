"""Every table at once: importing the nouns fills the metadata."""

from models.accounts import Feed, Learner, SignIn
from models.authors import BankDraft, PublishToken, PutAside
from models.base import Base
from models.credentials import Attempt, Identity, OneTimeLink, ServerSetting
from models.decks import Deck, DeckRevision, Question, QuestionAlias, QuestionVersion
from models.drafts import Draft
from models.groups import Comment, Group, GroupDeck, Invite, Membership
from models.paths import Path, PathRevision, Section
from models.remarks import Flag, Note, Settlement, Suggestion
from models.removals import Removal
from models.rounds import Player, Round, RoundAnswer, RoundQuestion
from models.study import Card, Day, Enrollment, Review, TaskState

METADATA = Base.metadata
TABLES = (
    Learner,
    SignIn,
    Feed,
    Path,
    PathRevision,
    Section,
    Deck,
    DeckRevision,
    Question,
    QuestionVersion,
    QuestionAlias,
    Draft,
    BankDraft,
    PutAside,
    PublishToken,
    Removal,
    Enrollment,
    Card,
    Review,
    Day,
    TaskState,
    Note,
    Flag,
    Suggestion,
    Settlement,
    Group,
    Membership,
    GroupDeck,
    Invite,
    Comment,
    Round,
    RoundQuestion,
    Player,
    RoundAnswer,
    Identity,
    OneTimeLink,
    Attempt,
    ServerSetting,
)
