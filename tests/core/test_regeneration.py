"""Edits to the seed path: what each of them may and may not do to the questions that stand."""

import codecs
import re
from functools import cache
from pathlib import Path

import pytest

from quizzes.core.banks import Bank, PathRef, write
from quizzes.core.generation.generate import Generated, generate
from quizzes.core.regeneration import Outcome, Regenerated, regenerate

SEED = (Path(__file__).resolve().parents[2] / "seed" / "paths" / "platform-engineering.md").read_text("utf-8")
PATH = PathRef(id="platform-engineering", file="path.md", sha256="0" * 64)
SILENT = (Outcome.KEPT,)
FAILURES = "failures-worth-injecting"
MESH = "deciding-against-mesh"


@cache
def made(text: str) -> Generated:
    return generate(text, file="path.md")


@cache
def standing() -> Bank:
    return Bank(id="platform-engineering", title="Seed", path=PATH, questions=made(SEED).questions)


def over(text: str, bank: Bank | None = None, **options) -> Regenerated:
    return regenerate(bank or standing(), made(text), path=PATH, **options)


def edited(before: str, after: str, text: str = SEED) -> str:
    assert before in text, f"the seed path no longer says {before!r}"
    return text.replace(before, after)


def table_rows(header: str, change) -> str:
    lines = SEED.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith(header)) + 2
    last = next(at for at in range(first, len(lines)) if not lines[at].startswith("|"))
    lines[first:last] = change(lines[first:last])
    return "\n".join(lines)


def outcomes(found: Regenerated) -> dict[str, set[str]]:
    """The ids by outcome, without those of which an author hears nothing."""
    told = {outcome: set(found.report.ids(outcome)) for outcome in Outcome if outcome not in SILENT}
    return {str(outcome): ids for outcome, ids in told.items() if ids}


def question(found: Regenerated, id_: str):
    return next(one for one in found.bank.questions if one.id == id_)


def assert_sound(found: Regenerated, text: str) -> None:
    """No id is lost or shared, and the same text once more changes nothing."""
    ids = [one.id for one in found.bank.questions]
    assert len(set(ids)) == len(ids)
    assert {one.id for one in standing().questions} <= set(ids)
    again = over(text, found.bank)
    assert write(again.bank) == write(found.bank)
    assert outcomes(again) == {}


def phases(text: str) -> list[str]:
    return re.split(r"(?m)^(?=## )", text)


INSERTED = edited("### 4.5 Hands-on", "### 4.6 Hands-on").replace(
    "### 4.4 Failures", "### 4.4 Blast radius\n\nBegin small, and widen the circle later.\n\n### 4.5 Failures"
)
REORDERED = "".join(sorted(phases(SEED), key=lambda part: 9 - int(part[9]) if part.startswith("## Phase") else 0))

QUIET = {
    "a typo in a cell": edited("| Auto-scaling, self-healing |", "| Auto-scalling, self-healing |"),
    "a heading renamed": edited("### 4.4 Failures worth injecting", "### 4.4 What to break first"),
    "a phase renamed": edited("## Phase 4: Chaos engineering in practice", "## Phase 4: Breaking things"),
    "a section inserted and the rest renumbered": INSERTED,
    "rows reversed": table_rows("| Injected failure", lambda rows: rows[::-1]),
    "every dash style changed": edited(" — ", " -- "),
    "every dash made an en dash": edited(" — ", " – "),
    "phases reordered": REORDERED,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in QUIET.items()])
def test_edits_that_change_no_fact_are_silent(text):
    assert text != SEED
    found = over(text)
    assert outcomes(found) == {}
    assert all(one.rev == 1 and not one.retired for one in found.bank.questions)
    assert_sound(found, text)


def test_the_unchanged_text_gives_the_same_bytes():
    assert write(over(SEED).bank) == write(standing())


def test_a_typo_reaches_the_question_and_its_distractors():
    found = over(QUIET["a typo in a cell"])
    assert "Auto-scalling" in write(found.bank)
    assert "Auto-scaling" not in write(found.bank)


def test_a_moved_question_says_where_its_source_stands_now():
    old = question(over(SEED), f"{FAILURES}-disk-fill-behaviour-under")
    new = question(over(INSERTED), old.id)
    assert new.origin.section == "45-failures-worth-injecting"
    assert new.origin.lines == tuple(line + 4 for line in old.origin.lines)
    assert new.source == "path.md#45-failures-worth-injecting"
    assert new.origin.key == old.origin.key


def test_questions_follow_their_phase_to_its_new_place():
    found = over(REORDERED)
    ids = [one.id for one in found.bank.questions]
    assert ids.index("tracing-request-span") < ids.index("connecting-clouds-vpn-tunnels")


def test_another_number_is_another_meaning():
    text = edited("counts 10+ microservices", "counts 20+ microservices")
    found = over(text)
    changed = {f"{MESH}-system-counts-10", f"{MESH}-system-counts-10-case", f"{MESH}-use-service-mesh-sides"}
    assert outcomes(found) == {"changed": changed}
    assert {one.id for one in found.bank.questions if one.rev == 2} == changed
    assert "20+" in question(found, f"{MESH}-system-counts-10").ask
    assert_sound(found, text)


def test_a_number_in_a_cell_is_another_meaning():
    text = edited("| 14.4 | 5m | 1h |", "| 13.4 | 5m | 1h |")
    found = over(text)
    assert "alerting-service-level-fast-burn-burn-rate" in outcomes(found)["changed"]
    assert set(outcomes(found)) == {"changed"}


def test_a_row_added_on_top_brings_only_its_own_questions():
    row = "| **Certificate expiry** | Renewal, alerting on lifetime | openssl, cert-manager |"
    text = table_rows("| Injected failure", lambda rows: [row, *rows])
    found = over(text)
    assert set(outcomes(found)) == {"new"}
    assert all("certificate-expiry" in id_ for id_ in outcomes(found)["new"])
    assert_sound(found, text)


def test_a_renamed_row_keeps_its_questions():
    text = edited("| **DNS failure** |", "| **Name resolution failure** |")
    found = over(text)
    about = {one.id for one in standing().questions if one.fact and "dns-failure" in one.fact}
    assert outcomes(found) == {"reworded": about}
    assert "Name resolution failure" in question(found, f"{FAILURES}-dns-failure-typical-tools").ask
    assert_sound(found, text)


def test_a_renamed_column_keeps_its_questions():
    text = edited("| Injected failure | Behaviour under test |", "| Injected failure | What it proves |")
    found = over(text)
    assert set(outcomes(found)) == {"reworded"}
    assert all("behaviour-under" in id_ for id_ in outcomes(found)["reworded"])
    assert question(found, f"{FAILURES}-pod-kill-behaviour-under").ask == "What does **Pod kill** prove?"
    assert_sound(found, text)


def test_an_inserted_step_changes_the_order_and_what_comes_before_it():
    text = edited(
        "3. **Inject the failure**", "3. **Limit the blast radius** — Choose a small share\n4. **Inject the failure**"
    )
    found = over(text.replace("4. **Observe", "5. **Observe").replace("5. **Learn", "6. **Learn"))
    told = outcomes(found)
    assert told.pop("changed") == {"course-experiment-order", "course-experiment-measure-steady-state-next"}
    assert all("limit-blast-radius" in id_ for id_ in told.pop("new"))
    assert told == {}
    assert_sound(found, text)


def test_an_item_on_the_opposite_list_is_not_the_same_question():
    item = "- An ordinary API gateway is enough for the routing you need\n"
    text = edited(item, "").replace("**Use a service mesh when:**\n\n", f"**Use a service mesh when:**\n\n{item}")
    found = over(text)
    id_ = f"{MESH}-ordinary-api-gateway-enough"
    told = outcomes(found)
    assert told["retired"] == {id_}
    assert told["changed"] == {f"{MESH}-use-service-mesh-sides"}
    (new,) = told["new"]
    assert question(found, id_).retired
    assert question(found, new).fact != question(found, id_).fact
    assert_sound(found, text)


def test_an_item_that_comes_back_to_its_list_is_itself_again():
    item = "- An ordinary API gateway is enough for the routing you need\n"
    text = edited(item, "").replace("**Use a service mesh when:**\n\n", f"**Use a service mesh when:**\n\n{item}")
    back = over(SEED, over(text).bank)
    assert f"{MESH}-ordinary-api-gateway-enough" in outcomes(back)["revived"]
    assert not question(back, f"{MESH}-ordinary-api-gateway-enough").retired


def test_swapped_answers_are_flagged():
    fill, skew = "Graceful degradation, alerting", "Certificate validation, logic that depends on time"
    text = edited(fill, "@").replace(skew, fill).replace("@", skew)
    found = over(text)
    ways = ("", "-which")
    about = {f"{FAILURES}-{row}-behaviour-under{way}" for row in ("disk-fill", "clock-skew") for way in ways}
    assert outcomes(found)["changed"] >= about
    assert set(outcomes(found)) == {"changed"}
    assert {entry.reason for entry in found.report.of(Outcome.CHANGED)} >= {"has what another row had"}
    assert_sound(found, text)


def test_a_full_rewrite_lets_go_and_stops_at_the_limit():
    found = over(codecs.encode(SEED, "rot13"))
    generated = {one.id for one in standing().questions}
    assert set(found.report.ids(Outcome.RETIRED)) == generated
    assert found.report.stops
    assert all(one.retired for one in found.bank.questions if one.id in generated)


def test_a_phase_cut_out_stays_below_the_limit():
    found = over("".join(part for part in phases(SEED) if not part.startswith("## Phase 5")))
    assert set(outcomes(found)) == {"retired"}
    assert found.report.retiring > 0
    assert not found.report.stops


@pytest.mark.parametrize(
    ("before", "after", "outcome", "id_"),
    [
        ("attempts: 3 ", "attempts: 4 ", "changed", "steering-traffic-retries-attempts"),
        ("# retries allowed after", "# retries that follow", "reworded", "steering-traffic-retries-attempts"),
        ("failureAction: Enforce ", "failureAction: Audit ", "changed", "rules-that-enforce-validate-failureaction"),
        ("on two or more cloud", "on three or more cloud", "changed", "deciding-against-multi-multi-cloud"),
        (
            "that one organisation runs its",
            "that an organisation runs",
            "reworded",
            "deciding-against-multi-multi-cloud",
        ),
        (
            "Istio places a **",
            "In each pod, Istio places a **",
            "reworded",
            "parts-istio-istio-places-next-application-gap",
        ),
    ],
)
def test_a_value_a_comment_or_a_sentence_keeps_its_question(before, after, outcome, id_):
    found = over(edited(before, after))
    told = outcomes(found)
    assert id_ in told[outcome]
    assert set(told) == {outcome}
    assert question(found, id_).rev == (2 if outcome == "changed" else 1)


def test_an_added_setting_brings_only_its_own_questions():
    entry = "            subset: canary\n            host: checkout\n"
    told = outcomes(over(edited(entry, f"{entry}      timeout: 8s      # for all calls together\n")))
    assert set(told) == {"new"}
    assert all("timeout" in id_ for id_ in told["new"])


def test_what_a_question_avoids_is_named_by_lasting_ids():
    text = edited("### 2.3 Steering the traffic", "### 2.3 Splitting requests")
    before = {one.id: set(one.avoid) for one in standing().questions}
    found = over(text)
    assert any(before.values())
    assert {one.id: set(one.avoid) for one in found.bank.questions}.items() >= before.items()
