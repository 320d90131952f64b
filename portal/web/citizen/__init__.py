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
    status.blueprint,
)
