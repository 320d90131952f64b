"""The API of citizens: the same forms, by the same rules, for apps and other portals."""

from portal.web.api.citizen import dossiers, drafts, files, me, procedures

BLUEPRINTS = (procedures.blp, me.blp, drafts.blp, files.blp, dossiers.blp)
