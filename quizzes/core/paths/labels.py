"""What a label says about the list under it: for or against, before or after, in sequence, or what a section is for."""

import re

from quizzes.core.paths.values import Role

_AGAINST = re.compile(
    r"\b(not|n't|don['’]t|doesn['’]t|never|avoid|cons|disadvantages?|drawbacks?|weakness(es)?|downsides?|limitations?"
    r"|illegitimate|invalid|bad|wrong|poor|unsupported|unsuitable|inappropriate|forbidden|excludes?|excluded|anti-?patterns?"
    r"|against|risks?|costs|out of scope)\b",
    re.IGNORECASE,
)
_IN_FAVOUR = re.compile(
    r"\b(do|use|when|pros|advantages?|benefits?|strengths?|upsides?|legitimate|valid|good|right|supported|suitable"
    r"|appropriate|allowed|includes?|included|patterns?|for|in scope|choose|prefer)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(it|this|them|the|a|an|of|for|to|if|when|is|are|does|do|what|reasons?|use|using)\b", re.IGNORECASE
)
_CHOOSE = r"(?:use|choose|pick|prefer|go with|reach for|consider)"
_OVER = re.compile(rf"{_CHOOSE} (.+?) (?:over|instead of|rather than) (.+?)(?: (?:when|if|for|where))?", re.IGNORECASE)
_CHOSEN = re.compile(rf"{_CHOOSE} ([\w. /+-]+?) (?:when|if|for|where)", re.IGNORECASE)
_OPPOSED = (
    (r"\bbefore\b", r"\bafter\b"),
    (r"\bwithout\b", r"\bwith\b"),
    (r"\b(old|legacy|traditional|classic|conventional|manual|naive|previous(ly)?|past|monolith(ic)?)\b", r""),
    (r"\b(yesterday|then)\b", r"\b(today|now)\b"),
    (r"\b(imperative)\b", r"\b(declarative)\b"),
    (r"\b(push|pull)\b", r"\b(pull|push)\b"),
)
_SEQUENCE = re.compile(
    r"\b(process|procedure|steps?|workflow|sequence|life ?cycle|in (this |that )?order|pipeline|flow|journey|algorithm"
    r"|stages|phases|rollout|handshake|walk-?through|step[- ]by[- ]step|how .* works?|what happens)\b",
    re.IGNORECASE,
)
_TRIGGER = re.compile(r"^(when|whenever|once|after|each time|every time)\b", re.IGNORECASE)
_NO_SEQUENCE = re.compile(r"\b(any|some|one) of\b|\bor more\b|\bpick\b|\bchoose\b", re.IGNORECASE)

REMARK = re.compile(
    r"(?:please )?(?:notes?|nb|tips?|hints?|warnings?|caution|important|info|attention|reminder)(?: \d+)?"
    r"|(?:optional|recommended|required)\b.*",
    re.IGNORECASE,
)
"""A label that announces a remark and names nothing."""

_DATE = r"[\s(–-]*(\d{4}-\d{2}-\d{2}|unreleased)?\)?"
_ROLES = (
    (
        Role.CHANGELOG,
        r"(.* )?change ?log|((notable|breaking|other) )?changes|(bug ?)?fixes|commits|release notes"
        r"|(version|release|revision) history|what['’]?s new( .*)?|\[?unreleased\]?|\d{4}-\d{2}-\d{2}.*"
        rf"|(version )?\[?v?\d+\.\d+[\w.]*\]?{_DATE}",
    ),
    (
        Role.OUTCOMES,
        r"(what )?you(['’]ll| will| should) (be able to |learn|know|build|cover).*|what (we|this) .*covers?"
        r"|by the end.*|(learning |course |path )?(outcomes|objectives|goals)|(table of )?contents|toc|agenda"
        r"|syllabus|audience|about (this|the) (path|course|book|guide|document|page|author).*|who (is )?this .*"
        r"|how to (use|read) this .*",
    ),
    (
        Role.PREREQUISITES,
        r"prerequisites?([ :].*)?|pre-?requirements?|requirements?|before you (begin|start).*|assumed knowledge"
        r"|what you (need|should (already )?know).*|required (knowledge|background).*",
    ),
    (
        Role.EXERCISES,
        r"(.* )?exercises?( .*)?|practice( .*)?|hands[- ]on( .*)?|(.* )?labs?|assignments?|homework|try it.*|your turn"
        r"|(coding |practice )challenges?|(mini|capstone|final|practice) projects?",
    ),
    (
        Role.RESOURCES,
        r"((additional|further|learning|useful|external|online|more|recommended) )?(resources?|reading|links?)"
        r"|references?|bibliography|see also|reading list|what(['’]s| comes| is)? next.*|next steps?|where to go.*"
        r"|licen[cs]e|legal( notice)?|acknowledge?ments?|contribut(ing|ors?).*|authors?|maintainers?|credits?"
        r"|support|sponsors?|community|feedback|thanks|related( .*)?|contact|copyright.*|security policy"
        r"|code of conduct|badges|footnotes|courses|books?|videos?|articles",
    ),
)
_ROLE_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)


def role_of(title: str) -> Role:
    """What a section of this unnumbered title is for."""
    bare = title.strip(" :.!?")
    return next((role for role, pattern in _ROLE_PATTERNS if pattern.fullmatch(bare)), Role.KNOWLEDGE)


def oppose(first: str, second: str) -> bool:
    """Whether two labels are the for and against of one thing, in this order."""
    if _twins(first, second):
        return True
    if _AGAINST.search(first) or not _AGAINST.search(second):
        return False
    core, other = _core(first), _core(second)
    return core == other or (bool(_IN_FAVOUR.search(first)) and (core <= other or other <= core))


def contrast(first: str, second: str) -> bool:
    """Whether two labels name two states of one thing, the earlier first, or two things to choose from."""
    chosen = [_CHOSEN.fullmatch(label) for label in (first, second)]
    if chosen[0] and chosen[1] and not any(_AGAINST.search(label) for label in (first, second)):
        return chosen[0][1].casefold() != chosen[1][1].casefold()
    return any(re.search(a, first, re.I) and re.search(b, second, re.I) for a, b in _OPPOSED if first != second)


def sequential(*labels: str) -> bool:
    """Whether a heading or lead-in announces steps that follow each other."""
    if any(_NO_SEQUENCE.search(label) for label in labels):
        return False
    return any(_SEQUENCE.search(label) for label in labels) or bool(labels and _TRIGGER.search(labels[-1]))


def _twins(first: str, second: str) -> bool:
    """ "Use A over B when" and "Use B over A when"."""
    one, other = _OVER.fullmatch(first), _OVER.fullmatch(second)
    if one is None or other is None:
        return False
    return (one[1].casefold(), one[2].casefold()) == (other[2].casefold(), other[1].casefold())


def _core(label: str) -> set[str]:
    """The words of a label that say what it is about, not for whom or against whom."""
    bare = _FILLER.sub(" ", _IN_FAVOUR.sub(" ", _AGAINST.sub(" ", label.lower())))
    return {word.rstrip("s") for word in re.findall(r"[\w-]{2,}", bare)}
