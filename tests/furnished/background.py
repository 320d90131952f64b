"""The portal's background processes, real ones, on a test's own store."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from portal.domain.states import Delivery
from portal.layout import ROOT
from portal.models import Dossier
from portal.runtime import Runtime
from tests.furnished import house
from tests.servers.waiting import until


@contextmanager
def process(rt: Runtime, name: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a background process of the portal on the test's store until the block ends."""
    settings, ready = rt.settings, rt.settings.data_dir / f"ready.{name}"
    ready.unlink(missing_ok=True)
    told = {
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "SMS_URL": settings.sms_url,
        "READY_FILE": str(ready),
        **more,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", f"portal.jobs.{name}"], cwd=ROOT, env={**os.environ, **told}
    )
    try:
        until(ready.exists)
        yield child
    finally:
        child.kill()
        child.wait()


def delivered(rt: Runtime, dossier: Dossier) -> bool:
    """Say whether its agency has taken a dossier."""
    return house.again(rt, dossier).delivery == Delivery.DELIVERED
