"""The page about every rule."""

from quizzes.core.banks.codes import Rule


def entry(rule: Rule) -> str:
    """One rule."""
    return f"{rule.code}: {rule.meaning}\n"
