"""Every rule an author can meet, with its code: the manual explains the same list."""

from enum import Enum

from quizzes.core.problems import Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


class Rule(Enum):
    """A rule of the bank format: its code never changes, and a warning never stops publishing."""

    ENCODING = ("Y100", _ERROR, "A bank is a UTF-8 text file.")
    TOO_BIG = ("Y101", _ERROR, "A bank has a largest size: 32 MB as a file, 2 MB in the browser.")
    CONTROL = ("Y102", _ERROR, "Control characters have no place in a bank.")
    DIRECTION = ("Y103", _ERROR, "Characters that reorder a line would show another text than the one stored.")
    COLON = ("Y104", _ERROR, "A text with a colon and a space in it stands in quotes.")
    TAB = ("Y105", _ERROR, "Indentation is made of spaces, never of tabs.")
    UNREADABLE = ("Y106", _ERROR, "A bank is written in YAML; this line could not be read.")
    QUOTES = ("Y107", _ERROR, "A text that begins with a special character stands in quotes.")
    INDENTATION = ("Y108", _ERROR, "Lines that belong together begin in the same column.")
    UNCLOSED = ("Y109", _ERROR, "Every quote and bracket that opens also closes.")
    ALIAS = ("Y110", _ERROR, "References with & and * are not used; a text that begins with one stands in quotes.")
    TAG = ("Y111", _ERROR, "Types with ! are not used; a text that begins with one stands in quotes.")
    DOCUMENTS = ("Y112", _ERROR, "One file holds one bank.")
    DUPLICATE_KEY = ("Y113", _ERROR, "A key stands once in its place.")
    DEPTH = ("Y114", _ERROR, "A bank is nested at most 20 levels deep.")
    NODES = ("Y115", _ERROR, "A bank holds at most 2,000,000 texts and lists.")
    ODD_KEY = ("Y116", _ERROR, "A key is a text, never a list.")
    QUESTIONS = ("Y117", _ERROR, "A bank holds at most 20,000 questions.")
    CUT = ("Y118", _WARNING, "A # after one space cuts off the rest of a text that has no quotes.")
    SPACE = ("Y120", _ERROR, "An ordinary space follows each dash and each colon.")
    EMPTY_FILE = ("Y119", _ERROR, "A bank begins with format, bank and questions.")

    UNKNOWN_KEY = ("Y201", _ERROR, "Only the keys of the format are read; others would be lost.")
    UNKNOWN_KIND = ("Y202", _ERROR, "There are ten kinds of questions.")
    MISSING = ("Y203", _ERROR, "Some keys must be there.")
    WANT_TEXT = ("Y204", _ERROR, "A text stands here, not a list.")
    WANT_LIST = ("Y205", _ERROR, "A list stands here.")
    WANT_KEYS = ("Y206", _ERROR, "Keys with values stand here.")
    VALUE = ("Y207", _ERROR, "Some keys take only certain values.")
    EMPTY = ("Y208", _ERROR, "A key that is there has a text.")
    TOO_LONG = ("Y210", _ERROR, "A text has at most 20,000 bytes, and a list at most 100 entries.")
    NO_ID = ("Y211", _ERROR, "Every question has an id, chosen once, so that edits never cost progress.")
    ID_FORM = ("Y212", _ERROR, "An id is at most 120 letters, digits, hyphens, dots, colons, slashes and underscores.")

    ID_TWICE = ("Y301", _ERROR, "An id, also a former one, belongs to one question.")
    ONE_RIGHT = ("Y302", _ERROR, "A choice has exactly one right option, a decision exactly one best.")
    NONE_RIGHT = ("Y303", _ERROR, "A multi has at least one right option.")
    BLANKS = ("Y304", _ERROR, "Each ___ in the text of a cloze has its entry under blanks.")
    TWICE = ("Y305", _ERROR, "Options, sides and steps differ from each other.")
    TOO_FEW = ("Y306", _ERROR, "Options, pairs and steps come at least in twos.")
    SHARED_RIGHT = ("Y307", _ERROR, "Two left sides of a match never share a right side.")
    IMAGE = ("Y308", _ERROR, "Format 1 has no images in questions.")
    BANK_TWICE = ("Y310", _ERROR, "Each bank has an id of its own.")
    RIGHT_MISTAKE = ("Y311", _ERROR, "An expected mistake is not also an accepted answer.")
    NO_NUMBER = ("Y312", _ERROR, "With match: number the answer is a number.")

    PATH_MISSING = ("Y313", _ERROR, "The path that a bank was made from stands where the bank says.")
    PATH_DIFFERS = ("Y314", _ERROR, "A bank is published with the very path that it was made from.")
    BANK_ID = ("Y315", _ERROR, "A deck keeps the id of its bank, and no other deck of its owner has it.")

    CONTAINED = ("Y401", _WARNING, "An option inside another gives one of them away.")
    LENGTH = ("Y402", _WARNING, "A right option that stands out by its length is guessed without knowing.")
    STEM_WORD = ("Y403", _WARNING, "A word of the question that only the right option repeats gives it away.")
    ALL_OF = ("Y404", _WARNING, "All or none of the above tests logic, and options are shuffled.")
    NEGATIVE = ("Y405", _WARNING, "A negative question is misread unless its NOT stands out.")
    NO_WHY = ("Y406", _WARNING, "A wrong option says why it is wrong.")
    PRONOUN = ("Y407", _WARNING, "A question stands alone: it or this points at nothing.")
    DEAD_SOURCE = ("Y408", _WARNING, "A source leads to a heading that is there.")
    DEAD_AVOID = ("Y409", _WARNING, "Avoid lists ids of questions in the same bank.")

    HABIT = ("Y410", _WARNING, "Who always picks the longest, shortest or most telling-looking option gains nothing.")
    FATE = ("Y411", _WARNING, "An option shown four times or more is right in 10 to 60 % of its showings.")
    BALANCE = ("Y412", _WARNING, "About half of the statements are true.")
    TWIN = ("Y413", _WARNING, "A bank asks each thing once.")
    GIVEAWAY = ("Y414", _WARNING, "A question that gives another one away is listed under avoid.")

    RAISE_REV = ("Y501", _WARNING, "When the meaning changes, rev is raised, so that the question is learned again.")
    REV_LOWERED = ("Y502", _ERROR, "A rev only ever grows.")
    RETIRES_MANY = ("Y503", _ERROR, "Publishing stops when over 30 % and over 10 questions would retire.")

    def __init__(self, code: str, severity: Severity, meaning: str) -> None:
        """Unpack the members' tuples into names."""
        self.code = code
        self.severity = severity
        self.meaning = meaning
