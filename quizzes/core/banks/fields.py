"""What may stand as a value: every value arrives as text and is coerced by the key it stands under."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from quizzes.core.banks.codes import Rule

TEXT_BYTES = 20_000
KEY = "{key}"
"""Stands in a sentence for the key that it is about."""

# An editor reads `22` as a number and `no` as false; we read the author's text.
_ANY_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_ID = re.compile(r"[^\W_][\w.:/-]{0,119}")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
# By expression and not by parser: a bank full of brackets would keep a Markdown parser busy for minutes.
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_IMAGE = re.compile(r"(?<!\\)!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\s?[(\[]")


def refuse(rule: Rule, message: str) -> PydanticCustomError:
    """An error that keeps its rule and its sentence on the way through pydantic."""
    # Braces would be taken for places to fill in.
    return PydanticCustomError(rule.name, "{sentence}", {"sentence": message})


def _text(value: str) -> str:
    if not value.strip():
        raise refuse(Rule.EMPTY, "there is no text here; write one, or take the key out")
    return _short(value)


def _short(value: str) -> str:
    if 4 * len(value) > TEXT_BYTES and len(value.encode()) > TEXT_BYTES:
        raise refuse(Rule.TOO_LONG, f"this text has over {TEXT_BYTES:,} bytes; shorten it")
    return value


def _without_image(value: str) -> str:
    if "![" in value and _IMAGE.search(_CODE.sub("", value)):
        raise refuse(Rule.IMAGE, "questions have no images in format 1; say it in words")
    return value


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise refuse(
            Rule.ID_FORM, "an id has at most 120 letters, digits and - . : / _, and begins with a letter or a digit"
        )
    return value


def _yes_no(value: object) -> bool:
    if isinstance(value, str) and value.lower() in _YES_NO:
        return _YES_NO[value.lower()]
    raise refuse(Rule.VALUE, f"{KEY} is either yes or no, or true or false")


def _count(value: object) -> int:
    if isinstance(value, str) and re.fullmatch("[1-9][0-9]{0,8}", value):
        return int(value)
    raise refuse(Rule.VALUE, f"{KEY} is a whole number from 1")


Short = Annotated[str, AfterValidator(_short), WithJsonSchema(_ANY_TEXT)]
Plain = Annotated[str, AfterValidator(_text), WithJsonSchema(_ANY_TEXT)]
Markdown = Annotated[str, AfterValidator(_text), AfterValidator(_without_image), WithJsonSchema(_ANY_TEXT)]
Id = Annotated[str, AfterValidator(_id), WithJsonSchema(_ANY_TEXT)]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": [True, False, "yes", "no"]})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Lets a bare text stand for a form with only this key."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Expand the text before the form is validated."""
        return core_schema.no_info_before_validator_function(self._expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Offer both forms."""
        return {"anyOf": [_ANY_TEXT, handler(schema)]}

    def _expand(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Sides:
    """Lets `left: right` stand for a list of pairs."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Turn keys and values into pairs before the list is validated."""
        return core_schema.no_info_before_validator_function(self._expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Offer both forms."""
        return {"anyOf": [{"type": "object", "additionalProperties": _ANY_TEXT}, handler(schema)]}

    def _expand(self, value: object) -> object:
        if isinstance(value, dict):
            return [{"left": left, "right": right} for left, right in value.items()]
        return value
