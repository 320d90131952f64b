"""The national portal's sandbox put together."""

from pathlib import Path

from flask import Flask

from portal.sandbox.national.book import Book
from portal.sandbox.national.desk import Desk
from portal.sandbox.national.faults import KINDS
from portal.sandbox.national.hander import Hander
from portal.sandbox.national.wire import Wire
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import make_app
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.troubles import Patience

_DESTINATION = "VN:GOV:000.00.00.G22:vpcpdvcprovider"


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
    way = {
        "url": settings.environ.get("SANDBOX_NATIONAL_HAND_OVER_URL", ""),
        "token": settings.environ.get("SANDBOX_NATIONAL_TOKEN", ""),
        "units": settings.environ.get("SANDBOX_NATIONAL_UNITS", ""),
        "base_url": settings.base_url,
    }
    app.register_blueprint(Desk(book, faults, Hander(book, faults, way)).routes())
    return app
