"""Who gets in where: every route of the application with everybody who may ask for it.

A row is a method, an endpoint, a cell for each of PEOPLE (they stand above by their first letters), and what is sent.
A cell says what comes back:

    x    let in: 200, 204 or 303
    -    404, the same as for something that never was
    409  this status: let in, but not like this

What is sent: `name=value` is a part of the address, one of the query where it begins with `?`, else a field of the
form. `$thing` is one of the group's things in `permissions_world`; a part of the address like `<int:deck_id>` takes
`$deck` by itself. Each `$thing` is also asked for as a stranger's and as one that never was: both must look the same,
404 or the status that stands behind `!`. Plain numbers are asked for as they are: where the server's owner may reach
everybody, and where a part of the address only says where to go back to.

A new route needs one more line here, and the walk fails until it has one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.web.permissions_world import PEOPLE

ROUTES = """
#                             vis gue out for mem edi mai own kee
GET  account.show               x   x   x   x   x   x   x   x   x
POST account.sign_up            x   x   -   -   -   -   -   -   -  name=Somebody password=$secret
POST account.rename             -   -   x   x   x   x   x   x   x  name=Else
POST account.change_password    -   -   x   x   x   x   x   x   x  old=$password password=$secret
POST account.change_email       -   -   x   x   x   x   x   x   x  email=
POST account.remind             -   -   x   x   x   x   x   x   x  hour=
POST account.end_session        -   -   -   -   -   -   -   x   -  session=$session
POST account.end_others         -   x   x   x   x   x   x   x   x
POST acting.act                 -   -   -   -   x   x   x   x   -  question=$question deed=suspend
POST acting.note                -   -   -   -   x   x   x   x   -  question=$question note=Mine
POST acting.flag                -   -   -   -   x   x   x   x   -  question=$question reason=typo
POST acting.flag                -   -   -   -   x   x   x   x   -  question=$question reason=typo token=$shown
GET  adding.show                x   x   x   x   x   x   x   x   x
POST adding.add                 x   x   x   x   x   x   x   x   x  text=$text
POST adding.again               -   -   -   -   -   -   -   x   -  draft_id=$failed
POST adding.discard             -   -   -   -   -   -   -   x   -
POST adding.edit                -   -   -   -   -   -   -   x   -  edit=$key
GET  adding.preview             -   -   -   -   -   -   -   x   -
GET  adding.preview             -   -   -   -   -   -   -   x   -  draft_id=$failed
POST adding.publish             -   -   -   -   -   -   -   x   -
GET  adding.question            -   -   -   -   -   -   -   x   -  ?question=$key
POST adding.reword              -   -   -   -   -   -   -   x   -  ?question=$key ask=How?
GET  adding.survey              -   -   -   -   -   -   -   x   -
GET  admin.show                 -   -   -   -   -   -   -   -   x
POST admin.set_sign_up          -   -   -   -   -   -   -   -   x  mode=closed
POST admin.reset                -   -   -   -   -   -   -   -   x  learner=4
GET  admin.offer                x   x   x   x   x   x   x   x   x  token=$ownership
POST admin.own                  -   -   -   -   -   -   -   -   -  token=$ownership name=Somebody password=$secret
GET  admin.heir                 -   -   -   -   -   -   -   -   x
POST admin.hand_over            -   -   -   -   -   -   -   -   x  name=Member password=$password
GET  api.fetch                401 401 401 401 401 401 401 401 401  bank_id=estate
POST api.plan                 401 401 401 401 401 401 401 401 401  bank_id=estate
POST api.publish              401 401 401 401 401 401 401 401 401  bank_id=estate
GET  asking.show                -   -   -   -   -   x   x   x   -
GET  asking.edit                -   -   -   -   -   x   x   x   -  ?key=$key
GET  asking.begin               -   -   -   -   -   x   x   x   -  ?kind=order
GET  asking.begin               -   -   -   -   -   x   x   x   -
POST asking.save                -   -   -   -   - 409 409 409   -  ?key=$key ask=How?
POST asking.add                 -   -   -   -   -   x   x   x   -  ?kind=flashcard ask=How? answer=So
POST asking.remove              -   -   -   -   -   x   x   x   -  ?key=$key
POST asking.restore             -   -   -   -   -   x   x   x   -  taken=
GET  asking.show_new            -   -   -   -   -   -   -   -   -  draft_id=1
GET  asking.edit_new            -   -   -   -   -   -   -   -   -  draft_id=1 ?key=$key
GET  asking.begin_new           -   -   -   -   -   -   -   -   -  draft_id=1 ?kind=order
POST asking.save_new            -   -   -   -   -   -   -   -   -  draft_id=1 ?key=$key ask=How?
POST asking.add_new             -   -   -   -   -   -   -   -   -  draft_id=1 ?kind=flashcard ask=How? answer=So
POST asking.remove_new          -   -   -   -   -   -   -   -   -  draft_id=1 ?key=$key
POST asking.restore_new         -   -   -   -   -   -   -   -   -  draft_id=1 taken=
GET  calendar.show              x   x   x   x   x   x   x   x   x
POST calendar.make              -   x   x   x   x   x   x   x   x
POST calendar.revoke            -   x   x   x   x   x   x   x   x
GET  calendar.feed              x   x   x   x   x   x   x   x   x  token=$feed
GET  cards.show                 x   x   x   x   x   x   x   x   x
GET  cards.show                 x   x   x   x   x   x   x   x   x  ?q=deck:2
POST cards.act                  -   -   -   -   x   x   x   x   -  deed=suspend question=$question
POST cards.act                  -   x   x   x   x   x   x   x   x  deed=suspend everything=on
POST cards.undo                 -   x   x   x   x   x   x   x   x
GET  comments.show              -   -   -   -   x   x   x   x   -
POST comments.write             -   -   -   -   x   x   x   x   -  text=Hello group=$group
POST comments.remove            -   -   -   -   -   -   x   x   -  comment=$comment
GET  confirming.show            x   x   x   x   x   x   x   x   x  token=$email
POST confirming.confirm         x   x   x   x   x   x   x   x   x  token=$email
GET  confusions.show            x   x   x   x   x   x   x   x   x
GET  confusions.compare         -   -   -   -   x   x   x   x   -  key=$pair
GET  coverage.show              -   -   -   -   x   x   x   x   -
POST forks.fork                 -   -   -   -   x   x   x   x   -
GET  forks.show                 -   -   -   -   -   -   -   x   -  deck_id=$fork
POST forks.pull                 -   -   -   -   -   -   -   x   -  deck_id=$fork revision=1 leave=on
GET  groups.index               x   x   x   x   x   x   x   x   x
POST groups.create              x   x   x   x   x   x   x   x   x  group=New name=Somebody
GET  groups.show                -   -   -   -   x   x   x   x   -
GET  groups.progress            -   -   -   -   x   x   x   x   -
POST groups.rename              -   -   -   -   -   -   x   x   -  group=New
POST groups.delete              -   -   -   -   -   -   -   x   -
POST groups.share               -   -   -   -   -   -   -   x   -  deck=$fork
POST groups.unshare             -   -   -   -   -   -   x   x   -  deck=$deck
POST groups.invite              -   -   -   -   -   -   x   x   -  role=member days=7 uses=1
POST groups.revoke              -   -   -   -   -   -   x   x   -  invite=$invite
POST groups.leave               -   -   -   -   x   x   x 409   -
POST groups.remove              -   -   -   -   -   -   x   x   -  member=$member
POST groups.set_role            -   -   -   -   -   -   -   x   -  member=$member role=editor
POST groups.set_role            -   -   -   -   -   -   -   x   -  member=$member role=owner
POST groups.set_leaderboard     -   -   -   -   -   -   x   x   -  on=yes
POST groups.set_progress        -   -   -   -   x   x   x   x   -  on=yes
POST groups.set_ranked          -   -   -   -   x   x   x   x   -  on=yes
GET  history.show               -   -   -   -   x   x   x   x   -
GET  history.source             -   -   -   -   x   x   x   x   -
GET  history.edit               -   -   -   -   -   x   x   x   -
POST history.reword             -   -   -   -   -   x   x   x   -  ask=How?
GET  history.changes            -   -   -   -   x   x   x   x   -
GET  how.show                   x   x   x   x   x   x   x   x   x
GET  inbox.index                -   x   x   x   x   x   x   x   x
GET  analysis.show              -   -   -   -   -   x   x   x   -
GET  inbox.show                 -   -   -   -   -   x   x   x   -
GET  inbox.patch                -   -   -   -   -   x   x   x   -
POST inbox.flag                 -   -   -   -   -   x   x   x   -  flag=$flag
POST inbox.suggestion           -   -   -   -   -   x   x   x   -  suggestion=$suggestion do=refuse
POST inbox.settle               -   -   -   -   -   x   x   x   -  question=$question matter=leech mark=1
POST inbox.retire               -   -   -   -   -   x   x   x   -  question=$question
POST inbox.undo                 -   -   -   -   -   x   x   x   -  done=retire-$question
POST inbox.undo                 -   -   -   -   -   x   x   x   -  done=flag-$flag
POST inbox.undo                 -   -   -   -   -   x   x   x   -  done=leech-$question
POST inbox.told                 -   x   x   x   x   x   x   x   x
GET  joining.words              x   x   x   x   x   x   x   x   x
POST joining.look               x   x   x   x   x   x   x   x   x  words=$words !422
POST joining.join_by_words      x   x   x   x   x   x   x   x   x  words=$words name=Somebody !422
GET  joining.link               x   x   x   x   x   x   x   x   x  token=$join
POST joining.join_by_link       x   x   x   x   x   x   x   x   x  token=$join name=Somebody
GET  merging.show               x   x   x   x   x   x   x   x   x
POST merging.decide             -   x   x   x   x   x   x   x   x
GET  my_data.show               -   x   x   x   x   x   x   x   x
GET  my_data.export             -   x   x   x   x   x   x   x   x
POST my_data.delete             -   x   x   x   x   x   x 409   x  typed=$name
GET  news.show                  -   -   -   -   x   x   x   x   -
POST news.read                  -   -   -   -   x   x   x   x   -  revision=1
GET  owning.show                -   -   -   -   -   x   x   x   -
GET  owning.edition             -   -   -   -   -   x   x   x   -
POST owning.update              -   -   -   -   -   x   x   x   -  text=$text
POST owning.rename              -   -   -   -   -   -   -   x   -  title=New
POST owning.remove              -   -   -   -   -   -   -   x   -
GET  owning.removed             -   -   -   -   -   -   -   x   -  path_id=$gone
POST owning.restore             -   -   -   -   -   -   -   x   -  path_id=$gone
GET  paths.show                 -   -   -   -   x   x   x   x   -
GET  paths.find                 -   -   -   -   x   x   x   x   -  line=3
POST paths.tick                 -   -   -   -   x   x   x   x   -  path_id=2 question=$task done=1
GET  provider.start           502 502 502 502 502 502 502 502 502
GET  provider.back            502 502 502 502 502 502 502 502 502
POST provider.finish            -   -   -   -   -   -   -   -   -
POST provider.unlink            -   x   x   x   x   x   x   x   x
GET  publishing.plan            -   -   -   -   -   x   x   x   -
POST publishing.publish         -   -   -   -   -   x   x   x   -  edition=0 base=1
GET  publishing.list_revisions  -   -   -   -   -   x   x   x   -
GET  publishing.revision        -   -   -   -   -   x   x   x   -  number=1
GET  publishing.compare         -   -   -   -   -   x   x   x   -  ?from=1 ?to=1
GET  publishing.plan_restoring  -   -   -   -   -   x   x   x   -  number=1
POST publishing.restore         -   -   -   -   -   x   x   x   -  number=1 edition=0 base=1
GET  publishing.plan_draft      -   -   -   -   -   -   -   -   -  draft_id=1
POST publishing.publish_draft   -   -   -   -   -   -   -   -   -  draft_id=1 edition=1 base=0
POST publish_tokens.make        -   -   x   x   x   x   x   x   x  name=laptop days=30
POST publish_tokens.revoke      -   -   -   -   -   -   -   -   -  token_id=1
POST remarks.withdraw           -   -   -   -   x   -   -   -   -  flag=$flag
GET  reminders.show             x   x   x   x   x   x   x   x   x  token=$reminders
POST reminders.stop             x   x   x   x   x   x   x   x   x  token=$reminders
GET  resetting.ask              x   x   x   x   x   x   x   x   x
POST resetting.send             x   x   x   x   x   x   x   x   x  name=
GET  resetting.show             x   x   x   x   x   x   x   x   x  token=$reset
POST resetting.reset            x   x   x   x   x   x   x   x   x  token=$reset password=$secret
POST resetting.hand             -   -   -   -   -   -   x   x   -
POST resetting.take_back        -   -   -   -   -   -   x   x   -
GET  rounds.show                x   x   x   x   x   x   x   x   x
GET  rounds.new                 x   x   x   x   x   x   x   x   x
GET  rounds.new                 -   -   -   -   x   x   x   x   -  ?deck=$deck !200
POST rounds.open_round          -   -   -   -   x   x   x   x   -  deck=$deck group=$group name=Somebody
POST rounds.open_round          -   -   -   -   x   x   x   x   -  deck=$deck name=Somebody
POST rounds.join                x   x   x   x   x   x   x   x   x  key=$three name=Somebody !422
POST rounds.join_here           -   -   -   -   x   x   x   x   -  name=Somebody
GET  rounds.play                -   -   -   -   x   x   x   x   -
GET  rounds.pulse               -   -   -   -   x   x   x   x   -
POST rounds.answer              -   -   -   -   x   x   x   x   -  place=1 unknown=on
POST rounds.move                -   -   -   -   -   -   x   x   -  changed=$changed
POST rounds.end                 -   -   -   -   -   -   x   x   -  changed=$changed
GET  settings.show              x   x   x   x   x   x   x   x   x
POST settings.save              -   x   x   x   x   x   x   x   x  zone=UTC rollover=4 theme=dark
POST settings.pause             -   x   x   x   x   x   x   x   x  until=2026-03-20
POST settings.resume            -   x   x   x   x   x   x   x   x
POST settings.rest              -   x   x   x   x   x   x   x   x  streak=on weekday=6
POST settings.choose            -   -   -   -   x   x   x   x   -  deck=$deck new=5 reviews=50 order=path mix=mixed
POST settings.reset             -   -   -   -   x   x   x   x   -  deck=$deck
POST settings.leave             -   -   -   -   x   x   x   x   -  deck=$deck
POST settings.undo              -   x   x   x   x   x   x   x   x
GET  sharing.decks              x   x   x   x   x   x   x   x   x
GET  sharing.deck               -   -   -   -   x   x   x   x   -
GET  sharing.deck               -   -   -   -   -   -   -   x   -  deck_id=$linked
POST sharing.enroll             -   -   -   -   x   x   x   x   -
GET  sharing.linked             x   x   x   x   x   x   x   x   x
POST sharing.enroll_by_link     x   x   x   x   x   x   x   x   x
GET  sharing.show               -   -   -   -   -   -   -   x   -
POST sharing.choose             -   -   -   -   -   -   -   x   -  visibility=public
POST sharing.renew              -   -   -   -   -   -   -   x   -
POST sharing.share              -   -   -   -   -   -   -   x   -  deck_id=$linked
POST sharing.unshare            -   -   -   -   -   -   x   x   -
GET  signing.show               x   x   x   x   x   x   x   x   x
POST signing.sign_in            x   x   x   x   x   x   x   x   x  name=Owner password=$password
POST signing.sign_out           -   -   x   x   x   x   x   x   x
GET  stats.show                 x   x   x   x   x   x   x   x   x
GET  stats.show               200   -   -   -   x   x   x   x   -  ?deck=$deck
GET  stats.year                 x   x   x   x   x   x   x   x   x
GET  study.show                 x   x   x   x   x   x   x   x   x
GET  study.show                 -   -   -   -   x   x   x   x   -  ?deck=$deck
GET  study.show                 -   -   -   -   x   x   x   x   -  ?card=$question
GET  study.answered             -   x   x   x   x   x   x   x   x  seq=1
GET  study.answered             -   -   -   -   x   x   x   x   -  seq=3
POST study.answer               -   -   -   -   x   x   x   x   -  token=$shown unknown=on
POST study.hint                 -   -   -   -   x   x   x   x   -  token=$shown
POST study.reveal               -   -   -   -   x   x   x   x   -  token=$shown
POST study.arrange              -   -   -   -   x   x   x   x   -  token=$shown key=a key=b move=up:b
POST study.regrade              -   -   -   -   x   x   x   x   -  seq=4 rating=again
POST study.undo                 -   x   x   x   x   x   x   x   x
POST study.skip                 -   -   -   -   x   x   x   x   -  token=$shown
GET  suggesting.show            -   -   -   -   x   x   x   x   -
POST suggesting.suggest         -   -   -   -   x   x   x   x   -  version=$version kind=wording words=Shorter
POST suggesting.withdraw        -   -   -   -   x   -   -   -   -  suggestion=$suggestion
GET  today.show                 x   x   x   x   x   x   x   x   x
POST today.more                 -   -   -   -   x   x   x   x   -  deck=$deck
POST today.raise_limit          -   -   -   -   x   x   x   x   -  deck=$deck new=5
POST today.spread               -   x   x   x   x   x   x   x   x  days=3
POST today.end_spread           -   x   x   x   x   x   x   x   x
POST today.resume               -   x   x   x   x   x   x   x   x
POST trying.again             400 400 400 400 400 400 400 400 400  token=none
POST trying.arrange           400 400 400 400 400 400 400 400 400  token=none
POST trying.hint              400 400 400 400 400 400 400 400 400  token=none
POST trying.respond           400 400 400 400 400 400 400 400 400  token=none
POST trying.reveal            400 400 400 400 400 400 400 400 400  token=none
GET  writing.schema             x   x   x   x   x   x   x   x   x
GET  writing.new                x   x   x   x   x   x   x   x   x
POST writing.begin              x   x   x   x   x   x   x   x   x
GET  writing.edit               -   -   -   -   -   x   x   x   -
GET  writing.edit_new           -   -   -   -   -   -   -   -   -  draft_id=1
POST writing.save               -   -   -   -   -   x   x   x   -  text=$text edition=0 base=1
POST writing.save_new           -   -   -   -   -   -   -   -   -  draft_id=1 text=$text edition=0 base=0
POST writing.bring_back         -   -   -   -   -   x   x   x   -
POST writing.bring_back_new     -   -   -   -   -   -   -   -   -  draft_id=1
POST writing.discard            -   -   -   -   -   x   x   x   -
POST writing.discard_new        -   -   -   -   -   -   -   -   -  draft_id=1
GET  writing.state              -   -   -   -   -   x   x   x   -
GET  writing.state_new          -   -   -   -   -   -   -   -   -  draft_id=1
POST drafting.put               -   -   -   -   -   x   x   x   -  text=$text put=1
POST drafting.put_new           -   -   -   -   -   -   -   -   -  draft_id=1 text=$text put=1
POST drafting.tidy              -   -   -   -   -   x   x   x   -  text=$text
POST drafting.tidy_new          -   -   -   -   -   -   -   -   -  draft_id=1 text=$text
POST drafting.check_text        -   -   -   -   -   x   x   x   -  text=$text
POST drafting.check_text_new    -   -   -   -   -   -   -   -   -  draft_id=1 text=$text
POST drafting.preview           -   -   -   -   -   x   x   x   -  text=$text
POST drafting.preview_new       -   -   -   -   -   -   -   -   -  draft_id=1 text=$text
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way to ask for one route; `things` are the names in it that stand for something."""

    method: str
    endpoint: str
    cells: Mapping[str, str]
    sent: tuple[tuple[str, str], ...]
    refused: int

    def __str__(self) -> str:
        return " ".join([self.method, self.endpoint, *(f"{name}={value}" for name, value in self.sent)])


def table() -> list[Row]:
    """The rows, in order."""
    return [_row(line) for line in ROUTES.splitlines() if line.strip() and not line.startswith("#")]


def _row(line: str) -> Row:
    method, endpoint, *rest = line.split()
    cells = [word for word in rest if re.fullmatch(r"x|-|\d{3}", word)]
    others = rest[len(cells) :]
    sent = tuple((name, value) for name, _, value in (word.partition("=") for word in others if word[0] != "!"))
    refused = next((int(word[1:]) for word in others if word[0] == "!"), 404)
    return Row(
        method=method, endpoint=endpoint, cells=dict(zip(PEOPLE, cells, strict=False)), sent=sent, refused=refused
    )
