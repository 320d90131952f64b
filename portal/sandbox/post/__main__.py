"""Run the post office sandbox: ``python -m portal.sandbox.post``."""

from portal.sandbox.post.app import build
from portal.sandbox.shell.start import main

if __name__ == "__main__":
    main("post", build)
