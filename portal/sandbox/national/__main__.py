"""Run the national portal's sandbox: ``python -m portal.sandbox.national``."""

from portal.sandbox.national.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("national", build)
