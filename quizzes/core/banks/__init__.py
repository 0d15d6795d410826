"""The question bank: reading, checking and writing its YAML, and planning what publishing it does."""

from quizzes.core.banks.bank import Bank, PathRef
from quizzes.core.banks.check import Checked, check, check_file, together
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.completion import json_schema
from quizzes.core.banks.plan import Entry, Plan, Standing, plan
from quizzes.core.banks.read import BROWSER_LIMIT, FILE_LIMIT
from quizzes.core.banks.render import as_github, as_json, as_text
from quizzes.core.banks.scalars import Unwritable
from quizzes.core.banks.source import SourceFile
from quizzes.core.banks.watching import Watch, ignore
from quizzes.core.banks.write import write

__all__ = [
    "BROWSER_LIMIT",
    "FILE_LIMIT",
    "Bank",
    "Checked",
    "Entry",
    "PathRef",
    "Plan",
    "Rule",
    "SourceFile",
    "Standing",
    "Unwritable",
    "Watch",
    "as_github",
    "as_json",
    "as_text",
    "check",
    "check_file",
    "ignore",
    "json_schema",
    "plan",
    "together",
    "write",
]
