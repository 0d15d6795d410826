"""From the tree of a file to a bank: every question on its own, so that one broken line hides no other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from quizzes.core.banks import mend
from quizzes.core.banks.bank import Bank, PathRef
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.complaints import complaints
from quizzes.core.banks.content import content_errors
from quizzes.core.banks.convert import convert
from quizzes.core.banks.deck_lint import deck_lint
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.ids import propose_id
from quizzes.core.banks.lines import INVISIBLE, line_of, made_visible
from quizzes.core.banks.lint import Anchors, lint
from quizzes.core.banks.nodes import Keyed, Listing, Node, Text, as_data, locate, locate_key
from quizzes.core.banks.read import Reading
from quizzes.core.banks.scalars import quote
from quizzes.core.banks.schema import FORMS, DefaultsForm, HeadForm
from quizzes.core.banks.vocabulary import QUESTION_KEYS, meant
from quizzes.core.banks.watching import Watch, ignore, part_of, watched
from quizzes.core.problems import Problem
from quizzes.core.questions import Question

MAX_QUESTIONS = 20_000

_OF_WORDS = (Rule.UNKNOWN_KIND, Rule.UNKNOWN_KEY, Rule.ID_FORM, Rule.VALUE)


@dataclass(slots=True)
class Builder:
    """Turns one reading into a bank and gathers the problems on the way."""

    reading: Reading
    anchors: Anchors | None = None
    watch: Watch = ignore
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)

    def build(self) -> Bank | None:
        """The bank, or None when an error stands anywhere in the file."""
        self.problems.extend(self.reading.problems)
        root = self.reading.root
        if not isinstance(root, Keyed):
            if self.reading.whole:
                top = "format: 1", "bank: {id: my-bank, title: My bank}", "questions:"
                is_list = isinstance(root, Listing) and root.items and isinstance(root.items[0], Keyed)
                message = "a bank begins with `format: 1`, `bank:` and `questions:`"
                finding = Finding(Rule.EMPTY_FILE, (), message, mend.above(*top) if is_list else None)
                self._findings(root or Text(text="", line=1, column=1), [finding], None)
            return None
        head = self._head(root)
        nodes = self._question_nodes(root)
        self._lines = _ids(nodes)
        defaults = head.defaults if head else DefaultsForm()
        built = [(node, self._question(node, defaults)) for node in watched(nodes, part_of(self.watch, 0, 0.5))]
        questions = [(node, question) for node, question in built if question]
        self._second_looks(questions, head)
        self.watch(0.7)
        self._deck_looks(questions, root)
        self._ids_differ(nodes)
        if head is None or len(questions) < len(nodes):
            return None
        return _bank(head, questions, self.reading.source.name)

    def _head(self, root: Keyed) -> HeadForm | None:
        data = {key: as_data(value) for key, (_, value) in root.entries.items() if key != "questions"}
        try:
            return HeadForm.model_validate(data)
        except ValidationError as error:
            # What was left out after a line that could not be read is not missing.
            found = complaints(error, HeadForm, name="a bank")
            self._findings(root, [one for one in found if self.reading.whole or one.rule is not Rule.MISSING], None)
            return None

    def _question_nodes(self, root: Keyed) -> list[Node]:
        node = root.get("questions")
        if not isinstance(node, Listing):
            if self.reading.whole:
                self._no_questions(root, node)
            return []
        if len(node.items) > MAX_QUESTIONS:
            message = f"this bank has {len(node.items):,} questions, and {MAX_QUESTIONS:,} is the limit; split it"
            self._report(Rule.QUESTIONS, message, node.items[MAX_QUESTIONS])
            return []
        return node.items

    def _no_questions(self, root: Keyed, node: Node | None) -> None:
        if isinstance(node, Keyed):
            finding = Finding(Rule.WANT_LIST, (), "each question begins with a dash", mend.with_dash)
            self._findings(node, [finding], None)
        elif node:
            self._report(Rule.MISSING, "no question stands below `questions:`; begin one with `- id:`", node)
        elif not any(meant(key, ("questions",)) for key in root.entries):
            self._report(Rule.MISSING, "a bank has `questions:` with a list of them", root)

    def _question(self, node: Node, defaults: DefaultsForm) -> Question | None:
        if not isinstance(node, Keyed):
            if not any((problem.line, problem.column) == (node.line, node.column) for problem in self.reading.problems):
                self._report(Rule.WANT_KEYS, "a question begins with `- id:` and has keys with values", node)
            return None
        data = as_data(node)
        name = _id_of(node)
        kind = node.get("kind")
        form = FORMS.get(kind.text) if isinstance(kind, Text) else None
        if form is None:
            self._findings(node, [_no_kind(node)], name)
            return None
        try:
            question = convert(form.model_validate(data), defaults)
        except ValidationError as error:
            found = complaints(error, form, name=f"a {form.__name__.removesuffix('Form').lower()}")
            self._findings(node, [self._with_id(one, node) for one in found], name)
            return None
        found = list(content_errors(question))
        self._findings(node, found, question.id)
        return None if found else question

    def _with_id(self, finding: Finding, node: Keyed) -> Finding:
        if finding.rule is not Rule.NO_ID:
            return finding
        ask = node.get("ask")
        proposed = propose_id(ask.text if isinstance(ask, Text) else "", self._lines)
        self._lines[proposed] = node.line
        return replace(finding, mend=mend.below(f"id: {proposed}"))

    def _second_looks(self, questions: Iterable[tuple[Node, Question]], head: HeadForm | None) -> None:
        lang = head.bank.lang if head else "en"
        path_file = head.bank.path.file if head and head.bank.path else ""
        for node, question in questions:
            self._findings(node, lint(question, lang=lang, anchors=self.anchors, path_file=path_file), question.id)
            for place, other in enumerate(question.avoid):
                if other not in self._lines and self.reading.whole:
                    message = f"no question here has the id `{other}`"
                    self._findings(node, [Finding(Rule.DEAD_AVOID, ("avoid", place), message)], question.id)

    def _deck_looks(self, questions: Sequence[tuple[Node, Question]], root: Keyed) -> None:
        for place, finding in deck_lint([question for _, question in questions]):
            if place is None:
                self._findings(root.get("bank") or root, [finding], None)
            else:
                self._findings(questions[place][0], [finding], questions[place][1].id)

    def _ids_differ(self, nodes: Iterable[Node]) -> None:
        seen: dict[str, int] = {}
        for node in nodes:
            for place in _named(node):
                if place.text in seen:
                    message = f"the id `{place.text[:60]}` is taken in line {seen[place.text]}; choose another"
                    self._report(Rule.ID_TWICE, message, place, question=_id_of(node))
                seen.setdefault(place.text, place.line)

    def _findings(self, node: Node, findings: Iterable[Finding], question: str | None) -> None:
        for finding in findings:
            place = (locate_key if finding.of_key else locate)(node, finding.at)
            message, fix = self._mended(finding, place)
            self._report(finding.rule, message, place, question=question, fix=fix)

    def _mended(self, finding: Finding, place: Node) -> tuple[str, str | None]:
        """The sentence and the corrected line, where what cannot be seen is the reason that is said first."""
        line = line_of(self.reading.source.lines, place.line)
        if finding.rule in _OF_WORDS and isinstance(place, Text) and (hit := INVISIBLE.search(place.text)):
            message = f"a space of another kind (U+{ord(hit[0]):04X}) stands in it; take it out"
            return message, line.whole.replace(place.text, made_visible(place.text).strip())
        rest = line.whole[place.column - 1 :].lstrip()
        if finding.rule is Rule.EMPTY and rest.startswith("#"):
            message = "`#` begins a comment, so no text is left; put it in quotes"
            return message, f"{line.whole[: place.column - 1].rstrip()} {quote(rest.rstrip())}"
        fix = finding.mend(line, place.column) if finding.mend and line.whole else None
        return finding.message, fix if fix != line.whole else None

    def _report(
        self, rule: Rule, message: str, place: Node | None, *, question: str | None = None, fix: str | None = None
    ) -> None:
        line, column = (place.line, place.column) if place else (1, 1)
        self.problems.append(
            self.reading.source.problem(rule, message, line=line, column=column, question=question, fix=fix)
        )


def _no_kind(node: Keyed) -> Finding:
    kind = node.get("kind")
    if isinstance(kind, Text):
        near = meant(kind.text, FORMS)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(FORMS)}"
        fix = mend.replaced(kind.text, near) if near else None
        return Finding(Rule.UNKNOWN_KIND, ("kind",), f"there is no kind `{kind.text[:60]}`; {hint}", fix)
    other = next((key for key in node.entries if key not in QUESTION_KEYS and meant(key, ("kind",))), None)
    if other:
        message = f"a question has no `{other[:60]}`; did you mean `kind`?"
        return Finding(Rule.UNKNOWN_KEY, (other,), message, mend.replaced(other, "kind"), of_key=True)
    return Finding(Rule.MISSING, (), f"a question needs `kind`, one of {', '.join(FORMS)}")


def _id_of(node: Node) -> str | None:
    found = node.get("id") if isinstance(node, Keyed) else None
    return found.text if isinstance(found, Text) and found.text else None


def _ids(nodes: Iterable[Node]) -> dict[str, int]:
    return {name: node.line for node in nodes if (name := _id_of(node))}


def _named(node: Node) -> list[Text]:
    """Where a question names itself: its id and its former ones."""
    if not isinstance(node, Keyed):
        return []
    own, former = node.get("id"), node.get("was")
    places = [own, *(former.items if isinstance(former, Listing) else [])]
    return [place for place in places if isinstance(place, Text) and place.text]


def _bank(head: HeadForm, questions: Iterable[tuple[Node, Question]], file: str) -> Bank:
    path = head.bank.path
    pairs = list(questions)
    return Bank(
        id=head.bank.id,
        title=head.bank.title,
        lang=head.bank.lang,
        license=head.bank.license,
        path=PathRef(id=path.id, file=path.file, sha256=path.sha256) if path else None,
        questions=tuple(question for _, question in pairs),
        file=file,
        lines=tuple(node.line for node, _ in pairs),
    )
