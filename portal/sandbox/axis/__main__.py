"""Run the axis sandbox: ``python -m portal.sandbox.axis``."""

from portal.sandbox.axis.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("axis", build)
