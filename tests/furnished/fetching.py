"""An agency that opens no port, and its hand towards the portal: it fetches, and confirms."""

import hashlib
import json
import secrets

from connectors.codecs.signed import Key, Signable, sign
from connectors.messages import Reply
from portal import clock
from portal.exchanges.callers import Call
from portal.exchanges.pulling import confirming, giving
from portal.exchanges.pulling.giving import Streamed
from portal.models import Agency, CodeCounter
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.agencies import NewAgency
from tests.furnished.house import KEY_ID, SECRET

CODE = "H41.90.07"


def fetching_agency(
    rt: Runtime, code: str = CODE, accepted: dict[str, str] | None = None, **endpoint: object
) -> Agency:
    """Add a commune whose system fetches what is for it; ``accepted`` are keys it may sign with."""
    keys = {"accepted_keys": accepted} if accepted else {}
    new = NewAgency(
        code=code,
        name=f"UBND xã mẫu {code}",
        name_en="Sample commune",
        level="commune",
        place="00004",
        connector="one_stop",
        endpoint={"road": "pull", **endpoint},
        secret={"key_id": KEY_ID, "secret": SECRET, **keys},
    )
    with rt.db.write() as session:
        agency = agencies.add(session, rt, new)
        session.merge(CodeCounter(agency_id=agency.id, day=clock.today(), last=0))
    return agency


class FetchingHand:
    """What the agency's system asks of the portal, signed."""

    def __init__(
        self, rt: Runtime, code: str = CODE, secret: str = SECRET, key: str = KEY_ID
    ) -> None:
        self.rt, self.code, self.key = rt, code, Key(key, secret)

    def call(self, method: str, path: str, body: bytes = b"") -> Call:
        """Sign a call."""
        target = f"/api/v1/agencies/{self.code}{path}"
        what = Signable(method, target, hashlib.sha256(body).hexdigest())
        around = self.rt.partners.surroundings()
        headers = sign(self.key, what, around)
        return Call(method, target, {**headers, "X-Request": secrets.token_hex(4)})

    def page(self, query: str = "") -> Reply:
        """Ask for the list."""
        return giving.page(self.rt, self.code, self.call("GET", f"/outbox{query}"))

    def items(self, after: str = "") -> list[dict]:
        """List what lies ready."""
        page = self.page(f"?after={after}")
        assert page.status == 200, page.body
        return json.loads(page.body)["items"]

    def item(self, key: str) -> Reply:
        """Fetch one thing."""
        return giving.item(self.rt, self.code, self.call("GET", f"/outbox/{key}"))

    def file(self, key: str, sha256: str) -> Reply | Streamed:
        """Fetch a file of it."""
        path = f"/outbox/{key}/files/{sha256}"
        return giving.file(self.rt, self.code, self.call("GET", path))

    def say(self, key: str, **said: object) -> tuple[int, dict]:
        """Say what became of it."""
        body = json.dumps(said).encode()
        call = self.call("POST", f"/outbox/{key}/confirmation", body)
        reply = confirming.confirm(self.rt, self.code, call, body)
        return reply.status, json.loads(reply.body)

    def confirm(self, entry: dict) -> tuple[int, dict]:
        """Confirm a line of the list as it stands."""
        return self.say(entry["id"], content_hash=entry["content_hash"], reference="MC-1")
