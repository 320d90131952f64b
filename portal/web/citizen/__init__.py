"""Pages of the citizen (công dân)."""

from portal.web.citizen import (
    begin,
    documents,
    dossiers,
    home,
    review,
    status,
    steps,
    supplement,
    versions,
    withdrawal,
)
from portal.web.citizen.confirming import asked, waiting

BLUEPRINTS = (
    home.blueprint,
    begin.blueprint,
    versions.blueprint,
    steps.blueprint,
    documents.blueprint,
    review.blueprint,
    dossiers.blueprint,
    supplement.blueprint,
    withdrawal.blueprint,
    waiting.blueprint,
    asked.blueprint,
    status.blueprint,
)
