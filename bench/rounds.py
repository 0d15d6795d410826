"""Fifty people in one round over HTTP, polling as their screens do, beside a request that does the least.

    .venv/bin/python -m bench.rounds

One machine, the server as `pathdeck serve` starts it. Each person polls every 1.5 s and answers each question; the host
reveals and moves on. The bare request is `/how`: a page without a database beyond the session.
"""

import re
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from bench.crowd import crowd, database_in
from bench.review import PORT, serving
from quizzes.clock import utc_now
from quizzes.services import rounds
from quizzes.settings import Settings
from quizzes.web.security.key import make_key

PEOPLE, QUESTIONS, SECONDS_A_STAGE = 50, 5, 3
POLL_SECONDS = 1.5

_CSRF = re.compile(r'name="csrf_token" value="([^"]*)"')
_PULSE = re.compile(r'hx-get="([^"]*)"')
_PLACE = re.compile(r'name="place" value="(\d+)"')
_CHANGED = re.compile(r'name="changed" value="(\d+)"')


class Browser:
    """Somebody in the round: keeps the page at hand and notes how long each request took."""

    def __init__(self, token: str, address: str) -> None:
        self.times: dict[str, list[float]] = {"poll": [], "answer": [], "move": [], "bare": []}
        self.errors: list[str] = []
        self._server = HTTPConnection("127.0.0.1", PORT)
        self._cookies = {"pathdeck": token}
        self._address = address
        self._page = self._send("GET", address, kind="")

    def poll(self) -> None:
        """Ask for news; a screen that has moved is taken over, and its question answered."""
        self._take(self._send("GET", _PULSE.findall(self._page)[0].replace("&amp;", "&"), kind="poll"))
        place = _PLACE.search(self._page)
        if place:
            fields = {"csrf_token": self._csrf(), "place": place[1], "key": "a"}
            self._take(self._send("POST", f"{self._address}/answer", fields, kind="answer"))

    def move(self) -> None:
        """Reveal, or ask the next question."""
        changed = _CHANGED.search(self._page)
        if changed:
            fields = {"csrf_token": self._csrf(), "changed": changed[1]}
            self._take(self._send("POST", f"{self._address}/next", fields, kind="move"))

    def bare(self) -> None:
        """The least that a page costs here."""
        self._send("GET", "/how", kind="bare")

    def _take(self, page: str) -> None:
        if 'id="card"' in page:
            self._page = page
        elif page:
            # The counts alone: the screen stays, with the address of the next poll.
            self._page = _PULSE.sub(lambda _: f'hx-get="{_PULSE.findall(page)[0]}"', self._page, count=1)

    def _csrf(self) -> str:
        return str(_CSRF.findall(self._page)[0])

    def _send(self, method: str, address: str, fields: dict[str, str] | None = None, *, kind: str) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"HX-Request": "true"} if kind not in ("", "bare") else {}
        start = time.perf_counter()
        self._server.request(method, address, urlencode(fields or {}), headers)
        reply = self._server.getresponse()
        text: str = reply.read().decode()
        if kind:
            self.times[kind].append((time.perf_counter() - start) * 1000)
        if reply.status not in (200, 204):
            self.errors.append(f"{method} {address} gave {reply.status}")
            return ""
        for cookie in reply.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return text


def every(seconds: float, step: Callable[[], None], until: threading.Event, *, offset: float) -> None:
    """Does the step again and again, as a screen does, beginning a little later than the one before."""
    until.wait(offset)
    while not until.is_set():
        step()
        until.wait(seconds)


def play(browsers: list[Browser]) -> None:
    """The whole round: everybody polls and answers, the first one leads."""
    over = threading.Event()
    with ThreadPoolExecutor(PEOPLE) as people:
        screens = [
            people.submit(every, POLL_SECONDS, one.poll, over, offset=place * POLL_SECONDS / PEOPLE)
            for place, one in enumerate(browsers[1:])
        ]
        for _ in range(2 * QUESTIONS):
            browsers[0].move()
            for _ in range(int(SECONDS_A_STAGE / POLL_SECONDS)):
                time.sleep(POLL_SECONDS)
                browsers[0].poll()
        over.set()
        for screen in screens:
            screen.result()
    for _ in range(100):
        for one in browsers[:2]:
            one.bare()


def main() -> None:
    """Prints errors, times, and what a poll is beside a bare request."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_key(Settings(data=folder))
        database = database_in(folder)
        people = crowd(database, cards=100, learners=PEOPLE)
        with database.writing() as session:
            round_id = rounds.open_round(
                session, learner_id=1, deck_id=people.deck_id, section=None, group_id=None, questions=QUESTIONS,
                name="Host", reviews=True, secret="bench", seed=1, now=utc_now(),
            )  # fmt: skip
            for learner_id in range(2, PEOPLE + 1):
                rounds.join(
                    session, round_id=round_id, learner_id=learner_id, by_key=True, name="Guest", reviews=True,
                    now=utc_now(),
                )  # fmt: skip
        database.close()
        with serving("app:create_app", folder, PORT):
            browsers = [Browser(token, f"/rounds/{round_id}") for token in people.tokens]
            play(browsers)
    report(browsers)


def report(browsers: list[Browser]) -> None:
    """The times in milliseconds, all people together."""
    errors = [error for one in browsers for error in one.errors]
    medians = {}
    for kind in browsers[0].times:
        times = [took for one in browsers for took in one.times[kind]]
        cuts = quantiles(times, n=100)
        medians[kind] = cuts[49]
        print(f"{kind:8}{len(times):8} requests   p50 {cuts[49]:7.1f} ms   p95 {cuts[94]:7.1f} ms")
    print(f"{len(errors)} errors {errors[:3]}; a poll is {medians['poll'] / medians['bare']:.2f} bare requests")


if __name__ == "__main__":
    main()
