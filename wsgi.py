"""What a WSGI server serves."""

from portal.app import create_app

app = create_app()
