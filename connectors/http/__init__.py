"""Call partners over HTTP: the only room that imports the HTTP client (urllib3).

Connections are pooled and kept alive; TLS is always verified; redirects and proxies are never
followed; a call has one deadline that a dripping server cannot stretch; an answer has a size
limit; the connection goes to an address that was judged first.
"""

from connectors.http.client import Client
from connectors.http.destination import Destination, read_destination
from connectors.http.wire import Call, Response

__all__ = ["Call", "Client", "Destination", "Response", "read_destination"]
