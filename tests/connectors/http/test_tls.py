"""TLS is always verified: who the certificate is for, who signed it, and until when."""

import socket
import ssl
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from connectors.errors import Misconfigured, Unavailable
from connectors.http import Call
from tests.connectors.raw_server import answering, plain, raw_server

POST = Call("POST", "/", body=b"{}")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Make self-signed certificates: (file of certificate and key) by host name and validity."""
    folder = tmp_path_factory.mktemp("certificates")

    def make(host, days):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        end = datetime.now(UTC) + timedelta(days=days)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(end - timedelta(days=30))
            .not_valid_after(end)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
            .sign(key, hashes.SHA256())
        )
        form = serialization.Encoding.PEM
        written = key.private_bytes(
            form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file = folder / f"{host}{days}.pem"
        file.write_bytes(certificate.public_bytes(form) + written)
        return str(file)

    return make


@contextmanager
def tls_server(certificate, names):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda connection, name, _: names.append(name)
    answer = answering(plain("200 OK", b"{}"))

    def deed(connection, server):
        with context.wrap_socket(connection.dup(), server_side=True) as secure:
            answer(secure, server)

    with raw_server(deed) as server:
        yield server


@pytest.fixture
def call(client_of, around):
    here = replace(around, resolve=lambda host, port: ["127.0.0.1"])

    def send(server, host="agency.example", **options):
        client = client_of(f"https://{host}:{server.port}", here, **options)
        try:
            return client.send(POST)
        finally:
            client.close()

    return send


def test_a_trusted_certificate_is_good_and_the_name_is_asked_for(certificates, call):
    names = []
    certificate = certificates("agency.example", 10)
    with tls_server(certificate, names) as server:
        assert call(server, ca_file=certificate).status == 200
    assert names == ["agency.example"]
    assert b"Host: agency.example:" in server.heard[0]


def test_an_unknown_authority_is_refused_before_anything_is_sent(certificates, call):
    with tls_server(certificates("agency.example", 10), []) as server:
        with pytest.raises(Unavailable, match="certificate"):
            call(server)
    assert server.heard == []


def test_a_certificate_for_another_host_is_refused(certificates, call):
    certificate = certificates("other.example", 10)
    with tls_server(certificate, []) as server:
        with pytest.raises(Unavailable, match="[Hh]ostname mismatch"):
            call(server, ca_file=certificate)
    assert server.heard == []


def test_an_expired_certificate_is_refused(certificates, call):
    certificate = certificates("agency.example", -1)
    with tls_server(certificate, []) as server:
        with pytest.raises(Unavailable, match="expired"):
            call(server, ca_file=certificate)
    assert server.heard == []


def test_a_server_that_speaks_no_tls_is_unavailable(call):
    with raw_server(answering(plain("200 OK"))) as server:
        with pytest.raises(Unavailable):
            call(server, connect_seconds=0.3)


def test_a_server_that_never_shakes_hands_is_unavailable(call):
    with raw_server(lambda connection, server: server.over.wait(10)) as server:
        with pytest.raises(Unavailable):
            call(server, connect_seconds=0.3)


def test_a_connection_cut_after_sending_is_not_taken_for_a_failed_handshake(certificates, call):
    # The error is one of TLS again, yet the request is out: nobody may send it twice unasked.
    certificate = certificates("agency.example", 10)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def deed(connection, server):
        with context.wrap_socket(connection.dup(), server_side=True) as secure:
            server.heard.append(secure.recv(100))
            raw = socket.socket(fileno=secure.detach())
            raw.sendall(b"\x15\x03\x03\x00\x02broken")
            raw.close()

    with raw_server(deed) as server:
        with pytest.raises(Exception) as caught:
            call(server, ca_file=certificate)
    assert type(caught.value).__name__ == "Unknown"
    assert server.heard


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_a_file_of_authorities_that_cannot_be_read_is_for_an_operator(client_of, tmp_path, content):
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Misconfigured, match="authorities"):
        client_of("https://agency.example", ca_file=str(file))
