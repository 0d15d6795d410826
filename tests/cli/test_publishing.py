"""`plan`, `publish` and `pull` against a server that runs as a process of its own, as a pipeline uses them."""

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
import requests
import yaml
from click.testing import CliRunner, Result

from quizzes.cli import main

ROOT = Path(__file__).resolve().parents[2]
PATHDECK = Path(sys.executable).with_name("pathdeck")
PIPELINE = (ROOT / "docs" / "pipeline.md").read_text("utf-8")
BANK = """\
# Kept by the team.
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
  answer: Vega  # the brightest of the Lyre
"""


class Account:
    """Somebody with an account on the server, in front of its pages."""

    def __init__(self, address: str, name: str) -> None:
        self.address = address
        self.browser = requests.Session()
        self.page = self.browser.get(f"{address}/account").text
        self.post("/account", name=name, password="correct horse")

    def post(self, path: str, **fields: str) -> str:
        hidden = dict(re.findall(r'name="(csrf_token|edition|base)" value="([^"]*)"', self.page))
        self.page = self.browser.post(self.address + path, data={**hidden, **fields}).text
        return self.page

    def get(self, path: str) -> str:
        self.page = self.browser.get(self.address + path).text
        return self.page

    def deck(self, title: str) -> str:
        """The address of the deck with this title."""
        found = re.search(rf'href="(/decks/\d+)"[^>]*>{re.escape(title)}<', self.get("/decks"))
        assert found, self.page
        return found[1]

    def token(self, name: str) -> str:
        self.get("/account")
        found = re.search(r'id="token" value="([^"]+)"', self.post("/account/tokens", name=name, days="30"))
        assert found, self.page
        return found[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("server") / "data"
    environment = {**os.environ, "PORT": str(port), "PATHDECK_DATA": str(data), "PATHDECK_WORKERS": "1"}
    process = subprocess.Popen([PATHDECK, "serve"], env=environment, stdout=subprocess.PIPE, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    for _ in range(1_200):
        try:
            requests.get(address, timeout=10)
            break
        except requests.ConnectionError:
            Event().wait(0.05)
    yield address
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.fixture(scope="module")
def ana(address: str) -> Account:
    return Account(address, "Ana")


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A bank of the test's own, so that one server serves them all."""
    key = request.node.name.replace("_", "-")[5:45].rstrip("-")
    file = tmp_path / "stars.yaml"
    file.write_text(BANK.replace("id: stars, title: Stars", f"id: {key}, title: {key}"), "utf-8")
    return file


def key_of(file: Path) -> str:
    return str(yaml.safe_load(file.read_text("utf-8"))["bank"]["id"])


def run(command: str, *words: object, address: str, token: str) -> Result:
    where = "--from" if command == "pull" else "--to"
    return CliRunner().invoke(main, [command, *map(str, words), where, address], env={"PATHDECK_TOKEN": token})


def test_a_file_becomes_a_deck_and_comes_back_byte_for_byte(address: str, ana: Account, file: Path) -> None:
    token = ana.token("a pipeline")
    planned = run("plan", file, address=address, token=token)
    assert (planned.exit_code, planned.output) == (0, "    2 new\n    0 unchanged\na new deck\n")

    published = run("publish", file, address=address, token=token)
    assert (published.exit_code, published.output.splitlines()[-1]) == (0, "Published as revision 1.")
    again = run("publish", file, address=address, token=token)
    assert (again.exit_code, again.output.splitlines()[-1]) == (0, "Nothing new to publish.")

    copy = file.with_name("copy.yaml")
    assert run("pull", key_of(file), "-o", copy, address=address, token=token).exit_code == 0
    assert copy.read_bytes() == file.read_bytes()
    copy.write_text(copy.read_text("utf-8") + "# mine\n", "utf-8")
    kept = run("pull", key_of(file), "-o", copy, address=address, token=token)
    assert kept.exit_code == 1
    assert "-# mine" in kept.output
    assert copy.read_text("utf-8").endswith("# mine\n")


def test_a_plan_speaks_to_people_programs_and_reviews(address: str, ana: Account, file: Path) -> None:
    token = ana.token("three readers")
    run("publish", file, address=address, token=token)
    file.write_text(file.read_text("utf-8").replace("white?", "bright?") + "- {id: x, kind: task, ask: Look up.}\n")

    text = run("plan", file, address=address, token=token)
    assert "changed, progress kept: white" in text.output
    told = json.loads(run("plan", file, "--format", "json", address=address, token=token).output)
    assert [one["id"] for one in told["new"]] == ["x"]
    assert told["changed"][0]["differences"] == [
        {"field": "ask", "before": "Which star is white?", "after": "Which star is bright?"}
    ]
    review = run("plan", file, "--format", "github", address=address, token=token)
    assert f"::notice file={file},line=9,title=changed, progress kept::white" in review.output
    assert {text.exit_code, review.exit_code} == {0}


def test_what_was_changed_in_the_browser_is_never_undone_unseen(address: str, ana: Account, file: Path) -> None:
    token = ana.token("two ways")
    run("publish", file, address=address, token=token)
    deck = ana.deck(key_of(file))
    text = file.read_text("utf-8")
    ana.get(f"{deck}/edit")
    ana.post(f"{deck}/edit/save", text=text.replace("Which star is red?", "Which one is red?"))
    ana.get(f"{deck}/plan")
    assert "Published as revision 2." in ana.post(f"{deck}/plan", note="")

    file.write_text(text.replace("is white?", "is bright?"), "utf-8")
    for command in ("plan", "publish"):
        stopped = run(command, file, address=address, token=token)
        assert stopped.exit_code == 1
        assert "ask, in the browser: Which one is red?" in stopped.output
        assert f"pathdeck pull {key_of(file)}" in stopped.output
    assert "::error " in run("plan", file, "--format", "github", address=address, token=token).output

    meant = run("publish", file, "--base", "2", address=address, token=token)
    assert (meant.exit_code, meant.output.splitlines()[-1]) == (0, "Published as revision 3.")


def test_a_refusal_says_what_to_do_and_publishes_nothing(address: str, ana: Account, file: Path) -> None:
    token = ana.token("soon revoked")
    unknown = run("publish", file, address=address, token="pathdeck_nothing")
    assert (unknown.exit_code, "make a new one under Account" in unknown.output) == (1, True)

    ana.get("/account")
    ana.post("/account/tokens/revoke", token_id=re.findall(r'name="token_id" value="(\d+)"', ana.page)[0])
    revoked = run("publish", file, address=address, token=token)
    assert (revoked.exit_code, "make a new one under Account" in revoked.output) == (1, True)
    assert token not in revoked.output

    assert run("publish", file, address=address, token="").exit_code == 2
    assert run("publish", file, address="http://decks.example.org", token=token).exit_code == 2
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        down = run("publish", file, address=f"http://127.0.0.1:{closed.getsockname()[1]}", token=token)
    assert (down.exit_code, "Nothing is half published" in down.output) == (1, True)

    file.write_text(BANK.replace("answer: Vega", "anwser: Vega"), "utf-8")
    wrong = run("publish", file, address=address, token=token)
    assert (wrong.exit_code, "did you mean `answer`?" in wrong.output) == (1, True)


def test_a_deck_of_somebody_else_is_not_there(address: str, ana: Account, file: Path) -> None:
    run("publish", file, address=address, token=ana.token("mine"))
    token = Account(address, "Ben").token("theirs")

    assert run("pull", key_of(file), address=address, token=token).exit_code == 1
    own = run("publish", file, address=address, token=token)
    assert own.output.splitlines()[-1] == "Published as revision 1."


def test_many_retirements_stop_until_they_are_meant(address: str, ana: Account, file: Path) -> None:
    token = ana.token("gardener")
    many = "".join(f"- {{id: t{n}, kind: task, ask: Look at star {n}.}}\n" for n in range(20))
    file.write_text(file.read_text("utf-8") + many, "utf-8")
    run("publish", file, address=address, token=token)
    file.write_text(file.read_text("utf-8").replace(many, ""), "utf-8")

    stopped = run("publish", file, address=address, token=token)
    assert (stopped.exit_code, "--retire" in stopped.output) == (1, True)
    assert run("publish", file, "--retire", address=address, token=token).exit_code == 0


def test_the_commands_of_the_guide_do_what_it_says(address: str, ana: Account, file: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PATHDECK_TOKEN": ana.token("the guide")}
    banks = tmp_path / "banks"
    banks.mkdir()
    (banks / "net.yaml").write_text(BANK.replace("id: stars", "id: net-basics"), "utf-8")
    inline = re.findall(r"`(pathdeck [^`]+)`", PIPELINE)
    assert len(inline) == 4
    for command in inline:
        words = shlex.split(command.replace("https://decks.example.org", address))
        words = [str(banks / "net.yaml") if word == "banks/*.yaml" else word for word in words]
        done = subprocess.run(
            [PATHDECK, *words[1:]], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)


def test_the_pipeline_of_the_guide_is_one_that_runs(address: str, ana: Account, tmp_path: Path) -> None:
    pipeline = yaml.safe_load(PIPELINE.split("```yaml\n")[1].split("```")[0])
    job = pipeline["jobs"]["questions"]
    assert "PATHDECK_TOKEN" in job["env"]
    steps = [step["run"] for step in job["steps"] if "run" in step]
    assert steps.pop(0) == "make -C pathdeck setup"
    assert re.search(r"^setup:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    (tmp_path / "questions" / "banks").mkdir(parents=True)
    (tmp_path / "questions" / "banks" / "net.yaml").write_text(BANK.replace("id: stars", "id: net"), "utf-8")
    environment = {**os.environ, "PATHDECK_TOKEN": ana.token("the pipeline")}
    for step in steps:
        command = step.replace("https://decks.example.org", address).replace(
            "pathdeck/.venv/bin/pathdeck", str(PATHDECK)
        )
        done = subprocess.run(
            shlex.split(command), env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (step, done.stdout, done.stderr)
    assert done.stdout.endswith("Published as revision 1.\n")
