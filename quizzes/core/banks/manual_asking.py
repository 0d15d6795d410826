"""Why the rules about questions and publishing are there, with what breaks each and the same put right."""

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lesson import Lesson

_WHY = "why: It sinks."


def _pick(*options: str, kind: str = "choice", ask: str = "Which of these floats?") -> str:
    lines = [f"- id: float\n  kind: {kind}\n  ask: {ask}\n  options:", *(f"  - {{{option}}}" for option in options)]
    return "\n".join(lines)


def _picks(*options: str, count: int = 20) -> str:
    """Many questions, each with these options, its number put in."""
    return "\n".join(
        f"- {{id: q{number}, kind: choice, ask: Load {number}?, options: [{', '.join(options).format(number)}]}}"
        for number in range(count)
    )


CONTENT: dict[Rule, Lesson] = {
    Rule.ID_TWICE: Lesson(
        "Two questions with one id would share their learners' progress. A former id under `was` counts, too: who "
        "learned by it must find one question.",
        "- {id: oars, kind: task, ask: Ship the oars.}\n- {id: oars, kind: task, ask: Stow the oars.}",
        "- {id: oars, kind: task, ask: Ship the oars.}\n- {id: stow-oars, kind: task, ask: Stow the oars.}",
    ),
    Rule.ONE_RIGHT: Lesson(
        "A choice is answered with one click. Where several options hold, ask it as a `multi`.",
        _pick("right: Cork", "right: Wood"),
        _pick("right: Cork", "right: Wood", kind="multi"),
    ),
    Rule.NONE_RIGHT: Lesson(
        "Whoever knows it would have to leave every box empty, which looks like not having answered.",
        _pick(f"wrong: Tin, {_WHY}", f"wrong: Lead, {_WHY}", kind="multi"),
        _pick("right: Cork", f"wrong: Lead, {_WHY}", kind="multi"),
    ),
    Rule.BLANKS: Lesson(
        "A blank is exactly three underscores with no letter, digit or underscore beside them; they are filled in the "
        "order of `blanks`.",
        "- {id: knot, kind: cloze, ask: A knot is one ____ an hour., blanks: [mile]}",
        "- {id: knot, kind: cloze, ask: A knot is one ___ an hour., blanks: [mile]}",
    ),
    Rule.TWICE: Lesson(
        "Two that read the same cannot be told apart, and one of them would be judged wrong.",
        _pick("right: Cork", f"wrong: Cork, {_WHY}"),
        _pick("right: Cork", f"wrong: Lead, {_WHY}"),
    ),
    Rule.TOO_FEW: Lesson(
        "With one alone there is nothing to choose, to pair or to put in order.",
        "- {id: moor, kind: order, ask: Order these., steps: [Pass the line]}",
        "- {id: moor, kind: order, ask: Order these., steps: [Pass the line, Make it fast]}",
    ),
    Rule.SHARED_RIGHT: Lesson(
        "Each right side is used up by one left side, so the second could not be answered.",
        "- {id: lights, kind: match, ask: Pair them., pairs: {Port: red, Left: red, Starboard: green}}",
        "- {id: lights, kind: match, ask: Pair them., pairs: {Port: red, Stern: white, Starboard: green}}",
    ),
    Rule.IMAGE: Lesson(
        "A bank is one file of text, and a picture would be missing wherever it goes. Describe what is seen.",
        '- {id: flag, kind: flashcard, ask: "What is ![this](a.png)?", answer: Alfa.}',
        "- {id: flag, kind: flashcard, ask: Which flag is white and blue with a swallowtail?, answer: Alfa.}",
    ),
    Rule.BANK_TWICE: Lesson("A deck is found by the id of its bank; two banks with one id would overwrite each other."),
    Rule.RIGHT_MISTAKE: Lesson(
        "What is accepted is never reported as a mistake, also where only capitals differ.",
        "- {id: side, kind: typed, ask: Which side is port?, answer: left, mistakes: [{when: LEFT, why: No.}]}",
        "- {id: side, kind: typed, ask: Which side is port?, answer: left, mistakes: [{when: right, why: No.}]}",
    ),
    Rule.NO_NUMBER: Lesson(
        "`match: number` compares values, so that 22, 22.0 and 2.2e1 are the same; a word has none.",
        "- {id: ssh, kind: typed, ask: Which port has SSH?, answer: twenty-two, match: number}",
        "- {id: ssh, kind: typed, ask: Which port has SSH?, answer: 22, match: number}",
    ),
    Rule.PATH_MISSING: Lesson(
        "The path is published with its bank, so that a question can lead to its source. Put the file where `path` "
        "says, or take `path` out of the bank.",
    ),
    Rule.PATH_DIFFERS: Lesson(
        "The bank was made from another text than the file now holds. Run `pathdeck generate` with `--bank`; it "
        "keeps ids, progress and your edits.",
    ),
    Rule.BANK_ID: Lesson(
        "Published under another id, the bank would be a second deck, and the learners of the first would stay behind.",
    ),
    Rule.CONTAINED: Lesson(
        "If the longer one is right, so is the shorter; careful readers see that only one of them can be meant.",
        _pick("right: the mate", "wrong: the mate on watch, why: Any mate may.", ask="Who steers?"),
        _pick("right: the mate", "wrong: the cook, why: Never.", ask="Who steers?"),
    ),
    Rule.LENGTH: Lesson(
        "Authors take more care with the right option, and learners know it. Give the others as much care.",
        _pick(
            "right: Because shortening sail is easy before the wind rises",
            f"wrong: It looks better, {_WHY}",
            f"wrong: Rules say so, {_WHY}",
            ask="Why reef early?",
        ),
        _pick(
            "right: Before the wind rises it is easy",
            f"wrong: It looks better from the shore, {_WHY}",
            f"wrong: Rules of the port say so, {_WHY}",
            ask="Why reef early?",
        ),
    ),
    Rule.STEM_WORD: Lesson(
        "A word that the question and one option share is a hint. Say it in another word, or let a wrong option "
        "share it.",
        _pick(
            "right: A chain stopper",
            "wrong: A wooden plank, why: It breaks.",
            ask="What keeps the anchor chain from slipping?",
        ),
        _pick(
            "right: A stopper",
            "wrong: A wooden plank, why: It breaks.",
            ask="What keeps the anchor chain from slipping?",
        ),
    ),
    Rule.ALL_OF: Lesson(
        "Who knows two of them has the answer without the third, and above is nowhere once options are shuffled. "
        "Ask it as a `multi`.",
        _pick("right: Cork", f"wrong: Lead, {_WHY}", f"wrong: All of the above, {_WHY}"),
        _pick("right: Cork", f"wrong: Lead, {_WHY}", f"wrong: Iron, {_WHY}"),
    ),
    Rule.NEGATIVE: Lesson(
        "A small not is overlooked, and then reading is tested instead of knowing. Ask for what holds, or write "
        "**not**.",
        _pick("right: Lead", "wrong: Cork, why: It floats.", ask="Which of these does not float?"),
        _pick("right: Lead", "wrong: Cork, why: It floats.", ask="Which of these does **not** float?"),
    ),
    Rule.NO_WHY: Lesson(
        "The moment after a mistake is when an explanation is read. Say what is true of the option, not only that "
        "it is wrong.",
        _pick("right: Cork", "wrong: Lead"),
        _pick("right: Cork", f"wrong: Lead, {_WHY}"),
    ),
    Rule.PRONOUN: Lesson(
        "Questions come one by one and in any order; nothing stands before this one.",
        "- {id: cork, kind: flashcard, ask: It floats because of what?, answer: Air.}",
        "- {id: cork, kind: flashcard, ask: Cork floats because of what?, answer: Air.}",
    ),
    Rule.DEAD_SOURCE: Lesson(
        "Learners follow the source after a mistake. Heading anchors are made as GitHub makes them; the check looks "
        "into Markdown files beside the bank.",
        "- {id: oars, kind: task, ask: Ship the oars., source: harbour.md#buyos}",
        "- {id: oars, kind: task, ask: Ship the oars., source: harbour.md#buoys}",
    ),
    Rule.DEAD_AVOID: Lesson(
        "`avoid` keeps questions apart that give each other away; an id that is not there keeps nothing apart.",
        "- {id: oars, kind: task, ask: Ship the oars., avoid: [sails]}",
        "- {id: oars, kind: task, ask: Ship the oars., avoid: [sail]}\n- {id: sail, kind: task, ask: Set sail.}",
    ),
    Rule.HABIT: Lesson(
        "Over many questions a habit shows: the right option is the longest, has most commas, or repeats the question. "
        "Who follows it scores without knowing.",
        _picks("right: 'oak{0}, fig'", "{{wrong: fig gum{0}, why: no}}", "{{wrong: gum oak{0}, why: no}}"),
        _picks("right: oak fig{0}", "{{wrong: fig gum{0}, why: no}}", "{{wrong: gum oak{0}, why: no}}"),
    ),
    Rule.FATE: Lesson(
        "A text that is always wrong, or always right, is soon known for that. Offer it in both parts.",
        _picks("right: Pilot {0}", "{{wrong: Cook, why: no}}", count=4),
        _picks("right: Pilot {0}", "{{wrong: Cook {0}, why: no}}", count=4),
    ),
    Rule.BALANCE: Lesson(
        "Where most statements are true, true is the better guess.",
        "\n".join(
            f"- {{id: {name}, kind: truefalse, ask: {name.title()} wear., answer: true}}"
            for name in ("ropes", "sails", "oars")
        ),
        "- {id: ropes, kind: truefalse, ask: Ropes wear., answer: true}\n"
        "- {id: sails, kind: truefalse, ask: Sails wear., answer: true}\n"
        "- {id: stars, kind: truefalse, ask: Stars wear., answer: false}",
    ),
    Rule.TWIN: Lesson(
        "Two questions for one thing double the work and teach nothing more. Where both are meant, give them the same "
        "`fact` and two kinds; then only one comes on a day.",
        "- {id: a, kind: typed, ask: Which colour has a port buoy?, answer: red}\n"
        "- {id: b, kind: typed, ask: What is the color of a port buoy?, answer: red}",
        "- {id: a, kind: typed, ask: Which colour has a port buoy?, answer: red}\n"
        "- {id: b, kind: typed, ask: Which shape has a port buoy?, answer: can}",
    ),
    Rule.GIVEAWAY: Lesson(
        "Who was asked the one knows the other. `avoid` keeps them apart by a day at least.",
        "- {id: a, kind: typed, ask: What ties a ship to the quay?, answer: mooring line}\n"
        "- {id: b, kind: typed, ask: Where does a mooring line chafe?, answer: fairlead}",
        "- {id: a, kind: typed, ask: What ties a ship to the quay?, answer: mooring line, avoid: [b]}\n"
        "- {id: b, kind: typed, ask: Where does a mooring line chafe?, answer: fairlead}",
    ),
    Rule.RAISE_REV: Lesson(
        "An edit keeps everybody's progress, which is wrong when another answer is right now. Raise `rev` by one, "
        "and the question is due again for all; leave it where only the words are better.",
    ),
    Rule.REV_LOWERED: Lesson(
        "A `rev` counts the meanings that a question has had. Progress under the higher one exists already.",
    ),
    Rule.RETIRES_MANY: Lesson(
        "Mostly the wrong file was taken, or half of it is missing. If it is meant, say so with `--retire`.",
    ),
}
