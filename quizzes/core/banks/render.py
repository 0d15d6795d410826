"""Problems for people, for programs and for the margin of a code review."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from quizzes.core.problems import Problem


def as_text(problems: Iterable[Problem]) -> str:
    """Each problem with its quoted line, a caret under the place, what to do, the corrected line, and its code."""
    return "\n".join(_block(problem) for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list with one object for each problem."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows as annotations."""
    return "".join(_annotation(problem) for problem in problems)


def _block(problem: Problem) -> str:
    name = f' question "{problem.question}"' if problem.question else ""
    margin = " " * len(str(problem.line))
    # Tabs keep their width, so that the caret stands where the eye sees the place.
    before = "".join("\t" if sign == "\t" else " " for sign in problem.quote[: problem.column - 1])
    place = (
        f"{problem.file}:{problem.line}:{problem.column}: {problem.severity}{name}\n"
        f" {problem.line} │ {problem.quote}\n"
        f" {margin} │ {before}^ {problem.message}"
    )
    if problem.fix is None:
        return f"{place}  {problem.code}\n"
    colon = "" if problem.message.endswith("?") else ":"
    fix = "".join(f" {margin} + {line}\n" for line in problem.fix.split("\n"))
    return f"{place}{colon}\n{fix} {margin} ╰ {problem.code}\n"


def _annotation(problem: Problem) -> str:
    place = f"file={_property(problem.file)},line={problem.line},col={problem.column},title={problem.code}"
    return f"::{problem.severity} {place}::{_escaped(_advice(problem))}\n"


def _advice(problem: Problem) -> str:
    return problem.message if problem.fix is None else f"{problem.message}:\n{problem.fix}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
