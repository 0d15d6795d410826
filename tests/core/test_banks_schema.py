"""The published JSON Schema: it is the one the code makes, explains every key, and agrees with the check."""

from pathlib import Path

import pytest
import yaml

from quizzes.core.banks import SourceFile, check, json_schema
from quizzes.core.banks.completion import schema_text
from quizzes.core.banks.template import new_bank

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "question-bank.schema.json"
HEAD = "format: 1\nbank: {id: b, title: B}\nquestions:\n"
SCHEMA = json_schema()
TYPES = {"string": str, "number": (int, float), "boolean": bool, "integer": int, "array": list, "object": dict}


class _Editor(yaml.CSafeLoader):
    """YAML as an editor reads it, where a day is a text."""


_Editor.yaml_implicit_resolvers = {
    first: [one for one in resolvers if "timestamp" not in one[0]]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(value, part, at=""):
    """What a value has against the schema, in the words of JSON Schema that ours uses."""
    part = SCHEMA["$defs"][part["$ref"].removeprefix("#/$defs/")] if "$ref" in part else part
    found = list(alternatives(value, part, at))
    names = [part["type"]] if isinstance(part.get("type"), str) else part.get("type", [])
    if names and not any(value is None if name == "null" else isinstance(value, TYPES[name]) for name in names):
        found.append(f"{at}: {value!r} is no {names}")
    if value not in part.get("enum", [part.get("const", value)]) or (names == ["integer"] and value < part["minimum"]):
        found.append(f"{at}: {value!r}")
    if isinstance(value, dict):
        found += of_keys(value, part, at)
    if isinstance(value, list):
        found += of_entries(value, part, at)
    return found


def alternatives(value, part, at):
    for word in ("anyOf", "oneOf"):
        fitting = sum(not faults(value, other, at) for other in part.get(word, ()))
        if word in part and (fitting == 0 or (word == "oneOf" and fitting > 1)):
            yield f"{at}: {fitting} fit of {word}"


def of_keys(value, part, at):
    known, others = part.get("properties", {}), part.get("additionalProperties", {})
    yield from (f"{at}: no {key}" for key in part.get("required", ()) if key not in value)
    for key, inner in value.items():
        if key not in known and others is False:
            yield f"{at}: {key} is unknown"
        yield from faults(inner, known.get(key) or others or {}, f"{at}/{key}")


def of_entries(value, part, at):
    if not part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
        yield f"{at}: {len(value)} entries"
    for place, inner in enumerate(value):
        yield from faults(inner, part.get("items", {}), f"{at}/{place}")


def banks():
    """Every bank among the cases, with a head where a case has none."""
    for path in sorted((ROOT / "tests" / "cases" / "banks").glob("*.yaml")):
        for part in path.read_text("utf-8").split("#### "):
            yield part if part.startswith("format") else HEAD + part.partition("\n")[2]
    yield (ROOT / "seed" / "banks" / "platform-engineering.yaml").read_text("utf-8")
    yield new_bank("a", "A")


def test_the_published_schema_is_the_one_the_code_makes():
    assert PUBLISHED.read_text("utf-8") == schema_text(), "run: pathdeck schema -o docs/question-bank.schema.json"


def test_every_bank_without_an_error_fits_the_schema():
    passing = [text for text in banks() if not check([SourceFile("b.yaml", text.encode())]).errors]

    assert len(passing) > 20
    assert [found for text in passing if (found := faults(yaml.load(text, _Editor), SCHEMA))] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kind: order", "kind: ordre"),
        ("steps: [", "step: ["),
        ("  kind: order\n", ""),
        ("[Venus, Earth, Jupiter, Uranus]", "[Venus]"),
        ("match: number", "match: numbers"),
        ("answer: false", "answer: perhaps"),
        ("- right: Mercury", "- rigth: Mercury"),
        ("format: 1", "format: 2"),
        ("title: A", "titel: A"),
    ],
)
def test_what_check_refuses_an_editor_marks(before, after):
    text = new_bank("a", "A")
    assert before in text
    broken = text.replace(before, after, 1)

    assert check([SourceFile("b.yaml", broken.encode())]).errors
    assert faults(yaml.load(broken, _Editor), SCHEMA)


def test_every_key_says_what_it_is_for():
    forms = [SCHEMA, *SCHEMA["$defs"].values()]
    keys = [(form.get("title"), key, part) for form in forms for key, part in form["properties"].items()]

    assert [(form, key) for form, key, part in keys if not part.get("description", "").endswith(".")] == []
    assert not any(part.get("default", 1) in ("", None) for _, _, part in keys)
