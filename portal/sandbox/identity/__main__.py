"""Run the identity sandbox: ``python -m portal.sandbox.identity``."""

from portal.sandbox.identity.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("identity", build)
