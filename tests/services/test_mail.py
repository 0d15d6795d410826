"""Handing in mail: encrypted wherever it leaves this machine, and no word of the password anywhere."""

import ssl
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from quizzes.services.mail import Letter, MailFailed, send
from quizzes.settings import MailServer
from tests.mailbox import Tls, mailbox

LETTER = Letter(to="mara@example.org", subject="Grüße", text="Three cards are due.")
PASSWORD = "p4ss word%"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that this machine signed itself, with its key, for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail in a test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return file


@pytest.fixture
def context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process believes the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("tls", [Tls.ASKED, Tls.ALWAYS])
def test_mail_goes_encrypted_and_signed_in(tls: Tls, context: ssl.SSLContext) -> None:
    with mailbox(tls, context=context, user="cards", password=PASSWORD) as box:
        send(LETTER, server=box.server)

        letter = box.next()
        assert (letter["To"], letter["Subject"]) == ("mara@example.org", "Grüße")
        assert letter.get_content().strip() == "Three cards are due."
        words = [line.split()[0].upper() for line in box.heard]
        assert "AUTH" in words
        assert tls is Tls.ALWAYS or words.index("STARTTLS") < words.index("AUTH")


@pytest.mark.parametrize("tls", [Tls.ASKED, Tls.ALWAYS])
def test_a_certificate_that_nobody_vouches_for_gets_neither_letter_nor_password(
    tls: Tls, context: ssl.SSLContext
) -> None:
    with mailbox(tls, context=context, user="cards", password=PASSWORD) as box:
        with pytest.raises(MailFailed, match="CERTIFICATE_VERIFY_FAILED"):
            send(LETTER, server=box.server)

        assert box.letters.empty()
        assert not [line for line in box.heard if line.startswith(("AUTH", "MAIL"))]


def test_beyond_this_machine_a_server_that_cannot_encrypt_gets_nothing() -> None:
    with mailbox(user="cards", password=PASSWORD) as box:
        # Another way to write 127.0.0.1, which nobody would take for this machine.
        with pytest.raises(MailFailed, match="STARTTLS"):
            send(LETTER, server=replace(box.server, host="127.1"))

        assert not [line for line in box.heard if line.startswith(("AUTH", "MAIL"))]


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_told_without_it(context: ssl.SSLContext) -> None:
    with mailbox(Tls.ASKED, context=context, user="cards", password="another") as box:
        server = replace(box.server, password=PASSWORD)
        with pytest.raises(MailFailed) as failed:
            send(LETTER, server=server)

    assert "535" in str(failed.value)
    sent = b64encode(f"\0cards\0{PASSWORD}".encode()).decode()
    assert [word for word in (PASSWORD, sent) if word in f"{failed.value} {failed.value.__cause__} {server!r}"] == []


@pytest.mark.usefixtures("trusted")
def test_a_password_that_mail_cannot_carry_is_said_to_be_one(context: ssl.SSLContext) -> None:
    with (
        mailbox(Tls.ASKED, context=context, user="cards", password="wörter") as box,
        pytest.raises(MailFailed, match="letters that mail cannot carry") as failed,
    ):
        send(LETTER, server=box.server)

    assert "wörter" not in f"{failed.value} {failed.value.__cause__}"


def test_a_server_that_is_not_there_is_named() -> None:
    with mailbox() as box:
        gone = box.server
    with pytest.raises(MailFailed, match=f"127.0.0.1:{gone.port} took no mail"):
        send(LETTER, server=MailServer(host=gone.host, port=gone.port, sender=gone.sender))
