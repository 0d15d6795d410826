"""The forms of accounts: what is typed comes back with its problem, except passwords."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from quizzes.core.names import BadEmail, BadName, clean_email, clean_name
from quizzes.core.passwords import BadPassword, check_password

_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInForm:
    """A name and a password, taken as they are: whether they fit is found out in one place."""

    name: str
    password: str = field(repr=False)

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; what is longer than any name or password is cut, and fits nothing then."""
        return cls(name=form.get("name", "")[:_LONGEST], password=form.get("password", "")[:_LONGEST])


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountForm:
    """What makes an account; `problems` has one entry for each field that must change."""

    name: str
    password: str = field(repr=False)
    email: str
    zone: str
    problems: Mapping[str, str]

    @classmethod
    def parse(cls, form: Mapping[str, str], *, with_password: bool = True) -> Self:
        """The form as sent, cleaned where it is right."""
        problems: dict[str, str] = {}
        name, password, email = form.get("name", "")[:_LONGEST], "", form.get("email", "").strip()[:_LONGEST]
        try:
            name = clean_name(name)
        except BadName as wrong:
            problems["name"] = _sentence(wrong)
        if with_password:
            try:
                password = check_password(form.get("password", ""), name=name)
            except BadPassword as wrong:
                problems["password"] = _sentence(wrong)
        try:
            email = clean_email(email) if email else ""
        except BadEmail as wrong:
            problems["email"] = _sentence(wrong)
        return cls(name=name, password=password, email=email, zone=form.get("zone", ""), problems=problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordForm:
    """A new password, and the one before where there is one."""

    old: str = field(repr=False)
    new: str = field(repr=False)
    problem: str

    @classmethod
    def parse(cls, form: Mapping[str, str], *, name: str) -> Self:
        """The form as sent, with what is wrong with the new password."""
        old, new = form.get("old", "")[:_LONGEST], form.get("password", "")
        try:
            return cls(old=old, new=check_password(new, name=name), problem="")
        except BadPassword as wrong:
            return cls(old=old, new="", problem=_sentence(wrong))


def _sentence(wrong: ValueError) -> str:
    words = str(wrong)
    return f"{words[:1].upper()}{words[1:]}."
