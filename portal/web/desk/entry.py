"""Officers' signing in and out."""

from portal.web.desk.guard import DOOR

blueprint = DOOR.entry("desk_entry", __name__)
