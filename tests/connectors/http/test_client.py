"""What becomes of a call when the other side misbehaves, over real sockets."""

import socket
from dataclasses import replace

import pytest

from connectors.errors import Misconfigured, Raw, Rejected, Unavailable, Unknown, in_full
from connectors.http import Call
from tests.connectors.raw_server import (
    answering,
    dropping,
    plain,
    raw_server,
    silent,
    take_request,
)

GET = Call("GET", "/thing")
POST = Call("POST", "/thing", body=b"{}")


def test_an_answer_is_read_whole(client_of):
    with raw_server(answering(plain("200 OK", b'{"a":1}', "X-Seen: Yes"))) as server:
        response = client_of(server.url + "/base/").send(POST)
    assert (response.status, response.body) == (200, b'{"a":1}')
    assert response.headers["x-seen"] == "Yes"
    assert server.heard[0].startswith(b"POST /base/thing HTTP/1.1\r\n")


def test_connections_are_kept_alive(client_of):
    with raw_server(answering(plain("200 OK"))) as server:
        client = client_of(server.url)
        for _ in range(5):
            client.send(POST)
        assert server.connections == 1
        client.close()


def test_the_host_header_names_the_destination_and_not_the_address(client_of, around):
    here = replace(around, resolve=lambda host, port: ["127.0.0.1"])
    with raw_server(answering(plain("200 OK"))) as server:
        client_of(f"http://agency.example:{server.port}", here).send(GET)
    assert b"Host: agency.example:%d\r\n" % server.port in server.heard[0]


@pytest.mark.parametrize("call", [GET, POST])
def test_a_refused_connection_is_unavailable(client_of, call):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable, match="cannot be reached"):
        client_of(f"http://127.0.0.1:{port}").send(call)


@pytest.mark.parametrize("name", ["nowhere.invalid", "a" * 70 + ".example"])
def test_a_name_without_address_is_unavailable(client_of, name):
    with pytest.raises(Unavailable, match="cannot be reached"):
        client_of(f"http://{name}").send(POST)


@pytest.mark.parametrize("deed", [silent, dropping])
def test_no_answer_after_sending_is_unknown_where_twice_would_harm(client_of, deed):
    with raw_server(deed) as server:
        with pytest.raises(Unknown, match="no answer to a request that was sent"):
            client_of(server.url, read_seconds=0.3).send(POST)
    assert len(server.heard) == 1


@pytest.mark.parametrize("deed", [silent, dropping])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_no_answer_after_sending_is_unavailable_where_twice_does_no_harm(client_of, deed, method):
    with raw_server(deed) as server:
        with pytest.raises(Unavailable):
            client_of(server.url, read_seconds=0.3).send(Call(method, "/thing", body=b"x"))


def test_a_server_that_takes_connections_and_reads_nothing_is_unknown(client_of):
    with raw_server(lambda connection, server: server.over.wait(10)) as server:
        with pytest.raises(Unknown):
            client_of(server.url, read_seconds=0.3).send(POST)


@pytest.mark.parametrize(
    "half", [b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf", b"HTTP/1.1 2"]
)
def test_half_an_answer_is_no_answer(client_of, half):
    def deed(connection, server):
        take_request(connection)
        connection.sendall(half)

    with raw_server(deed) as server, pytest.raises(Unknown):
        client_of(server.url).send(POST)


@pytest.mark.parametrize(
    "noise", [b"SSH-2.0-OpenSSH_9\r\n", b"\x00" * 70000, b"HTTP/1.1 abc\r\n\r\n"]
)
def test_an_answer_that_is_not_http_is_unknown(client_of, noise):
    def deed(connection, server):
        take_request(connection)
        connection.sendall(noise)

    with raw_server(deed) as server, pytest.raises(Unknown):
        client_of(server.url).send(POST)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"])
def test_a_dripping_server_cannot_stretch_a_call(client_of, start):
    def deed(connection, server):
        take_request(connection)
        connection.sendall(start)
        while not server.over.wait(0.05):
            connection.sendall(b"H")

    with raw_server(deed) as server:
        with pytest.raises(Unknown, match="longer than it may in all|timed out"):
            client_of(server.url, read_seconds=5, total_seconds=0.5).send(POST)


def test_an_upload_nobody_reads_ends(client_of):
    block = b"x" * 65536

    def deed(connection, server):
        connection.recv(1)
        server.over.wait(10)

    with raw_server(deed) as server:
        call = Call("PUT", "/f", body=iter([block] * 400), length=400 * 65536, seconds=1)
        with pytest.raises(Unavailable):
            client_of(server.url, read_seconds=0.5).send(call)


@pytest.mark.parametrize("call", [GET, POST])
def test_an_answer_of_thirty_megabytes_is_not_swallowed(client_of, call):
    def deed(connection, server):
        take_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 31457280\r\n\r\n")
        for _ in range(480):
            connection.sendall(b" " * 65536)
            server.heard.append(b"")

    with raw_server(deed) as server:
        with pytest.raises(Unknown if call is POST else Unavailable, match="longer than"):
            client_of(server.url).send(call)
    assert len(server.heard) < 200


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_redirects_are_not_followed(client_of, status):
    with raw_server(answering(plain("200 OK"))) as elsewhere:
        answer = plain(status, b"", f"Location: {elsewhere.url}/x")
        with raw_server(answering(answer)) as server:
            with pytest.raises(Misconfigured, match="redirects are not followed"):
                client_of(server.url).send(GET)
        assert elsewhere.connections == 0


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("400 Bad", Rejected),
        ("401 Who", Misconfigured),
        ("403 No", Misconfigured),
        ("404 Where", Rejected),
        ("408 Slow", Unavailable),
        ("409 Conflict", Rejected),
        ("413 Big", Rejected),
        ("422 What", Rejected),
        ("429 Much", Unavailable),
        ("500 Oops", Unavailable),
        ("502 Gate", Unavailable),
        ("503 Later", Unavailable),
        ("599 Odd", Unavailable),
        ("600 Odder", Unavailable),
        ("304 Same", Misconfigured),
    ],
)
def test_every_status_but_2xx_is_a_failure(client_of, status, error):
    with raw_server(answering(plain(status, b"why" if status[:3] != "304" else b""))) as server:
        with pytest.raises(error) as caught:
            client_of(server.url).send(POST)
    assert caught.value.raw.status == int(status[:3])
    assert caught.value.raw.request == f"POST {server.url}/thing"


def test_the_partner_says_how_long_to_wait(client_of):
    with raw_server(answering(plain("429 Much", b"", "Retry-After: 17"))) as server:
        with pytest.raises(Unavailable) as caught:
            client_of(server.url).send(POST)
    assert caught.value.retry_after == 17


def test_four_kilobytes_are_kept_and_secrets_are_blotted_out(client_of):
    answer = plain("400 Bad", b"you said s3cret! " + b"x" * 9000)
    with raw_server(answering(answer)) as server:
        with pytest.raises(Rejected) as caught:
            client_of(server.url, secrets=("s3cret!", "")).send(POST)
    assert len(caught.value.raw.body) == 4096
    assert caught.value.raw.body.startswith(b"you said *** x")


def test_an_expected_status_is_for_the_connector_to_read(client_of):
    with raw_server(answering(plain("404 Where", b"{}"))) as server:
        assert client_of(server.url).send(replace(GET, expected=(404,))).status == 404


def test_a_download_comes_in_pieces_and_has_a_limit(client_of):
    with raw_server(answering(plain("200 OK", b"y" * 200_000))) as server:
        client = client_of(server.url)
        assert b"".join(client.download(GET, 200_000)) == b"y" * 200_000
        with pytest.raises(Unavailable, match="longer than 199999"):
            list(client.download(GET, 199_999))


def test_a_download_that_breaks_off_is_unavailable(client_of):
    def deed(connection, server):
        take_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf")

    with raw_server(deed) as server, pytest.raises(Unavailable):
        list(client_of(server.url).download(GET, 1000))


def test_an_upload_streams_with_its_length(client_of):
    with raw_server(answering(plain("201 Made"))) as server:
        call = Call("PUT", "/f", body=iter([b"one", b"", b"two"]), length=6)
        assert client_of(server.url).send(call).status == 201
    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert body == b"onetwo"
    assert b"Content-Length: 6" in head and b"Transfer-Encoding" not in head


def test_a_secret_is_blotted_out_of_addresses_and_however_it_is_written(client_of):
    answer = plain("404 Where", b'a "q/\xc3\xa1\\" \\"q/\\u00e1\\\\ %22q%2F%C3%A1%5C.')
    secret = '"q/á\\'
    with raw_server(answering(answer)) as server:
        with pytest.raises(Rejected, match="nothing at the address") as caught:
            client_of(server.url, secrets=(secret,)).send(Call("GET", "/f?k=%22q%2F%C3%A1%5C&a=1"))
    assert caught.value.raw.request == f"GET {server.url}/f?k=***&a=1"
    assert b"%22" not in caught.value.raw.body and b"u00e1" not in caught.value.raw.body


def test_told_in_full_an_error_names_the_address_and_the_partners_own_words(client_of):
    answer = plain("401 No", b"<html><style>p{}</style><title>401</title> <p>Key\n expired")
    with raw_server(answering(answer)) as server:
        with pytest.raises(Misconfigured) as caught:
            client_of(server.url).send(POST)
    assert in_full(caught.value).splitlines() == [
        "Misconfigured: the partner does not let us in (401)",
        f"called: POST {server.url}/thing 401",
        "answered: 401 Key expired",
    ]
    # What is kept without a key stays free of it: the words may name people.
    assert "expired" not in str(caught.value)


def test_of_a_long_answer_the_beginning_is_told():
    assert Raw("", 500, b"x\x1b[2J" + b"y" * 900).words == "x [2J" + "y" * 295 + "…"
