"""A desk on which several dossiers lie."""

from collections.abc import Sequence

import pytest

from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services.citizens import Signed
from tests.furnished import house
from tests.furnished.partners import drain
from tests.services.desk.conftest import agency, citizen, furnished, hands, officer, rt

__all__ = ["agency", "citizen", "furnished", "hands", "officer", "rt"]


@pytest.fixture
def lying(rt: Runtime, citizen: Signed, agency: Agency) -> Sequence[Dossier]:
    """Give four dossiers that lie on the desk."""
    made = [house.submit_new(rt, citizen, agency) for _ in range(4)]
    drain(rt)
    return [house.again(rt, one) for one in made]
