"""Operators' signing in and out: a cookie and an audience of their own."""

from portal.web.console.guard import DOOR

blueprint = DOOR.entry("console_entry", __name__)
