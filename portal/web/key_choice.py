"""Whether the keys of the desk are on in this browser: WCAG 2.1.4 wants single keys to go off."""

from flask import request

COOKIE = "desk_keys"
OFF = "off"


def on() -> bool:
    """Say whether pages have keys; they do unless somebody has switched them off."""
    return request.cookies.get(COOKIE) != OFF
