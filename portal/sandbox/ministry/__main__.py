"""Run the ministry sandbox: ``python -m portal.sandbox.ministry``."""

from portal.sandbox.ministry.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("ministry", build)
