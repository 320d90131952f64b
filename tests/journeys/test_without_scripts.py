"""The same birth on a telephone that runs no scripts: every step works as plain pages."""

from playwright.sync_api import Browser

from tests.journeys.citizen import Citizen
from tests.journeys.conftest import System
from tests.journeys.test_birth import walk


def test_a_birth_is_registered_without_scripts(browser: Browser, system: System) -> None:
    walk(Citizen.arrive(browser, system.base, script=False), system)
