"""Pages of officers for questions and complaints: a tray, and one of them."""

from portal.web.desk.enquiries import one, publishing, tray

BLUEPRINTS = (tray.blueprint, one.blueprint, publishing.blueprint)
