"""`pathdeck preview` as an author runs it: a process that follows a file, asks its questions and writes nothing."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from click.testing import CliRunner

from quizzes.cli import main

PATHDECK = Path(sys.executable).with_name("pathdeck")
PATIENCE_SECONDS = 30
BANK = """\
format: 1
bank: {id: stars, title: Stars}
questions:
- id: red
  kind: typed
  ask: Which star is red?
  answer: Antares
- id: white
  kind: typed
  ask: Which star is white?
  answer: Vega
"""


class Browser:
    """Somebody with a cookie jar in front of the page."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.page = ""

    def get(self, path: str = "") -> str:
        self.page = self.opener.open(self.address + path).read().decode()
        return self.page

    def post(self, path: str, **fields: str) -> str:
        hidden = dict(re.findall(r'name="(csrf_token|token)" value="([^"]*)"', self.page))
        self.page = self.opener.open(self.address + path, urlencode({**hidden, **fields}).encode()).read().decode()
        return self.page

    def state(self) -> str:
        return str(json.load(self.opener.open(f"{self.address}state"))["state"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "stars.yaml"
    file.write_text(BANK, "utf-8")
    return file


@pytest.fixture
def process(file: Path) -> Iterator[subprocess.Popen[str]]:
    command = [PATHDECK, "preview", file, "--no-open"]
    # Who starts the tests in the background has told them to ignore Ctrl+C, and a child would ignore it too.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=_hear_interrupts) as process:
        yield process
        process.kill()


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def browser(process: subprocess.Popen[str]) -> Browser:
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert found
    return Browser(found[0])


def test_a_file_is_asked_judged_and_followed(file: Path, browser: Browser, process: subprocess.Popen[str]) -> None:
    assert "Which star is red?" in browser.get()
    assert "verdict--right" in browser.post("try/answer", text="antares")

    seen = browser.state()
    assert browser.state() == seen
    file.write_text(BANK.replace("Vega", "Sirius"), "utf-8")
    assert browser.state() != seen
    assert "Which star is white?" in browser.get("?at=white")
    assert "verdict--right" in browser.post("try/answer", text="sirius")

    file.write_text(BANK.replace("answer: Vega", "anwser: Vega"), "utf-8")
    page = browser.get("?at=white")
    assert "stars.yaml:11:3: error" in page
    assert "did you mean `answer`?" in page
    assert "Which star is white?" in page, "what was there before the mistake can still be answered"

    file.unlink()
    assert "not there at the moment" in browser.get()
    file.write_text(BANK, "utf-8")
    assert "not there at the moment" not in browser.get()

    assert [one.name for one in file.parent.iterdir()] == ["stars.yaml"]
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE_SECONDS) == 0


def test_only_this_machine_and_its_own_pages_are_answered(browser: Browser) -> None:
    for headers, status in (({"Host": "elsewhere.example"}, "400"), ({"Origin": "https://elsewhere.example"}, "403")):
        with pytest.raises(HTTPError, match=status):
            browser.opener.open(Request(f"{browser.address}try/answer", headers=headers, data=b""))
    browser.get()
    with pytest.raises(HTTPError, match="400"):
        browser.post("try/answer", token="made up", unknown="1")


def test_a_taken_port_is_told(file: Path, browser: Browser) -> None:
    port = browser.address.rstrip("/").rpartition(":")[2]
    refused = CliRunner().invoke(main, ["preview", str(file), "--no-open", "--port", port])

    assert refused.exit_code == 1
    assert f"cannot listen on port {port}" in refused.output
    assert "choose another --port" in refused.output
