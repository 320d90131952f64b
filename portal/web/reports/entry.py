"""Signing in and out of those who deal with reports."""

from portal.web.reports.guard import DOOR

blueprint = DOOR.entry("reports_entry", __name__)
