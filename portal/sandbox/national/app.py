"""The national portal's sandbox put together."""

from pathlib import Path

from flask import Flask

from portal.sandbox.national.book import Book
from portal.sandbox.national.desk import Desk
from portal.sandbox.national.faults import KINDS
from portal.sandbox.national.hander import Hander
from portal.sandbox.national.safe import Safe
from portal.sandbox.national.safe_desk import SafeDesk
from portal.sandbox.national.safe_wire import SafeWire
from portal.sandbox.national.wire import Wire
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import make_app
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.troubles import Patience

_DESTINATION = "VN:GOV:000.00.00.G22:vpcpdvcprovider"
_PROVIDER = "https://apigiaytocanhan.dichvucong.gov.vn"


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the national portal's sandbox together."""
    book = Book(settings.folder)
    faults = Faults(book.store, KINDS)
    names = {
        "username": "SANDBOX_NATIONAL_USERNAME",
        "password": "SANDBOX_NATIONAL_PASSWORD",
        "unit": "SANDBOX_NATIONAL_UNIT",
    }
    account = {name: settings.text(variable) for name, variable in names.items()}
    account["dstcode"] = _DESTINATION
    app = make_app("national", Path(__file__).parent / "templates")
    app.register_blueprint(Wire(book, faults, patience, account).routes())
    safe = Safe(settings.folder)
    told = _at_the_store(settings, account)
    app.register_blueprint(SafeWire(safe, faults, patience, told).routes())
    app.register_blueprint(SafeDesk(safe).routes())
    way = {
        "url": settings.environ.get("SANDBOX_NATIONAL_HAND_OVER_URL", ""),
        "token": settings.environ.get("SANDBOX_NATIONAL_TOKEN", ""),
        "units": settings.environ.get("SANDBOX_NATIONAL_UNITS", ""),
        "base_url": settings.base_url,
    }
    app.register_blueprint(Desk(book, faults, Hander(book, faults, way)).routes())
    return app


def _at_the_store(settings: Settings, account: dict[str, str]) -> dict[str, str]:
    """Say who may ask the store: an agency by its code, by the portal's password if untold."""
    environ = settings.environ
    return {
        "username": environ.get("SANDBOX_NATIONAL_STORE_USERNAME") or account["unit"],
        "password": environ.get("SANDBOX_NATIONAL_STORE_PASSWORD") or account["password"],
        "dstcode": _DESTINATION,
        "providerurl": _PROVIDER,
    }
