"""Calendars as other programs read them: iCalendar, RFC 5545, with all-day entries only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

CALENDAR_TYPE = "text/calendar"
_FOLDED_OCTETS = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
# A calendar must hold something (section 3.6), so one without an entry says its time zone.
_NOTHING = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """An entry that lasts a day and keeps nobody busy; a calendar that sees the same `uid` again replaces the entry."""

    uid: str
    day: date
    summary: str
    description: str
    url: str


def write_calendar(entries: Sequence[DayEntry], *, name: str, now: datetime) -> str:
    """A calendar to subscribe to; it asks to be read again every hour."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pathdeck//Pathdeck//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for entry in entries for line in _entry(entry, now)),
        *(() if entries else _NOTHING),
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(entry: DayEntry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    yield f"URL:{''.join(entry.url.split())}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Section 3.3.11: control characters are not allowed, and four characters are escaped."""
    return _CONTROL.sub("", words.replace("\r\n", "\n")).translate(_ESCAPES)


def _folded(line: str) -> str:
    """Section 3.1: at most 75 octets a line, the space of a folded one included; no character is cut."""
    parts, room = [""], _FOLDED_OCTETS
    for character in line:
        room -= len(character.encode())
        if room < 0:
            parts.append("")
            room = _FOLDED_OCTETS - 1 - len(character.encode())
        parts[-1] += character
    return "\r\n ".join(parts)
