"""Why the rules of reading are there, with what breaks each and the same put right."""

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lesson import Lesson, whole

READING: dict[Rule, Lesson] = {
    Rule.ENCODING: Lesson(
        "Every editor can save UTF-8, and only then do all letters arrive as they were typed. Choose UTF-8 where the "
        "editor asks for an encoding.",
    ),
    Rule.TOO_BIG: Lesson(
        "A file of that size is rather a mistake than a bank, and it would keep the server busy. Split it in two.",
    ),
    Rule.CONTROL: Lesson(
        "Nobody sees such a character, and it breaks comparisons and pages. It came along from a word processor or a "
        "terminal.",
        "- {id: oars, kind: task, ask: Ship\x07 the oars.}",
        "- {id: oars, kind: task, ask: Ship the oars.}",
    ),
    Rule.DIRECTION: Lesson(
        "With such a character a reviewer reads another text than the learner gets. Right-to-left languages do not "
        "need it: each text finds its own direction.",
        "- {id: file, kind: flashcard, ask: What is \u202ecod.exe?, answer: A program.}",
        "- {id: file, kind: flashcard, ask: What is exe.doc?, answer: A text.}",
    ),
    Rule.COLON: Lesson(
        "A colon and a space separate a key from its value, so the second one in a line is doubtful. Quotes say "
        "that it is text.",
        "- id: port\n  kind: flashcard\n  ask: Port: which side is it?\n  answer: Left.",
        '- id: port\n  kind: flashcard\n  ask: "Port: which side is it?"\n  answer: Left.',
    ),
    Rule.TAB: Lesson(
        "Each editor shows a tab in another width, so that nobody could see what belongs together. Let your editor "
        "insert spaces when you press Tab.",
        "- id: oars\n\tkind: task\n  ask: Ship the oars.",
        "- id: oars\n  kind: task\n  ask: Ship the oars.",
    ),
    Rule.UNREADABLE: Lesson(
        "Something stands here that no rule below covers: marks of a merge, the fence of a Markdown block, a backslash "
        "in double quotes.",
        '- id: drive\n  kind: flashcard\n  ask: "What is C:\\windows?"\n  answer: A folder.',
        "- id: drive\n  kind: flashcard\n  ask: 'What is C:\\windows?'\n  answer: A folder.",
    ),
    Rule.QUOTES: Lesson(
        "Some signs have a meaning of their own at the start of a value: backtick, @, %, |, >, {, [, and ? or - with a "
        "space after it. Quotes make them text.",
        "- id: ls\n  kind: flashcard\n  ask: `ls` shows what?\n  answer: Files.",
        '- id: ls\n  kind: flashcard\n  ask: "`ls` shows what?"\n  answer: Files.',
    ),
    Rule.INDENTATION: Lesson(
        "What belongs together begins in the same column: all keys of a question, all options of a list. A text that "
        "goes on in the next line is indented deeper than its key.",
        "- id: oars\n  kind: task\n    ask: Ship the oars.",
        "- id: oars\n  kind: task\n  ask: Ship the oars.",
    ),
    Rule.UNCLOSED: Lesson(
        "Without its second half nobody knows where a text or a list ends. Where a text has quotes of its own inside, "
        "put the other kind around it.",
        '- id: idem\n  kind: flashcard\n  ask: "What does "idempotent" mean?"\n  answer: Twice is as once.',
        "- id: idem\n  kind: flashcard\n  ask: 'What does \"idempotent\" mean?'\n  answer: Twice is as once.",
    ),
    Rule.ALIAS: Lesson(
        "YAML can copy a part of a file by a name. A bank does without: each question says all that it says, and "
        "can be read, moved and compared alone.",
        "- id: glob\n  kind: flashcard\n  ask: *.log matches what?\n  answer: Logs.",
        '- id: glob\n  kind: flashcard\n  ask: "*.log matches what?"\n  answer: Logs.',
    ),
    Rule.TAG: Lesson(
        "YAML can say of which type a value is. In a bank every value is the text that you type, and the key decides.",
        "- id: css\n  kind: flashcard\n  ask: !important does what?\n  answer: It wins.",
        '- id: css\n  kind: flashcard\n  ask: "!important does what?"\n  answer: It wins.',
    ),
    Rule.DOCUMENTS: Lesson(
        "A line of three dashes begins a second document, and nothing would say which of them is the bank.",
        whole("questions:\n- {id: oars, kind: task, ask: Ship the oars.}\n---\nmore: here"),
        whole("questions:\n- {id: oars, kind: task, ask: Ship the oars.}"),
    ),
    Rule.DUPLICATE_KEY: Lesson(
        "Other readers would take the last one and lose the first without a word.",
        "- id: oars\n  kind: task\n  ask: Ship the oars.\n  ask: Stow the oars.",
        "- id: oars\n  kind: task\n  ask: Ship the oars.",
    ),
    Rule.DEPTH: Lesson(
        "No bank needs that many levels; a list of open brackets does, and it could stop a server.",
        "- {id: oars, kind: task, ask: Ship the oars., tags: [[[[[[[[[[[[[[[[[[[[deep]]]]]]]]]]]]]]]]]]]]}",
        "- {id: oars, kind: task, ask: Ship the oars., tags: [deep]}",
    ),
    Rule.NODES: Lesson("A bank with so many parts would keep the server busy. Split it in two."),
    Rule.ODD_KEY: Lesson(
        "Something in brackets stands before a colon. Often a quote is missing.",
        "- id: oars\n  kind: task\n  ? [ask]\n  : Ship the oars.",
        "- id: oars\n  kind: task\n  ask: Ship the oars.",
    ),
    Rule.QUESTIONS: Lesson("Nobody learns so many questions as one deck. Split the bank by subject."),
    Rule.CUT: Lesson(
        "A space and # begin a comment. With two spaces it is clear that you mean one; with one space it may be the "
        "end of your text that is lost.",
        "- id: sharp\n  kind: flashcard\n  ask: What is C #?\n  answer: A note.",
        '- id: sharp\n  kind: flashcard\n  ask: "What is C #?"\n  answer: A note.',
    ),
    Rule.SPACE: Lesson(
        "Without the space the dash or the colon is a part of the word. A space that was copied from a page may be of "
        "another kind, which looks the same.",
        "- id: oars\n  kind:task\n  ask: Ship the oars.",
        "- id: oars\n  kind: task\n  ask: Ship the oars.",
    ),
    Rule.EMPTY_FILE: Lesson(
        "The head says which format the file is in and which bank it holds.",
        whole("", head=""),
        whole("questions:\n- {id: oars, kind: task, ask: Ship the oars.}"),
    ),
    Rule.UNKNOWN_KEY: Lesson(
        "A key that nobody reads is a text that no learner sees. Mostly it is a slip of the pen, or it stands in the "
        "wrong place.",
        "- id: port\n  kind: flashcard\n  ask: Which side is port?\n  anwser: Left.",
        "- id: port\n  kind: flashcard\n  ask: Which side is port?\n  answer: Left.",
    ),
    Rule.UNKNOWN_KIND: Lesson(
        "The kinds are choice, multi, truefalse, typed, cloze, match, order, flashcard, decision and task.",
        "- {id: port, kind: card, ask: Which side is port?, answer: Left.}",
        "- {id: port, kind: flashcard, ask: Which side is port?, answer: Left.}",
    ),
    Rule.MISSING: Lesson(
        "Without it the question cannot be asked or judged.",
        "- {id: port, kind: flashcard, ask: Which side is port?}",
        "- {id: port, kind: flashcard, ask: Which side is port?, answer: Left.}",
    ),
    Rule.WANT_TEXT: Lesson(
        "Brackets at the start of a value make a list. Quotes make it a text again.",
        "- id: pair\n  kind: flashcard\n  ask: [1, 2]\n  answer: A pair.",
        '- id: pair\n  kind: flashcard\n  ask: "[1, 2]"\n  answer: A pair.',
    ),
    Rule.WANT_LIST: Lesson(
        "Where several entries may stand, one entry is a list, too: in brackets, or with a dash below the key.",
        "- {id: oars, kind: task, ask: Ship the oars., tags: boats}",
        "- {id: oars, kind: task, ask: Ship the oars., tags: [boats]}",
    ),
    Rule.WANT_KEYS: Lesson(
        "Here several things are said, each by its key.",
        "- {id: port, kind: typed, ask: Which side is port?, answer: left, mistakes: [right]}",
        "- {id: port, kind: typed, ask: Which side is port?, answer: left, mistakes: [{when: right, why: The other.}]}",
    ),
    Rule.VALUE: Lesson(
        "Only these values have a meaning; another one would be a wish that nobody reads.",
        "- {id: oars, kind: task, ask: Ship the oars., status: gone}",
        "- {id: oars, kind: task, ask: Ship the oars., status: retired}",
    ),
    Rule.EMPTY: Lesson(
        "A key without a text is a text that was forgotten, or one that a # cut off.",
        "- {id: port, kind: flashcard, ask: Which side is port?, answer: , hint: Think.}",
        "- {id: port, kind: flashcard, ask: Which side is port?, answer: Left., hint: Think.}",
    ),
    Rule.TOO_LONG: Lesson(
        "Nobody reads such a text while answering. Put it into the path, and lead there by `source`.",
        f"- {{id: port, kind: flashcard, ask: Which side is port?, answer: Left., hint: {'x' * 20_001}}}",
        "- {id: port, kind: flashcard, ask: Which side is port?, answer: Left., hint: Think of the heart.}",
    ),
    Rule.NO_ID: Lesson(
        "The id is what progress hangs on. Write it once and leave it, whatever happens to the text. `pathdeck fmt` "
        "fills in the ids that are missing.",
        "- kind: task\n  ask: Ship the oars.",
        "- id: ship-oars\n  kind: task\n  ask: Ship the oars.",
    ),
    Rule.ID_FORM: Lesson(
        "Such an id can stand in an address, a command and a list without quotes.",
        "- {id: ship oars, kind: task, ask: Ship the oars.}",
        "- {id: ship-oars, kind: task, ask: Ship the oars.}",
    ),
}
