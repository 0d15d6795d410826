"""One good example of each kind as YAML, to begin a bank with or to insert into one."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from quizzes.core.banks.scalars import scalar
from quizzes.core.questions import KINDS

_HEAD = """\
# A question bank. Check it while you write: pathdeck check {file}
format: 1
bank: {{id: {id}, title: {title}, lang: en}}

# Below stands one example of each kind; keep what helps and write over the rest.
questions:
"""

_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "choice": """\
# Choice: exactly one option is right. The id is chosen once and stays, whatever becomes of the text.
- id: nearest-planet
  kind: choice
  ask: Which planet goes around the Sun in the shortest time?
  options:
  - right: Mercury
  - wrong: Venus
    why: Its year has 225 days, and the one of Mercury 88.
  - wrong: Mars
    why: It is farther out than the Earth, so its year is longer than ours.
  hint: The closer, the faster.
  explain: A planet that is closer to the Sun moves faster and has less far to go.
""",
        "multi": """\
# Multi: tick all that are right; each wrong tick costs as much as a right one earns.
- id: gas-giants
  kind: multi
  ask: Which planets are gas giants?
  options:
  - right: Jupiter
  - right: Saturn
  - wrong: Mars
    why: It is a world of rock with a thin air around it.
  - wrong: Pluto
    why: It is a dwarf of ice and rock.
""",
        "truefalse": """\
# Truefalse: a statement that holds or does not; `why` says what holds instead.
- id: moon-own-light
  kind: truefalse
  ask: The Moon makes the light that we see from it.
  answer: false
  why: It reflects the light of the Sun.
""",
        "typed": """\
# Typed: a short answer to write. Numbers may carry a unit; an expected mistake has its own reason.
- id: minutes-of-sunlight
  kind: typed
  ask: How many minutes does sunlight take to the Earth, rounded?
  answer: 8
  accept: [8 minutes, about 8]
  match: number
  mistakes:
  - when: 1
    why: Light from the Moon takes about a second; the Sun is 400 times as far.
""",
        "cloze": """\
# Cloze: each ___ in the text has its entry under `blanks`, in the same order.
- id: seasons
  kind: cloze
  ask: We have seasons because the ___ around which our globe turns is ___.
  blanks:
  - axis
  - {answer: tilted, accept: [inclined, slanted], hint: not upright}
""",
        "match": """\
# Match: pairs to put together; `extra` right sides belong to nobody.
- id: famous-moons
  kind: match
  ask: Pair each moon with its planet.
  pairs: {Titan: Saturn, Europa: Jupiter, Phobos: Mars}
  extra: [Neptune]
""",
        "order": """\
# Order: the steps stand here in the right order and are asked shuffled.
- id: planets-outward
  kind: order
  ask: Put these worlds in order, from the Sun outward.
  steps: [Venus, Earth, Jupiter, Uranus]
""",
        "flashcard": """\
# Flashcard: the learner judges alone how well the answer came to mind.
- id: light-year
  kind: flashcard
  ask: What is a light year?
  answer: The distance that light covers in one year, about 9.5 million million kilometres.
""",
        "decision": """\
# Decision: a situation with one best way out; `okay` would do and is nearly right.
- id: first-telescope
  kind: decision
  ask: A child wants to see stars close up for the first time. What do you buy?
  given: [you live in a town, the budget is small]
  options:
  - best: Binoculars on a tripod
    why: They are quick to point and show the moons of Jupiter.
  - okay: A small telescope on a simple mount
    why: It shows more, and it takes patience to find anything with it.
  - wrong: A large telescope with a motor
    why: It costs much, and street lamps drown what it could show.
""",
        "task": """\
# Task: something to do, with its steps; it stands on a checklist and is never due.
- id: watch-the-moon
  kind: task
  ask: Follow the Moon through one month.
  steps: [Draw its shape each clear evening, Write the time beside it, Mark full and new moon]
""",
    }
)


def example(kind: str, *, taken: Collection[str] = ()) -> str:
    """A good question of this kind, commented, as an entry of `questions`; its id is unlike every taken one."""
    text = _EXAMPLES[kind]
    own = next(line for line in text.splitlines() if line.startswith("- id: ")).removeprefix("- id: ")
    names = (own if number == 1 else f"{own}-{number}" for number in range(1, len(taken) + 2))
    return text.replace(f"- id: {own}\n", f"- id: {next(name for name in names if name not in taken)}\n")


def new_bank(id: str, title: str) -> str:  # noqa: A002 - the bank's own word.
    """A bank with one example of each kind that passes the check without a warning."""
    head = _HEAD.format(id=scalar(id, enclosed=True), title=scalar(title, enclosed=True), file=f"{id}.yaml")
    return head + "\n".join(example(kind) for kind in KINDS)
