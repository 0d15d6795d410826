"""People without a browser: they read pages and send the forms that stand in them."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.lighthouse import SECTIONS

_FIELD = re.compile(r'name="(csrf_token|token|seq)" value="([^"]*)"')


class Visitor:
    """Somebody with a cookie jar, who sends what the page in front of them holds."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.page = ""

    def get(self, address: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self._seen(self.client.get(address, **options))

    def post(self, address: str, *, headers: dict[str, str] | None = None, **fields: Any) -> TestResponse:
        """Send the form in front of them with these fields filled in."""
        hidden = dict(_FIELD.findall(self.page))
        return self._seen(self.client.post(address, data={**hidden, **fields}, headers=headers))

    def ask(self, kind: str) -> TestResponse:
        """Open the question of this kind."""
        return self.get(f"/study?deck=1&section={SECTIONS[kind]}")

    def answer(self, kind: str, **fields: Any) -> TestResponse:
        """Open the question of this kind and answer it."""
        self.ask(kind)
        return self.post(f"/study/answer?deck=1&section={SECTIONS[kind]}", **fields)

    def option(self, words: str) -> str:
        """The key of the option, step or right side with these words, as the page in front of them shows it."""
        found = re.search(rf'value="([0-9a-f]+)"[^>]*>(?:(?!value=).)*?{re.escape(words)}', self.page, re.DOTALL)
        assert found, words
        return found[1]

    def _seen(self, response: TestResponse) -> TestResponse:
        self.page = response.text
        return response
