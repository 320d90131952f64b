"""A portal of the default store in a folder of its own, with an agency and an SMS centre."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal import layout
from portal.models import Agency
from portal.runtime import Runtime
from portal.settings import Settings
from tests.furnished import house
from tests.furnished.partners import (
    Centre,
    Office,
    agency_sandbox,
    ahead,
    centre,
    office,
    sms_sandbox,
    with_centre,
)
from tests.servers.ports import free_ports

__all__ = ["agency_sandbox", "ahead", "centre", "office", "sms_sandbox"]

Portal = Callable[[str], Runtime]


@pytest.fixture
def portal(tmp_path: Path, centre: Centre) -> Iterator[Portal]:
    """Give what makes a portal in a folder: all of them share one secrets file."""
    made = []

    def make(name: str) -> Runtime:
        given = {
            "DATA_DIR": str(tmp_path / name),
            "SECRETS_FILE": str(tmp_path / "secrets.json"),
            "REDIS_URL": f"unix://{tmp_path}/none.sock",
            "PORT": str(free_ports(7)[0]),
        }
        (tmp_path / name).mkdir()
        rt = Runtime.make(replace(Settings.load(given), partner_timeout=5.0))
        made.append(with_centre(rt, centre))
        return made[-1]

    yield make
    for rt in made:
        rt.partners.close()
        rt.close()


@pytest.fixture
def rt(portal: Portal) -> Runtime:
    """Give a furnished portal."""
    first = portal("first")
    layout.upgrade(first.settings)
    house.furnish(first)
    return first


@pytest.fixture
def agency(rt: Runtime, office: Office) -> Agency:
    """Give a commune whose system is the sandbox."""
    return house.add_agency(rt, office.code, office.url)
