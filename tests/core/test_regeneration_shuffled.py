"""Paths shuffled, renamed and misspelt at random: no question is lost, and none takes another's place."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from quizzes.core.banks import Bank, PathRef, write
from quizzes.core.generation.generate import generate
from quizzes.core.regeneration import Outcome, regenerate

PATH = PathRef(id="shuffled", file="path.md", sha256="0" * 64)
SECTIONS = (
    ("Reading a barometer", "| Reading | What it tells | Typical weather |\n|---|---|---|\n", (
        "| Falling quickly | Storm approaching within hours | Thunder, squalls |",
        "| Rising slowly | Settled days ahead of you | Sunshine, haze |",
        "| Steady pressure | Nothing changes until tomorrow | Drizzle, overcast |",
        "| Sudden jump | Cold front passed overhead | Showers, rainbows |",
        "| Daily ripple | Tropical rhythm undisturbed | Trade winds, cumulus |",
    )),
    ("Choosing timber", "| Timber | Quality | Usual purpose |\n|---|---|---|\n", (
        "| Beech | Dense and even grained | Workbenches, handles |",
        "| Larch | Resinous against moisture | Cladding, bridges |",
        "| Walnut | Dark with lively figure | Gunstocks, veneer |",
        "| Willow | Light yet shock absorbing | Cricket bats, baskets |",
        "| Boxwood | Fine enough for engraving | Rulers, flutes |",
    )),
    ("Keeping bees", "**Open the hive when:**\n\n", (
        "- Foragers return with bright pollen on warm afternoons",
        "- Swarming season begins and queen cells must be found",
        "- Honey supers feel heavy enough for harvesting",
    )),
    ("Keeping bees", "**Do NOT open the hive when:**\n\n", (
        "- Frost or drizzle would chill the brood",
        "- Robbing wasps circle around the entrance",
        "- Neighbours celebrate in the adjoining garden",
    )),
    ("Words of sailing", "", (
        "- **Halyard** — A rope that hoists canvas up the mast.",
        "- **Leeward** — The side turned away from where breezes come.",
        "- **Bilge** — The lowest compartment, where seepage collects.",
        "- **Tacking** — Zigzagging towards the source of airflow.",
        "- **Keel** — A fin below that resists drifting sideways.",
    )),
    ("Parts of a loom", "", (
        "- **Shuttle** — Carries weft yarn from edge to edge.",
        "- **Heddle** — Lifts chosen warp threads into a shed.",
        "- **Treadle** — A pedal pressed by feet to change patterns.",
        "- **Breast beam** — The rail over which finished cloth travels.",
    )),
)  # fmt: skip
TITLES = tuple(dict.fromkeys(title for title, _, _ in SECTIONS))
NEW_TITLES = ("Glass and mercury", "At the sawmill", "Smoke and veil", "Over the gunwale", "Warp by warp")


def rendered(order, rows, titles, typos):
    """The path with its sections and rows in these orders, under these titles, misspelt in these places."""
    parts = ["# A shuffled path\n"]
    for title in order:
        parts.append(f"## {titles[title]}\n")
        for number, (of, opening, entries) in enumerate(SECTIONS):
            if of == title:
                told = [misspelt(entries[at], typos.get((number, at))) for at in rows[number]]
                parts.append(opening + "\n".join(told) + "\n")
    return "\n".join(parts)


def misspelt(entry, place):
    """The entry with two letters inside one of its longer words changed round."""
    words = entry.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if place is None or not long:
        return entry
    at = long[place % len(long)]
    word = words[at]
    words[at] = word[:3] + word[4] + word[3] + word[5:]
    return " ".join(words)


PLAIN = rendered(
    TITLES, [range(len(entries)) for _, _, entries in SECTIONS], dict(zip(TITLES, TITLES, strict=True)), {}
)
BANK = Bank(id="shuffled", title="A", path=PATH, questions=generate(PLAIN, file="path.md").questions)


@st.composite
def editions(draw):
    order = draw(st.permutations(TITLES))
    rows = [draw(st.permutations(range(len(entries)))) for _, _, entries in SECTIONS]
    renamed = draw(st.sets(st.integers(0, len(TITLES) - 1)))
    titles = {title: NEW_TITLES[at] if at in renamed else title for at, title in enumerate(TITLES)}
    places = st.tuples(st.integers(0, len(SECTIONS) - 1), st.integers(0, 4))
    typos = draw(st.dictionaries(places, st.integers(0, 9), max_size=4))
    return rendered(order, rows, titles, typos)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(editions())
def test_no_id_is_lost_and_none_is_shared(text):
    found = regenerate(BANK, generate(text, file="path.md"), path=PATH)
    before = {one.id: one for one in BANK.questions}
    after = {one.id: one for one in found.bank.questions}
    assert len(after) == len(found.bank.questions)
    facts = {one.fact for one in BANK.questions if one.fact}
    assert {one.fact for one in found.bank.questions if one.fact} == facts
    assert {one.fact for one in found.bank.questions if one.fact and not one.retired} == facts
    assert before.keys() <= after.keys()
    assert all(fuzz.ratio(one.explain, after[id_].explain) > 80 for id_, one in before.items() if one.fact)
    assert found.report.ids(Outcome.DOUBTFUL) == ()


@settings(max_examples=15, deadline=None, derandomize=True)
@given(editions())
def test_a_second_run_over_the_same_text_changes_nothing(text):
    made = generate(text, file="path.md")
    once = regenerate(BANK, made, path=PATH).bank
    assert write(regenerate(once, made, path=PATH).bank) == write(once)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(editions())
def test_the_way_back_restores_every_question(text):
    there = regenerate(BANK, generate(text, file="path.md"), path=PATH).bank
    back = regenerate(there, generate(PLAIN, file="path.md"), path=PATH).bank
    asked = {one.id: (one.ask, one.explain, one.fact) for one in back.questions if not one.retired}
    assert asked == {one.id: (one.ask, one.explain, one.fact) for one in BANK.questions}
