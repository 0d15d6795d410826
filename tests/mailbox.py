"""A mail server in a thread: it takes every letter and shows it to the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from queue import Queue
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from quizzes.settings import MailServer

PATIENCE_SECONDS = 30
_ANSWERS = {"EHLO": "250 here", "HELO": "250 here", "QUIT": "221 bye"}


@dataclass(slots=True)
class Mailbox:
    """What was handed in, in order."""

    server: MailServer
    letters: "Queue[EmailMessage]" = field(default_factory=Queue)

    def next(self) -> EmailMessage:
        """The next letter, as soon as it is there."""
        return self.letters.get(timeout=PATIENCE_SECONDS)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            while line := self.rfile.readline().decode().strip():
                word = line.partition(" ")[0].upper()
                if word == "DATA":
                    self._say("354 go on")
                    box.letters.put(self._letter())
                self._say(_ANSWERS.get(word, "250 taken"))
                if word == "QUIT":
                    return

        def _letter(self) -> EmailMessage:
            lines = iter(self.rfile.readline, b".\r\n")
            return message_from_bytes(b"".join(lines), policy=policy.default)  # type: ignore[return-value]

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        port: int = server.server_address[1]
        box = Mailbox(MailServer(host="127.0.0.1", port=port, sender="cards@example.org"))
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
