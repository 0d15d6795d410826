"""RFC 5545, read back by a reader of its own: lines, folds, escapes and what must be there."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quizzes.core.calendar import DayEntry, write_calendar

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def entry(summary: str = "18 cards to review", **fields: str) -> DayEntry:
    given = {"uid": "2026-03-02-ab@pathdeck", "description": "", "url": "https://decks.example.org/study"} | fields
    return DayEntry(day=date(2026, 3, 2), summary=summary, **given)


def unfolded(calendar: str) -> list[str]:
    assert calendar.endswith("\r\n")
    return calendar.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value(calendar: str, name: str) -> str:
    [line] = [line for line in unfolded(calendar) if line.startswith(name)]
    text = line.removeprefix(name).removeprefix(":")
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], text)


def test_a_day_is_one_entry_that_keeps_nobody_busy() -> None:
    lines = unfolded(write_calendar([entry()], name="Pathdeck", now=NOON))
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]

    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert event == [
        "BEGIN:VEVENT",
        "UID:2026-03-02-ab@pathdeck",
        "DTSTAMP:20260302T120000Z",
        "DTSTART;VALUE=DATE:20260302",
        "SUMMARY:18 cards to review",
        "DESCRIPTION:",
        "URL:https://decks.example.org/study",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_the_calendar_asks_to_be_read_again() -> None:
    lines = unfolded(write_calendar([entry()], name="Pathdeck", now=NOON))

    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "METHOD:PUBLISH"} < set(lines)


def test_the_stamp_is_in_utc_wherever_the_clock_stands() -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))

    assert write_calendar([entry()], name="x", now=tokyo) == write_calendar([entry()], name="x", now=NOON)


@pytest.mark.parametrize("text", ["a, b; c", "back\\slash", "two\nlines", "\\n is not a line", "Straße 🗼 " * 30, ""])
def test_any_words_come_back_as_they_were(text: str) -> None:
    calendar = write_calendar([entry(text)], name=text, now=NOON)

    assert (value(calendar, "SUMMARY"), value(calendar, "NAME")) == (text, text)


def test_control_characters_are_left_out() -> None:
    calendar = write_calendar([entry("a\x00b\x7fc\r\nd", url="https://x/\r\nATTACH:y")], name="x", now=NOON)

    assert value(calendar, "SUMMARY") == "abc\nd"
    assert value(calendar, "URL") == "https://x/ATTACH:y"


@pytest.mark.parametrize("letter", ["a", "é", "€", "🗼"], ids=["one", "two", "three", "four"])
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(letter: str) -> None:
    for length in range(60, 90):
        calendar = write_calendar([entry(letter * length)], name="x", now=NOON).encode()
        lines = calendar.split(b"\r\n")

        assert max(map(len, lines)) <= 75
        assert [line.decode() for line in lines]
        assert value(calendar.decode(), "SUMMARY") == letter * length


def test_lines_end_as_the_standard_says() -> None:
    calendar = write_calendar([entry("a\nb")], name="x", now=NOON)

    assert re.findall(r"(?<!\r)\n|\r(?!\n)", calendar) == []


def test_a_calendar_without_an_entry_still_holds_something() -> None:
    lines = unfolded(write_calendar([], name="x", now=NOON))

    assert "BEGIN:VEVENT" not in lines
    assert lines.count("BEGIN:VTIMEZONE") == lines.count("END:VTIMEZONE") == 1
