"""Pages of officers for questions and complaints: a tray, and one of them."""

from portal.web.desk.enquiries import one, tray

BLUEPRINTS = (tray.blueprint, one.blueprint)
