"""Run the agency sandbox: ``python -m portal.sandbox.agency``."""

from portal.sandbox.agency.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("agency", build)
