"""Run the document system sandbox: ``python -m portal.sandbox.dms``."""

from portal.sandbox.dms.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("dms", build)
