"""Decide which addresses a partner may be called at, so that no setting turns us on ourselves.

A destination's name is looked up once per connection, every address found is judged, and the
connection goes to exactly the address that was judged: a name that changes its answer between
the check and the call (DNS rebinding) gains nothing.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from connectors.base import Resolve
from connectors.errors import Misconfigured

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# An IPv6 address of these kinds carries an IPv4 address that is the one really reached.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Base:
    """A base address taken apart: ``path`` has no slash at its end."""

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def read_base(base_url: str, allow_private: bool) -> Base:
    """Take a base address apart.

    Plain http is for destinations on a private line only, which are allowed one by one.

    :raises Misconfigured: if it is no address that may be called.
    """
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as error:
        raise Misconfigured(f"not an address: {base_url[:200]!r}") from error
    problem = ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        problem = "an address starts with https:// (on a private line http://) and names a host"
    elif parts.scheme == "http" and not allow_private:
        problem = "plain http:// is for a private line only: use https:// or set allow_private"
    elif parts.username is not None or parts.query or parts.fragment:
        problem = "an address carries no user, query or fragment"
    elif not base_url.isascii() or not base_url.isprintable() or " " in base_url:
        problem = "an address is written in ASCII"
    if problem:
        raise Misconfigured(problem)
    default = 443 if parts.scheme == "https" else 80
    return Base(parts.scheme, parts.hostname or "", port or default, parts.path.rstrip("/"))


def _reached(address: _Address) -> _Address:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return inner or address
    return address


def may_call(address: str, allow_private: bool) -> bool:
    """Say whether a connection to this IP address is allowed.

    Link-local addresses stay refused even on a private line: cloud metadata services live there.
    """
    reached = _reached(ipaddress.ip_address(address))
    if reached.is_link_local or reached.is_multicast or reached.is_unspecified:
        return False
    return allow_private or reached.is_global


def judged(host: str, port: int, resolve: Resolve, allow_private: bool) -> Sequence[str]:
    """Look a host up and give its addresses, all of them allowed.

    :raises OSError: if it has no address.
    :raises Misconfigured: if even one of its addresses is not allowed.
    """
    try:
        addresses = resolve(host, port)
    except UnicodeError as error:
        raise OSError(f"{host[:80]!r} is no name a host can have") from error
    if not addresses:
        raise OSError(f"{host} has no address")
    for address in addresses:
        if not may_call(address, allow_private):
            raise Misconfigured(f"{host} is at {address}, an address that may not be called")
    return addresses
