"""The server as a person starts it: a process of its own, on a fresh data folder."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.request import urlopen

import pytest

PATHDECK = Path(sys.executable).with_name("pathdeck")
PATIENCE_SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {**os.environ, "PORT": str(port), "PATHDECK_DATA": str(tmp_path / "data"), "PATHDECK_WORKERS": "1"}


@contextmanager
def served(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [PATHDECK, "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        # The workers hold the pipe too, so the whole group ends.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def first_page(environment: dict[str, str]) -> str:
    """The first page, as soon as the server answers."""
    for _ in range(PATIENCE_SECONDS * 20):
        try:
            with urlopen(f"http://127.0.0.1:{environment['PORT']}/") as response:
                return str(response.read().decode())
        except URLError:
            Event().wait(0.05)
    raise AssertionError("the server never answered")


def test_a_fresh_folder_is_prepared_and_served_from_anywhere(environment: dict[str, str]) -> None:
    with served(environment) as process:
        page = first_page(environment)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE_SECONDS)

    assert "Answer the first question" in page
    assert f"Pathdeck is at http://127.0.0.1:{environment['PORT']}" in said
    assert process.returncode == 0


def test_the_key_is_for_its_owner_alone_and_stays(environment: dict[str, str]) -> None:
    key = Path(environment["PATHDECK_DATA"]) / "secret-key"
    keys = []
    for _ in range(2):
        with served(environment):
            first_page(environment)
            keys.append(key.read_text())

    assert key.stat().st_mode & 0o777 == 0o600
    assert keys[0] == keys[1]


def test_a_taken_port_is_refused_with_what_to_do(environment: dict[str, str]) -> None:
    with served(environment):
        first_page(environment)
        second = subprocess.run([PATHDECK, "serve"], env=environment, capture_output=True, text=True, check=False)

    assert second.returncode == 2
    assert "choose another port: PORT=" in second.stderr


def test_the_first_start_offers_ownership_and_its_clockwork_ends_with_it(environment: dict[str, str]) -> None:
    with served(environment) as process:
        first_page(environment)
        beside = [int(line) for line in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
        ticking = [child for child in beside if b"tick" in Path(f"/proc/{child}/cmdline").read_bytes()]
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE_SECONDS)

    assert f"once, at http://127.0.0.1:{environment['PORT']}/owner/" in said
    assert len(ticking) == 1
    assert not Path(f"/proc/{ticking[0]}").exists()


def test_a_forgotten_password_gets_a_link_from_the_command_line(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [PATHDECK, "reset-password", "Mara"], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "no account is called 'Mara'" in done.stderr


def test_the_clockwork_runs_once_on_a_folder_that_is_there(environment: dict[str, str]) -> None:
    command = [PATHDECK, "tick", "--once"]
    empty = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    subprocess.run([PATHDECK, "replay"], env=environment, capture_output=True, check=True)
    ready = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert empty.returncode == 2
    assert "start with `pathdeck serve`" in empty.stderr
    assert (ready.returncode, ready.stderr) == (0, "")
