"""The page about every rule, made from the rules themselves."""

from textwrap import fill

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.manual_asking import CONTENT
from quizzes.core.banks.manual_reading import READING
from quizzes.core.problems import Severity

LESSONS = READING | CONTENT
"""What there is to say of each rule."""

_GROUPS = {
    "Y1": "Reading the file",
    "Y2": "Keys and values",
    "Y3": "What a question needs",
    "Y4": "Second looks",
    "Y5": "Publishing",
}
_SHOWN = 400
_WIDTH = 116
_TOP = """# Rules

`pathdeck check` names every problem with its file, line and column, and ends with a code.
`pathdeck check --explain Y104` prints the entry of that code. An **error** stops publishing; a **warning** asks for a
second look, and `--strict` lets it count as an error does. This page is what `pathdeck check --explain all` prints.

The exit code is 0 if there is no error, 1 if there is one, and 2 if a file cannot be read or an option is wrong.

`--format json` prints a list with one object for each problem. Its keys stay; new ones may come. `code`, `severity`
(`error` or `warning`), `message`, `file`, `line` and `column` (from 1) are always there. `question` is the id of the
question, `quote` the line as it stands, and `fix` what to write in its place, maybe in several lines; each may be null
or empty. `--format github` prints workflow commands, which GitHub shows beside the changed lines.
"""


def manual() -> str:
    """The whole page as Markdown."""
    parts = [_TOP]
    for prefix, title in _GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_section(rule) for rule in sorted(Rule, key=lambda rule: rule.code) if rule.code.startswith(prefix)]
    return "\n".join(parts)


def entry(rule: Rule) -> str:
    """One rule for the terminal."""
    lesson = LESSONS[rule]
    text = f"{rule.code} ({rule.severity}): {rule.meaning}\n\n{fill(lesson.why, _WIDTH)}\n"
    if lesson.wrong:
        text += f"\nInstead of\n\n{_indented(lesson.wrong)}\nwrite\n\n{_indented(lesson.right)}"
    return text


def _section(rule: Rule) -> str:
    lesson = LESSONS[rule]
    weight = "error" if rule.severity is Severity.ERROR else "warning"
    text = f"### {rule.code}\n\n**{rule.meaning}** ({weight})\n\n{fill(lesson.why, _WIDTH)}\n"
    if lesson.wrong:
        text += f"\nInstead of\n\n{_fenced(lesson.wrong)}\nwrite\n\n{_fenced(lesson.right)}"
    return text


def _fenced(example: str) -> str:
    return f"```yaml\n{_shown(example)}\n```\n"


def _indented(example: str) -> str:
    return "".join(f"    {line}\n" for line in _shown(example).split("\n"))


def _shown(example: str) -> str:
    """The example as it is printed: signs that nobody sees by name, and no more of it than tells."""
    seen = "".join(f"⟨U+{ord(sign):04X}⟩" if _is_unseen(sign) else sign for sign in example)
    lines = [line if len(line) <= _SHOWN else f"{line[:60]}… ({len(line):,} characters)" for line in seen.split("\n")]
    return "\n".join(lines if len(lines) <= 8 else [*lines[:3], f"# … {len(lines) - 3} more of this kind"])


def _is_unseen(sign: str) -> bool:
    return not sign.isprintable() and sign != "\n"
