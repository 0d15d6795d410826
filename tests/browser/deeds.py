"""Answering each kind of question as a person does: with the pointer, or with the keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

RIGHT = {
    "choice": ("More dark than light",),
    "multi": ("Its character", "Its range"),
    "truefalse": ("True",),
    "typed": ("geographic range",),
    "cloze": ("Fl", "10s"),
    "match": ("Struck metal", "A long low tone", "Air through a slit"),
    "order": ("Open the curtain", "Wind the clockwork", "Light the lamp", "Log the time"),
    "flashcard": ("Good",),
    "decision": ("Sound the horn",),
}
WRONG = {
    "choice": ("More light than dark",),
    "multi": ("Its colour at every distance",),
    "truefalse": ("False",),
    "typed": ("horizon",),
    "cloze": ("Oc", "9s"),
    "match": ("A gunshot", "A gunshot", "A gunshot"),
    "order": ("Log the time", "Light the lamp", "Wind the clockwork", "Open the curtain"),
    "flashcard": ("Again",),
    "decision": ("Write the log",),
}
NEARLY = {
    "multi": ("Its character",),
    "typed": ("geographyc rangee",),
    "cloze": ("Fl", "9s"),
    "match": ("Struck metal", "A long low tone", "A gunshot"),
    "order": ("Wind the clockwork", "Open the curtain", "Light the lamp", "Log the time"),
    "decision": ("Change the lamp",),
}


def answer(page: Page, kind: str, words: tuple[str, ...]) -> None:
    """Answer the question in front of us with the pointer."""
    _POINTER.get(kind, _pick)(page, words)
    if kind in CHECKED:
        page.get_by_role("button", name="Check").click()


def _pick(page: Page, words: tuple[str, ...]) -> None:
    page.locator("button.option", has_text=words[0]).click()


def _tick(page: Page, words: tuple[str, ...]) -> None:
    for option in words:
        page.get_by_role("checkbox", name=option).check()


def _write(page: Page, words: tuple[str, ...]) -> None:
    for field, text in zip(page.locator("[name=text]").all(), words, strict=True):
        field.fill(text)


def _pair(page: Page, words: tuple[str, ...]) -> None:
    for pick, side in zip(page.locator(".pair select").all(), words, strict=True):
        pick.select_option(label=side)


def _rate(page: Page, words: tuple[str, ...]) -> None:
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name=words[0]).click()


def _sort(page: Page, words: tuple[str, ...]) -> None:
    for place, step in enumerate(words):
        for _ in range(page.locator(".step").count()):
            if step in page.locator(".step").nth(place).inner_text():
                break
            page.get_by_role("button", name=f"Move “{step}” up").click()
        expect(page.locator(".step").nth(place)).to_contain_text(step)


_POINTER: dict[str, Callable[[Page, tuple[str, ...]], None]] = {
    "multi": _tick,
    "typed": _write,
    "cloze": _write,
    "match": _pair,
    "order": _sort,
    "flashcard": _rate,
}
CHECKED = ("multi", "typed", "cloze", "match", "order")


def type_answer(page: Page, kind: str, words: tuple[str, ...]) -> None:
    """Answer the question in front of us by keyboard alone."""
    keys = page.keyboard
    match kind:
        case "choice" | "truefalse" | "decision":
            keys.press(_letter(page, words[0]))
        case "multi":
            for option in words:
                keys.press(_letter(page, option))
            keys.press("Enter")
        case "typed" | "cloze":
            for place, text in enumerate(words):
                keys.press("Tab") if place else None
                keys.type(text)
            keys.press("Enter")
        case "match":
            for side in words:
                keys.type(side)
                keys.press("Tab")
            keys.press("Enter")
        case "order":
            _sort_by_arrows(page, words)
        case "flashcard":
            keys.press("Enter")
            expect(page.locator(".answer")).to_be_visible()
            keys.press(str(["Again", "Hard", "Good", "Easy"].index(words[0]) + 1))


def _letter(page: Page, words: str) -> str:
    return page.locator(".option", has_text=words).locator(".option__key").inner_text().lower()


def _sort_by_arrows(page: Page, words: tuple[str, ...]) -> None:
    for place, step in enumerate(words):
        tab_to(page, page.locator(".step", has_text=step))
        for _ in range(page.locator(".step").count()):
            if step in page.locator(".step").nth(place).inner_text():
                break
            page.keyboard.press("ArrowUp")
    tab_to(page, page.get_by_role("button", name="Check"))
    page.keyboard.press("Enter")


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the focus is on the goal or within it, starting over at the end of the page."""
    for _ in range(60):
        if goal.evaluate("goal => goal.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")
