"""Run the payment sandbox: ``python -m portal.sandbox.payment``."""

from portal.sandbox.payment.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("payment", build)
