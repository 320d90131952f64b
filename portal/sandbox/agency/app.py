"""The agency sandbox's application: the wire, the control address, the officers' pages."""

from pathlib import Path

from flask import Flask

from portal.sandbox.agency.control import Control
from portal.sandbox.agency.desk import Desk
from portal.sandbox.agency.fetcher import Fetcher
from portal.sandbox.agency.office import make_office
from portal.sandbox.agency.sender import Sender
from portal.sandbox.agency.wire import Wire
from portal.sandbox.shell.pages import make_app
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.troubles import Patience


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the agency sandbox together and start its sender."""
    office = make_office(settings, patience)
    app = make_app("agency", Path(__file__).parent / "templates")
    app.register_blueprint(Wire(office).routes())
    app.register_blueprint(Control(office).routes())
    app.register_blueprint(Desk(office).routes())
    Sender(office).start()
    Fetcher(office).start()
    return app
