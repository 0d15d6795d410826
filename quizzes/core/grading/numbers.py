"""Numbers as people write them: thousands apart, comma or point, a unit or a currency sign."""

import re
from dataclasses import dataclass
from decimal import Decimal

from quizzes.core.text import tidy

_GROUPED = r"\d{1,3}(?:(?P<sep>[ '’_])\d{3})(?:(?P=sep)\d{3})*(?:[.,]\d+)?"
_COMMAS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_POINTS = r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
_SIMPLE = r"\d*[.,]\d+|\d+"
_QUANTITY = re.compile(
    rf"(?P<sign>[+-]?)\s*(?P<currency>[$€£¥]?)\s*(?P<number>{_GROUPED}|{_COMMAS}|{_POINTS}|{_SIMPLE})"
    r"(?:[eE](?P<exponent>[+-]?\d{1,3}))?\s*(?P<unit>[^\d\s.,+-][^\d]{0,30}|\+)?"
)
_SPELLINGS = {
    "%": ("percent", "per cent"),
    "ms": ("msec", "millisecond"),
    "s": ("sec", "second"),
    "min": ("minute",),
    "h": ("hr", "hour"),
    "d": ("day",),
    "°c": ("degree celsius", "degrees celsius"),
}
"""Units that people write out or shorten as they like; "m" is none of them, for it may be a minute or a metre."""
_SAME_UNIT = {spelling: unit for unit, known in _SPELLINGS.items() for name in known for spelling in (name, f"{name}s")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number and the unit written with it, if any."""

    value: Decimal
    unit: str

    def equals(self, other: "Quantity") -> bool:
        """Equal in value; units count only where both sides write one."""
        return self.value == other.value and (not self.unit or not other.unit or self.unit == other.unit)

    def measures(self, other: "Quantity") -> bool:
        """Equal in value and in unit, where both sides write one."""
        return bool(self.unit) and self == other


def quantity(text: str) -> Quantity | None:
    """The number that a whole text is, or None: `１２` is 12, `1e400` a number, `nan` and `1e99999` are none."""
    found = _QUANTITY.fullmatch(tidy(text))
    if not found:
        return None
    exponent = found["exponent"] or "0"
    value = Decimal(f"{found['sign']}{_digits(found['number'])}e{exponent}")
    return Quantity(value, _unit(found["unit"] or found["currency"]))


def _digits(number: str) -> str:
    if re.fullmatch(_COMMAS, number):
        return number.replace(",", "")
    if re.fullmatch(_POINTS, number):
        return number.replace(".", "").replace(",", ".")
    return re.sub("[ '’_]", "", number).replace(",", ".")


def _unit(written: str) -> str:
    unit = written.strip().casefold()
    plural = len(unit) > 3 and unit.endswith("s") and unit.isalpha()
    return _SAME_UNIT.get(unit, unit.removesuffix("s") if plural else unit)
