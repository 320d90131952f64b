"""Officers among each other: whom a dossier is assigned to, and who takes it."""

from portal.web.desk.officers import taking

BLUEPRINTS = (taking.blueprint,)
