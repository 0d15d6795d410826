"""When two wordings say the same, and when they do not."""

import pytest

from quizzes.core.regeneration.wording import Change, difference


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Auto-scaling, self-healing", "Auto-scalling, self-healing"),
        ("caching, fallback", "fallback, caching"),
        ("A node — the first", "A node -- the first"),
        ("The “golden” path.", 'The "golden" path'),
        ("**Deploy** it", "Deploy it"),
        ("Resource limits", "resource limits"),
    ],
)
def test_typing_is_no_difference(old, new):
    assert difference(old, new).change is Change.NONE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Circuit breakers, timeout handling", "Circuit breakers, handling of timeouts"),
        ("Your team runs more than a few services", "Your team is running more than a few services"),
        ("The four ways to connect clouds", "The ways to connect clouds"),
        ("A filter that drops what no rule permits", "A filter which drops whatever no rule permits"),
        ("Simple, but bandwidth-limited", "Simple, but limited in bandwidth"),
    ],
)
def test_other_words_for_the_same_are_words(old, new):
    assert difference(old, new).change is Change.WORDS


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Your system counts 10+ services", "Your system counts 20+ services", "number: 10+ → 20+"),
        ("99.9% of requests succeed", "99.99% of requests succeed", "number: 99.9% → 99.99%"),
        ("Wait 5 seconds", "Wait 5s seconds", "number: 5 → 5s"),
        ("On two or more clouds", "On three or more clouds", "number: two → three"),
        ("Wait 5 seconds", "Wait 5 minutes", "number: seconds → minutes"),
        ("It needs a proxy", "It does not need a proxy", "negation: nothing → not"),
        ("It doesn't scale", "It does scale", "negation: doesn't → nothing"),
        ("Calls are synchronous", "Calls are asynchronous", "opposite: synchronous → asynchronous"),
        ("Automatic checks", "Optional checks", "opposite: automatic → optional"),
        ("Retries happen before the timeout", "Retries happen after the timeout", "opposite: before → after"),
        ("Set `prune` to remove it", "Set `selfHeal` to remove it", "code: prune → selfHeal"),
        ("Terraform, Pulumi", "Terraform, Ansible", "name: pulumi → ansible"),
        ("mTLS among all services", "Plain TLS among all services", "name: mtls → tls"),
        ("alerting, graceful degradation", "alerting, failover", "listed: graceful degradation, failover"),
    ],
)
def test_numbers_negations_opposites_code_and_names_are_meaning(old, new, reason):
    found = difference(old, new)
    assert (found.change, found.reason) == (Change.MEANING, reason)


def test_a_text_with_hardly_a_word_in_common_is_another_text():
    found = difference("The node that forwards packets to another network", "Whoever stands at the border")
    assert found.change is Change.ALL


def test_one_of_two_words_makes_another_text_and_one_of_many_does_not():
    assert difference("graceful shutdown", "graceful restart").change is Change.ALL
    assert (
        difference("a graceful shutdown of every worker", "a graceful restart of every worker").change is Change.WORDS
    )


def test_an_added_name_in_a_long_text_is_only_more_words():
    old = "An operator inside the cluster watches the repository and applies every change by itself"
    assert difference(old, f"{old}, as Flux does").change is Change.WORDS


def test_another_name_may_stand_for_the_same_where_the_rest_proves_it():
    assert difference("DNS failure", "Name failure", names=False).change is Change.WORDS
