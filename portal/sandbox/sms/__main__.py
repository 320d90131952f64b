"""Run the SMS sandbox: ``python -m portal.sandbox.sms``."""

from portal.sandbox.shell.start import main
from portal.sandbox.sms.app import build

if __name__ == "__main__":
    main("sms", build)
