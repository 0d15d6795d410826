"""Questions from lists for and against: a statement per entry, both sides at once, numbers made concrete."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quizzes.core.generation.distractors import Wrong, shuffled, wrong_option
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import Lexicon, is_plural, sentence, strong
from quizzes.core.paths.values import DecisionList, Text
from quizzes.core.questions import Decision, Multi, Option, Question, TrueFalse, Verdict, text_key

_MOST_OF_A_SIDE = 4
# Advice that is right more often is known without reading the case.
_MOST_SCENARIOS = 3
_FOR_USE = re.compile(
    r"(?:do not |don['’]t |never )?(use|choose|pick|prefer|adopt|consider|avoid|skip)\b"
    r"(?: (.+?))?(?: (?:when|if|for|in))?",
    re.IGNORECASE,
)
_WHEN_TO = re.compile(r"when (?:not )?to (use|choose|pick|prefer|adopt|consider)\b(?: (.+?))?(?: (?:when|if))?", re.I)
_TAIL = re.compile(r"\s(?:for|of|to|against|with|in)\s.+$")
_VERBAL = re.compile(r"(do|does|don['’]t|use|when|what|how|why|if|never|always|avoid|is|are|can)\b", re.I)
_PRONOUN = re.compile(r"(it|this|that|them|these|one)", re.I)
_TITLE_SUBJECT = re.compile(r"(?:when (?:not )?to|why|should (?:you|we)) (?:use|choose|adopt) (.+?)\??", re.I)
_NUMBERED: tuple[tuple[re.Pattern[str], Callable[[int], int]], ...] = (
    (re.compile(r"\b(?:fewer|less) than (\d+)\b|\bunder (\d+)\b(?= \w)", re.I), lambda number: number - 1),
    (re.compile(r"\b(?:more than|over) (\d+)\b(?= \w)", re.I), lambda number: number + 1),
    (re.compile(r"\bat least (\d+)\b", re.I), lambda number: number),
    (re.compile(r"\b(\d+)\+(?= \w)|\b(\d+) or more\b"), lambda number: number + max(1, number // 5)),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """How the two sides are spoken of; `advice` is what each side tells one to do, if it tells."""

    favour: str
    against: str
    question: str
    advice: "Advice | None" = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do where the entries of each side hold, and the question for it."""

    ask: str
    favour: str
    against: str


def facts_of(block: DecisionList) -> Iterator[Fact]:
    """Every entry belongs to its side and not to the other."""
    for side, polarity in ((block.left, True), (block.right, False)):
        for item in side.items:
            yield fact(
                block,
                Kind.SIDE,
                subject=item.text,
                attribute=side.label,
                value=Text(side.label, side.label),
                lines=item.lines,
                quote=f"{side.label}: {sentence(item.text.shown)}",
                polarity=polarity,
                grounds=side.label_lines,
            )


def statements(block: DecisionList, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Each entry as a statement that holds or does not; the second candidate turns it round, for balance."""
    voice = _voice(block, deck)
    for told in facts:
        item = sentence(told.subject.shown)
        sides = ((voice.favour, told.polarity), (voice.against, not told.polarity))
        why = f"This path lists it under “{told.attribute}”."
        yield Slot(
            block=block,
            facts=(told,),
            candidates=tuple(
                TrueFalse(id="", ask=f"{said}: {item}", answer=holds, why="" if holds else why) for said, holds in sides
            ),
        )


def both_sides(block: DecisionList, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """All entries of one side to tick among some of the other."""
    voice = _voice(block, deck)
    key = f"sides:{slug(block.section.title)}:{slug(block.left.label)}"
    left, right = ([told for told in facts if told.polarity is side] for side in (True, False))
    chosen = list(shuffled(left, seed=key, most=_MOST_OF_A_SIDE))
    others = list(shuffled(right, seed=key, most=_MOST_OF_A_SIDE))
    keyed = tuple(Option(key=text_key(t.subject.shown), text=t.subject.shown, verdict=Verdict.RIGHT) for t in chosen)
    wrongs = (Wrong(told.subject, f"Listed under “{told.attribute}”.") for told in others)
    multi = Multi(id="", ask=voice.question, options=(*keyed, *map(wrong_option, wrongs)))
    yield Slot(
        block=block,
        facts=(*chosen, *others),
        name=(short(block.section.title, 3), short(block.left.label, 3)),
        direction="sides",
        key=key,
        candidates=(multi,),
    )


def scenarios(block: DecisionList, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """A number of an entry made concrete inside what the path says; beyond it the path is silent, and so are we."""
    voice = _voice(block, deck)
    if voice.advice is None:
        return
    for side in (True, False):
        cases = ((told, case) for told in facts if told.polarity is side and (case := _case(told.subject)))
        for told, case in islice(cases, _MOST_SCENARIOS):
            yield Slot(block=block, facts=(told,), direction="case", candidates=(_decision(told, case, voice.advice),))


RULES = (statements, both_sides, scenarios)


def _decision(told: Fact, case: Text, advice: Advice) -> Question:
    best, worst = (advice.favour, advice.against) if told.polarity else (advice.against, advice.favour)
    silent = "Neither: the path leaves this case open"
    said = f"“{told.attribute}: {told.subject.plain}”"
    options = (
        Option(key=text_key(best), text=best, verdict=Verdict.BEST, why=f"The path says {said}."),
        Option(key=text_key(worst), text=worst, verdict=Verdict.WRONG, why=f"The path says the opposite: {said}."),
        Option(key=text_key(silent), text=silent, verdict=Verdict.WRONG, why=f"The path covers it: {said}."),
    )
    return Decision(id="", ask=advice.ask, given=(case.shown,), options=options)


def _case(text: Text) -> Text | None:
    """The entry with its bound replaced by a number well inside it."""
    for pattern, inside in _NUMBERED:
        found = pattern.search(text.shown)
        if found and len(re.findall(r"\d+", text.shown)) == 1:
            number = inside(int(next(group for group in found.groups() if group)))
            shown = text.shown[: found.start()] + str(number) + text.shown[found.end() :]
            return Text(shown, shown) if number > 1 else None
    return None


def _voice(block: DecisionList, deck: Deck) -> Voice:
    return next(voice for rule in _VOICES if (voice := rule(block, deck)))


def _use(block: DecisionList, deck: Deck) -> Voice | None:
    """ "Use it when" and "Do not use it when"."""
    found = [_FOR_USE.fullmatch(side.label) or _WHEN_TO.fullmatch(side.label) for side in (block.left, block.right)]
    if found[0] is None or found[1] is None:
        return None
    objects = (match.group(2) for match in found if match and match.group(2))
    named = next((name for name in objects if not _PRONOUN.fullmatch(name)), "")
    subject = deck.lexicon.mid(named) if named else _topic(block, deck.lexicon)
    if not subject:
        return None
    verb = found[0].group(1).lower()
    return Voice(
        favour=f"This path says to {verb} {strong(subject)} in this case",
        against=f"This path says **not** to {verb} {strong(subject)} in this case",
        question=f"When does this path say to {verb} {strong(subject)}?",
        advice=Advice(
            ask=f"A team wonders whether to {verb} {strong(subject)}. What does this path advise?",
            favour=f"Decide for {subject}",
            against=f"Decide against {subject}",
        ),
    )


def _members(block: DecisionList, deck: Deck) -> Voice | None:
    """Labels that count what stands under them: "Legitimate reasons for X", "Pros"."""
    labels = [deck.lexicon.mid(side.label) for side in (block.left, block.right)]
    if any(_VERBAL.match(label) or not is_plural(_TAIL.sub("", label)) for label in labels):
        return None
    tails = [found.group() for label in labels if (found := _TAIL.search(label))]
    topic = _topic(block, deck.lexicon)
    tail = tails[0] if tails else f" of {topic}" if topic else ""
    if not tail:
        return None
    favour, against = (strong(label if _TAIL.search(label) else label + tail) for label in labels)
    return Voice(
        favour=f"This path counts this among the {favour}",
        against=f"This path counts this among the {against}",
        question=f"Which of these does this path count among the {favour}?",
    )


def _listed(block: DecisionList, deck: Deck) -> Voice:
    """Any other two labels, quoted as they stand."""
    favour, against = (strong(f"“{side.label}”") for side in (block.left, block.right))
    return Voice(
        favour=deck.placed(f"This path lists this under {favour}", block.section),
        against=deck.placed(f"This path lists this under {against}", block.section),
        question=deck.placed(f"Which of these does this path list under {favour}?", block.section),
    )


_VOICES: tuple[Callable[[DecisionList, Deck], Voice | None], ...] = (_use, _members, _listed)


def _topic(block: DecisionList, lexicon: Lexicon) -> str:
    """What the section is about, if its title says so as a noun phrase or as "When to use X"."""
    title = block.section.title
    found = _TITLE_SUBJECT.fullmatch(title)
    if found:
        return lexicon.topic(found.group(1))
    plain = not _VERBAL.match(title) and len(title.split()) <= 4 and not re.search(r"[?!:&/]|--", title)
    return lexicon.topic(title) if plain else ""
