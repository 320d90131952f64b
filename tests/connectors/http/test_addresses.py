"""Which addresses may be called, and that a name cannot lead us elsewhere."""

from dataclasses import replace

import pytest

from connectors.errors import Misconfigured, Unavailable
from connectors.http import Call
from connectors.http.addresses import judged, may_call, read_base
from tests.connectors.raw_server import answering, plain, raw_server

GET = Call("GET", "/")


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2001:4860:4860::8888"])
def test_public_addresses_may_be_called(address):
    assert may_call(address, allow_private=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.1",
        "198.18.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_private_addresses_need_a_permission(address):
    assert not may_call(address, allow_private=False)
    if address not in ("240.0.0.1",):
        assert may_call(address, allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "fe80::1%eth0",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
    ],
)
@pytest.mark.parametrize("allow_private", [True, False])
def test_metadata_and_the_like_are_never_called(address, allow_private):
    assert not may_call(address, allow_private)


def test_one_forbidden_address_among_several_forbids_the_name():
    answers = ["8.8.8.8", "10.0.0.1"]
    with pytest.raises(Misconfigured, match="may not be called"):
        judged("agency.example", 443, lambda host, port: answers, False)


def test_a_name_that_leads_to_a_private_address_is_not_called(client_of, around):
    here = replace(around, resolve=lambda host, port: ["127.0.0.1"])
    with raw_server(answering(plain("200 OK"))) as server:
        url = f"https://agency.example:{server.port}"
        with pytest.raises(Misconfigured, match="127.0.0.1"):
            client_of(url, here, allow_private=False).send(GET)
        assert server.connections == 0


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "localhost"]
)
def test_this_machine_is_not_called_however_it_is_written(client_of, host):
    with raw_server(answering(plain("200 OK"))) as server:
        url = f"https://{host}:{server.port}"
        with pytest.raises((Misconfigured, Unavailable)) as caught:
            client_of(url, allow_private=False).send(GET)
        assert server.connections == 0
    assert "may not be called" in str(caught.value) or "no address" in str(caught.value)


def test_the_name_is_looked_up_once_for_a_connection_and_the_judged_address_is_called(
    client_of, around
):
    # The second answer is the attack: between the check and the call the name moves.
    answers = [["127.0.0.1"], ["127.0.0.9"]]
    asked = []

    def resolve(host, port):
        asked.append(host)
        return answers.pop(0)

    with raw_server(answering(plain("200 OK"))) as server:
        client = client_of(f"http://agency.example:{server.port}", replace(around, resolve=resolve))
        for _ in range(3):
            client.send(GET)
        client.close()
    assert asked == ["agency.example"]


def test_the_next_address_is_tried_when_one_does_not_answer(client_of, around):
    here = replace(around, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    with raw_server(answering(plain("200 OK"))) as server:
        assert client_of(f"http://agency.example:{server.port}", here).send(GET).status == 200


def test_a_proxy_of_the_environment_is_not_used(client_of, monkeypatch):
    with raw_server(answering(plain("200 OK"))) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        with raw_server(answering(plain("204 OK"))) as server:
            assert client_of(server.url).send(GET).status == 204
        assert proxy.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "",
        "agency.example",
        "ftp://agency.example",
        "http://agency.example",
        "https://",
        "https://user:word@agency.example",
        "https://agency.example/?a=1",
        "https://agency.example/#a",
        "https://agency.example:99999",
        "https://[::1",
        "https://cơquan.example",
        "https://agency.example/a b",
        "https://agency.example/\r\nX: y",
    ],
)
def test_what_is_no_proper_address_is_said_so(url):
    with pytest.raises(Misconfigured):
        read_base(url, allow_private=False)


def test_a_base_address_is_taken_apart():
    base = read_base("https://agency.example/api/v1/", allow_private=False)
    assert (base.host, base.port, base.path) == ("agency.example", 443, "/api/v1")
    assert str(read_base("http://[::1]:8002", allow_private=True)) == "http://[::1]:8002"
