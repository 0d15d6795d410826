"""The list of rules, the JSON Schema and the three ways to show problems."""

import json
import re
from pathlib import Path

import quizzes
from quizzes.core.banks import Rule, SourceFile, as_github, as_json, as_text, check, json_schema
from quizzes.core.problems import Severity

BROKEN = """format: 1
bank: {id: b, title: B}
questions:
- id: disk
  kind: choice
  ask: Which disk?
  options:
  - right: The first
  - wrong: C: drives are slow
"""


def test_each_code_stands_for_one_rule_with_its_sentence():
    codes = [rule.code for rule in Rule]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"Y\d{3}", code) for code in codes)
    assert all(rule.meaning.endswith(".") for rule in Rule)


def test_lints_are_warnings_and_broken_content_is_an_error():
    assert {rule.severity for rule in Rule if rule.code.startswith("Y4")} == {Severity.WARNING}
    assert {rule.severity for rule in Rule if rule.code[:2] in ("Y2", "Y3")} == {Severity.ERROR}


def test_every_rule_is_used():
    package = Path(quizzes.__file__).parent
    files = [path for path in package.rglob("*.py") if not path.name.startswith("manual")]
    used = {name for path in files for name in re.findall(r"Rule\.([A-Z_]+)", path.read_text())}
    assert set(Rule.__members__) <= used


def test_the_text_quotes_the_line_with_a_caret_and_the_corrected_line():
    problems = check([SourceFile("net.yaml", BROKEN.encode())]).problems
    assert as_text(problems) == (
        'net.yaml:9:12: error question "disk"\n'
        " 9 │   - wrong: C: drives are slow\n"
        '   │            ^ this text has ": " in it; put it in quotes:\n'
        '   +   - wrong: "C: drives are slow"\n'
        "   ╰ Y104\n"
    )


def test_the_json_holds_every_field():
    (shown,) = json.loads(as_json(check([SourceFile("net.yaml", BROKEN.encode())]).problems))
    assert (shown["code"], shown["severity"], shown["line"], shown["question"]) == ("Y104", "error", 9, "disk")


def test_annotations_escape_what_would_end_them():
    (shown,) = as_github(check([SourceFile("a,b:100%.yaml", BROKEN.encode())]).problems).splitlines()
    assert shown.startswith("::error file=a%2Cb%3A100%25.yaml,line=9,col=12,title=Y104::this text has")


def test_the_schema_offers_every_kind_and_reads_numbers_as_texts():
    schema = json_schema()
    kinds = schema["properties"]["questions"]["items"]["discriminator"]["mapping"]
    assert set(kinds) == set("choice multi truefalse typed cloze match order flashcard decision task".split())
    assert "number" in schema["$defs"]["TypedForm"]["properties"]["answer"]["type"]
    assert schema["additionalProperties"] is False
