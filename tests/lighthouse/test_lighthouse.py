"""Lighthouse gives the pages people come to first at least 95 for what does not hang on speed."""

from collections.abc import Iterator

import pytest

from tests.lighthouse.measure import ENOUGH, PROGRAM, SURE, scores
from tests.lighthouse.pages import OPEN
from tests.servers.browser import find_chromium
from tests.servers.openid_provider import node
from tests.servers.whole_system import whole_system


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the portal, and give its address."""
    if find_chromium() is None or node() is None or not PROGRAM.exists():
        pytest.skip("run make test: it installs Chromium and Lighthouse")
    with whole_system(tmp_path_factory.mktemp("portal")) as (_, address):
        yield address


@pytest.mark.parametrize("name", ["home", "procedure"])
def test_lighthouse_gives_at_least_95(name: str, base: str) -> None:
    (page,) = (each for each in OPEN if each.name == name)
    found = scores(base, page, SURE)
    assert {what: score for what, score in found.items() if score < ENOUGH} == {}
