"""Typed answers and blanks: what is forgiven, what is nearly right, what is not."""

import pytest

from quizzes.core.grading import Change, Mark, Response, UnfitResponse, difference, grade
from quizzes.core.questions import Blank, Cloze, Matching, Mistake, Typed


def typed(answer, *accept, match=Matching.WORDS, mistakes=()):
    return Typed(id="t", ask="?", answer=answer, accept=accept, match=match, mistakes=tuple(mistakes))


def verdict(question, text):
    return grade(question, Response(texts=(text,))).verdict


@pytest.mark.parametrize(
    ("answer", "text", "expected"),
    [
        ("Kubernetes", "kubernetes", Mark.RIGHT),
        ("Kubernetes", "Kubernets", Mark.RIGHT),
        ("Kubernetes", "Kubrnets", Mark.PARTIAL),
        ("Kubernetes", "Kubrnts", Mark.WRONG),
        ("Kubernetes", "Kubernetse", Mark.RIGHT),
        ("Kubernetes", "kubernetes2", Mark.PARTIAL),
        ("canary", "cannary", Mark.PARTIAL),
        ("canary", "cnry", Mark.WRONG),
        ("TCP", "tcp", Mark.RIGHT),
        ("TCP", "UDP", Mark.WRONG),
        ("A", "B", Mark.WRONG),
        ("synchronous", "asynchronous", Mark.PARTIAL),
        ("SYN-ACK", "syn ack", Mark.RIGHT),
        ("résumé", "resume", Mark.RIGHT),
        ("load balancer", "Load-Balancer!", Mark.RIGHT),
    ],
)
def test_words_forgive_one_edit_for_eight_letters(answer, text, expected):
    assert verdict(typed(answer), text) is expected


@pytest.mark.parametrize(
    ("answer", "text", "expected"),
    [
        ("`Pod`", "Pod", Mark.RIGHT),
        ("`Pod`", "`Pod`", Mark.RIGHT),
        ("`Pod`", "pod", Mark.PARTIAL),
        ("`maxUnavailable`", "maxUnavailabel", Mark.PARTIAL),
        ("TLS 1.3", "tls 1.3", Mark.RIGHT),
        ("TLS 1.3", "tls 1.2", Mark.WRONG),
        ("10.0.0.0/24", "10.0.0.0/25", Mark.WRONG),
        ("--dry-run=client", "dry-run=client", Mark.WRONG),
        ("C++", "C", Mark.WRONG),
        ("C#", "C", Mark.WRONG),
        ("tcp/22", "ｔｃｐ／２２", Mark.RIGHT),
    ],
)
def test_code_and_numbers_forgive_no_edit(answer, text, expected):
    assert verdict(typed(answer), text) is expected


@pytest.mark.parametrize(
    ("answer", "text", "expected"),
    [
        ("22", "22", Mark.RIGHT),
        ("22", "１２", Mark.WRONG),
        ("12", "１２", Mark.RIGHT),
        ("22", "23", Mark.WRONG),
        ("22", "22.0", Mark.RIGHT),
        ("22", " +22 ", Mark.RIGHT),
        ("22", "22 ports", Mark.RIGHT),
        ("22", "port 22", Mark.WRONG),
        ("22", "2 2", Mark.WRONG),
        ("1500 ms", "1,500ms", Mark.RIGHT),
        ("1500 ms", "1 500", Mark.RIGHT),
        ("1500 ms", "1'500 MS", Mark.RIGHT),
        ("1500 ms", "1500 s", Mark.WRONG),
        ("1500000", "1.500.000", Mark.RIGHT),
        ("1500", "1.500", Mark.WRONG),
        ("99.9%", "99,9 percent", Mark.RIGHT),
        ("-5", "−5", Mark.RIGHT),
        ("7 days", "7 day", Mark.RIGHT),
        ("$20", "20", Mark.RIGHT),
        ("10+", "10", Mark.RIGHT),
        ("100", "10²", Mark.WRONG),
        ("22", "1e400", Mark.WRONG),
        ("1e400", "1E+400", Mark.RIGHT),
        ("22", "1e999999999", Mark.WRONG),
        ("22", "nan", Mark.WRONG),
        ("22", "Infinity", Mark.WRONG),
        ("1000", "1e3", Mark.RIGHT),
        ("0.5", ".5", Mark.RIGHT),
        ("3", "٣", Mark.RIGHT),
        ("22", "9" * 100_000, Mark.WRONG),
        ("0.1", "0.10000000000000000001", Mark.WRONG),
    ],
)
def test_a_number_counts_by_its_value(answer, text, expected):
    assert verdict(typed(answer, match=Matching.NUMBER), text) is expected


def test_a_number_may_also_be_accepted_in_words():
    assert verdict(typed("22", "tcp/22", "port 22", match=Matching.NUMBER), "Port 22") is Mark.RIGHT


@pytest.mark.parametrize(
    ("text", "score", "expected"),
    [
        ("A, MX, CNAME", 1.0, Mark.RIGHT),
        ("cname; a; mx", 1.0, Mark.RIGHT),
        ("MX CNAME A", 1.0, Mark.RIGHT),
        ("A, MX", 2 / 3, Mark.PARTIAL),
        ("A", 1 / 3, Mark.PARTIAL),
        ("A, MX, CNAME, TXT", 2 / 3, Mark.PARTIAL),
        ("A, TXT", 0.0, Mark.WRONG),
        ("TXT", 0.0, Mark.WRONG),
        ("A, A, A", 1 / 3, Mark.PARTIAL),
    ],
)
def test_a_set_counts_in_any_order_and_part_of_it_is_near(text, score, expected):
    given = grade(typed("A, MX, CNAME", match=Matching.SET), Response(texts=(text,)))
    assert (given.score, given.verdict) == (pytest.approx(score), expected)


@pytest.mark.parametrize(
    ("text", "expected"), [("kubectl get", Mark.RIGHT), ("Kubectl get", Mark.PARTIAL), ("kubectlget!", Mark.WRONG)]
)
def test_exact_forgives_nothing_but_a_slip_is_near(text, expected):
    assert verdict(typed("kubectl get", match=Matching.EXACT), text) is expected


def test_a_right_answer_written_otherwise_shows_the_spelling():
    part = grade(typed("Kubernetes"), Response(texts=("kubernets",))).parts[0]
    assert (part.verdict, part.expected, part.respelled) == (Mark.RIGHT, "Kubernetes", True)
    assert not grade(typed("`Pod`"), Response(texts=("Pod",))).parts[0].respelled


def test_the_spelling_shown_is_that_of_the_answer_that_was_meant():
    question = typed("Service", "Load balancer")
    assert grade(question, Response(texts=("load-balancer",))).parts[0].expected == "Load balancer"
    assert grade(question, Response(texts=("nothing of it",))).parts[0].expected == "Service"


def test_an_expected_mistake_is_wrong_with_its_own_reason_even_within_the_tolerance():
    question = typed("ingress gateway", mistakes=[Mistake(when="ingres gateway", why="Two s.")])
    given = grade(question, Response(texts=("Ingres Gateway",)))
    assert (given.verdict, given.score, given.why) == (Mark.WRONG, 0.0, "Two s.")


def test_a_mistake_never_beats_the_answer_itself():
    question = typed("SYN-ACK", mistakes=[Mistake(when="SYN ACK", why="With a hyphen.")])
    assert verdict(question, "syn-ack") is Mark.RIGHT


def test_a_mistake_in_a_number_is_found_by_its_value():
    question = typed("22", match=Matching.NUMBER, mistakes=[Mistake(when="23", why="That is Telnet.")])
    assert grade(question, Response(texts=("23.0",))).why == "That is Telnet."


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_not_knowing(text):
    assert verdict(typed("22"), text) is Mark.UNKNOWN


def test_two_texts_for_one_answer_are_refused():
    with pytest.raises(UnfitResponse):
        grade(typed("a"), Response(texts=("a", "b")))


CLOZE = Cloze(
    id="c",
    ask="___ then ___",
    blanks=(Blank(answer="SYN"), Blank(answer="acknowledge", accept=("SYN/ACK",))),
)


@pytest.mark.parametrize(
    ("texts", "score", "expected"),
    [
        (("syn", "SYN/ACK"), 1.0, Mark.RIGHT),
        (("syn", "fin"), 0.5, Mark.PARTIAL),
        (("syn",), 0.5, Mark.PARTIAL),
        (("rst", "fin"), 0.0, Mark.WRONG),
        (("synn", "acnowlege"), 0.0, Mark.PARTIAL),
        (("", " "), 0.0, Mark.UNKNOWN),
    ],
)
def test_a_cloze_is_worth_its_share_of_right_blanks(texts, score, expected):
    given = grade(CLOZE, Response(texts=texts))
    assert (given.score, given.verdict) == (score, expected)


def test_each_blank_has_its_own_verdict():
    parts = grade(CLOZE, Response(texts=("syn", ""))).parts
    assert [(part.key, part.verdict, part.given, part.expected) for part in parts] == [
        ("0", Mark.RIGHT, "syn", "SYN"),
        ("1", Mark.UNKNOWN, "", "acknowledge"),
    ]


def test_the_difference_keeps_removes_and_adds():
    shown = [(segment.change, segment.text) for segment in difference("kubernets", "`kubernetes`")]
    assert shown == [(Change.KEPT, "kubernet"), (Change.ADDED, "e"), (Change.KEPT, "s")]
    assert [segment.change for segment in difference("cat", "cut")] == [
        Change.KEPT,
        Change.REMOVED,
        Change.ADDED,
        Change.KEPT,
    ]
    assert difference("", "") == ()
