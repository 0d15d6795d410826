"""A mail server in a thread: it takes every letter and shows it to the test; encrypted if the test wants it so."""

import ssl
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum
from queue import Queue
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from quizzes.settings import MailServer

PATIENCE_SECONDS = 30
_ANSWERS = {"HELO": "250 here", "QUIT": "221 bye"}


class Tls(Enum):
    """When a server begins to encrypt."""

    NEVER = "never"
    ASKED = "asked"
    ALWAYS = "always"


@dataclass(slots=True)
class Mailbox:
    """What was handed in, in order, and the words of every client, passwords included."""

    server: MailServer
    letters: "Queue[EmailMessage]" = field(default_factory=Queue)
    heard: list[str] = field(default_factory=list)

    def next(self) -> EmailMessage:
        """The next letter, as soon as it is there."""
        return self.letters.get(timeout=PATIENCE_SECONDS)


class _Server(ThreadingTCPServer):
    box: Mailbox
    tls: Tls
    context: ssl.SSLContext | None


class _Client(StreamRequestHandler):
    """One program that hands in mail."""

    server: _Server

    def handle(self) -> None:
        self.encrypted = self.server.tls is Tls.ALWAYS
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            self.server.box.heard.append(line)
            word, _, rest = line.partition(" ")
            answer = getattr(self, f"_{word.lower()}", None)
            said = answer(rest) if answer else _ANSWERS.get(word.upper(), "250 taken")
            if said:
                self._say(said)
            if word.upper() == "QUIT" or said is None:
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _ehlo(self, _: str) -> str:
        tls = self.server.tls
        offers = ["AUTH PLAIN"] if self.server.box.server.user and (self.encrypted or tls is Tls.NEVER) else []
        offers += ["STARTTLS"] if tls is Tls.ASKED and not self.encrypted else []
        return "\r\n".join(["250-here", *(f"250-{offer}" for offer in offers), "250 SIZE"])

    def _starttls(self, _: str) -> str | None:
        """Nothing more is said where the client does not like the certificate."""
        assert self.server.context
        self._say("220 go on")
        try:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        except OSError:
            return None
        self.encrypted = True
        self.setup()
        return ""

    def _auth(self, rest: str) -> str:
        known, given = self.server.box.server, b64decode(rest.partition(" ")[2]).decode()
        return "235 come in" if given == f"\0{known.user}\0{known.password}" else f"535 not {given!r}"

    def _data(self, _: str) -> str:
        self._say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.box.letters.put(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mailbox(
    tls: Tls = Tls.NEVER, *, context: ssl.SSLContext | None = None, user: str = "", password: str = ""
) -> Iterator[Mailbox]:
    with _Server(("127.0.0.1", 0), _Client) as server:
        port: int = server.server_address[1]
        if tls is Tls.ALWAYS and context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        sender = MailServer(host="127.0.0.1", port=port, sender="cards@example.org")
        box = Mailbox(replace(sender, encrypted=tls is Tls.ALWAYS, user=user, password=password))
        server.box, server.tls, server.context = box, tls, context
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
