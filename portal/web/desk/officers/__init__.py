"""Officers among each other: whom a dossier is assigned to, who takes it, who covers whom."""

from portal.web.desk.officers import covers, taking

BLUEPRINTS = (taking.blueprint, covers.blueprint)
