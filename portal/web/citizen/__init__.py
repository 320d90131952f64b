"""Pages of the citizen (công dân)."""

from portal.web.citizen import (
    begin,
    documents,
    dossiers,
    handed_back,
    home,
    review,
    status,
    steps,
    store,
    supplement,
    versions,
    withdrawal,
)
from portal.web.citizen.confirming import asked, waiting
from portal.web.citizen.correspondence import rating
from portal.web.citizen.correspondence import views as correspondence
from portal.web.citizen.enquiring import answers, own
from portal.web.citizen.enquiring import views as enquiring
from portal.web.citizen.joining import views as joining
from portal.web.citizen.paying import claim_views as claiming
from portal.web.citizen.paying import views as paying
from portal.web.citizen.returning import views as returning
from portal.web.citizen.tus import views as tus

BLUEPRINTS = (
    home.blueprint,
    begin.blueprint,
    versions.blueprint,
    steps.blueprint,
    documents.blueprint,
    tus.blueprint,
    review.blueprint,
    dossiers.blueprint,
    handed_back.blueprint,
    supplement.blueprint,
    withdrawal.blueprint,
    paying.blueprint,
    claiming.blueprint,
    waiting.blueprint,
    asked.blueprint,
    correspondence.blueprint,
    rating.blueprint,
    returning.blueprint,
    joining.blueprint,
    enquiring.blueprint,
    own.blueprint,
    answers.blueprint,
    status.blueprint,
    store.blueprint,
)
