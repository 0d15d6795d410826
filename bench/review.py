"""Measures an answer and the next card over HTTP, beside the least that one counted answer can cost here.

    .venv/bin/python -m bench.review

One run, one machine, the same server for both: granian as `pathdeck serve` starts it. The floor is a Flask page that
does by SQLAlchemy Core one indexed read, one insert, one update, a commit at FULL and one small template.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from bench.crowd import add_floor, crowd, database_in
from quizzes.settings import Settings
from quizzes.web.security.key import make_key

PORT, FLOOR_PORT = 8907, 8908
WORKERS, THREADS = 2, 4
CONNECTIONS = 16
ALONE, ROUNDS, TOGETHER = 300, 6, 10
"""How many answers one connection gives alone, and each of the sixteen together in each round."""
WARM_UP = 15

Step = Callable[[], None]
_HIDDEN = re.compile(r'name="(csrf_token|token)" (?:type="hidden" )?value="([^"]*)"')


class Learner:
    """A browser without pictures: answers the card at hand and fetches the next one."""

    def __init__(self, token: str, deck_id: int) -> None:
        self._page = f"/study?deck={deck_id}"
        self._answer = f"/study/answer?deck={deck_id}"
        self._server = HTTPConnection("127.0.0.1", PORT)
        self._cookies = {"pathdeck": token}
        self._fields = self._fetch()

    def step(self) -> None:
        """POST the answer, GET the next card."""
        body = urlencode({**self._fields, "key": "a", "taken_ms": "2000"})
        self._send("POST", self._answer, body)
        self._fields = self._fetch()

    def _fetch(self) -> dict[str, str]:
        fields = dict(_HIDDEN.findall(self._send("GET", self._page)))
        if fields.keys() != {"csrf_token", "token"}:
            raise RuntimeError("no question on the page; raise bench.crowd.LIMIT_PER_DAY")
        return fields

    def _send(self, method: str, address: str, body: str | None = None) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        self._server.request(method, address, body, headers)
        reply = self._server.getresponse()
        text = reply.read().decode()
        if reply.status != 200:
            raise RuntimeError(f"{method} {address} gave {reply.status}")
        for cookie in reply.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return text


def floor(rows: int, place: int) -> Step:
    """One connection to the floor, on rows of its own."""
    server = HTTPConnection("127.0.0.1", FLOOR_PORT)
    cards = iter(range(1 + place * (rows // CONNECTIONS), rows))

    def step() -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        server.request("POST", "/floor", f"card={next(cards)}", headers)
        reply = server.getresponse()
        reply.read()
        if reply.status != 200:
            raise RuntimeError(f"the floor gave {reply.status}")

    return step


@contextmanager
def serving(target: str, folder: Path, port: int) -> Iterator[None]:
    """The server as `pathdeck serve` runs it, until the block ends."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", target, "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning", "--no-ws"]
    server = subprocess.Popen(command, env={**os.environ, "PATHDECK_DATA": str(folder)})
    try:
        _wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            HTTPConnection("127.0.0.1", port).connect()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


def timed(step: Step) -> float:
    """Milliseconds of one step."""
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1000


def measured(steps: dict[str, list[Step]]) -> dict[str, tuple[list[float], list[float]]]:
    """Times of the first connection alone, then of all together; kinds take turns on the same machine."""
    alone: dict[str, list[float]] = {kind: [] for kind in steps}
    together: dict[str, list[float]] = {kind: [] for kind in steps}
    for _ in range(WARM_UP):
        for connections in steps.values():
            connections[0]()
    for _ in range(ALONE):
        for kind, connections in steps.items():
            alone[kind].append(timed(connections[0]))
    with ThreadPoolExecutor(CONNECTIONS) as clients:
        for _ in range(ROUNDS):
            for kind, connections in steps.items():
                for times in clients.map(lambda step: [timed(step) for _ in range(TOGETHER)], connections):
                    together[kind] += times
    return {kind: (alone[kind], together[kind]) for kind in steps}


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[98]


def main() -> None:
    """Prints the table and the three aims."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_key(Settings(data=folder))
        database = database_in(folder)
        both = [crowd(database, cards=cards, learners=CONNECTIONS) for cards in (1_000, 100_000)]
        with database.writing() as session:
            rows = add_floor(session)
        database.close()
        print(f"{rows:,} cards in the database, {(folder / 'pathdeck.sqlite3').stat().st_size / 1e6:,.0f} MB")
        with serving("bench.floor:create_floor", folder, FLOOR_PORT), serving("app:create_app", folder, PORT):
            steps = {people.name: [Learner(token, people.deck_id).step for token in people.tokens] for people in both}
            results = measured({"floor": [floor(rows, place) for place in range(CONNECTIONS)], **steps})
        report(results)


def report(results: dict[str, tuple[list[float], list[float]]]) -> None:
    """The times in milliseconds, and what they are in relation to each other."""
    print(f"{'':16}{'1 connection':>24}{f'{CONNECTIONS} connections':>28}")
    print(f"{'':16}{'p50 ms':>12}{'p99 ms':>12}{'p50 ms':>14}{'p99 ms':>14}")
    found = {name: [percentiles(times) for times in both] for name, both in results.items()}
    for name, ((p50, p99), (many50, many99)) in found.items():
        print(f"{name:16}{p50:12.2f}{p99:12.2f}{many50:14.2f}{many99:14.2f}")
    base, small, big = found["floor"], found["1,000 cards"], found["100,000 cards"]
    for place, label in ((0, "1 connection"), (1, f"{CONNECTIONS} connections")):
        print(
            f"{label}: 1,000 cards are {small[place][0] / base[place][0]:.2f} floors (aim 1.5), "
            f"100,000 cards {big[place][0] / base[place][0]:.2f}; "
            f"100,000 are {big[place][0] / small[place][0]:.2f} × 1,000 (aim 1.2)"
        )
    print(f"p99 at {CONNECTIONS} connections: {big[1][1]:.0f} ms (aim 60)")


if __name__ == "__main__":
    main()
