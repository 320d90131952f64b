"""Run the reporting sandbox: ``python -m portal.sandbox.reporting``."""

from portal.sandbox.reporting.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("reporting", build)
