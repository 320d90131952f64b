"""Pages of those who operate the portal: health, what is parked, form versions, who did what."""

from portal.web.console import (
    administration,
    alarms,
    deeds,
    dossier,
    entry,
    form_decisions,
    form_pages,
    health,
    money,
    national_enquiries,
    parked,
    parked_documents,
    parked_news,
    proposals,
)

BLUEPRINTS = (
    entry.blueprint,
    health.blueprint,
    parked.blueprint,
    parked_documents.blueprint,
    parked_news.blueprint,
    national_enquiries.blueprint,
    alarms.blueprint,
    dossier.blueprint,
    form_pages.blueprint,
    form_decisions.blueprint,
    proposals.blueprint,
    deeds.blueprint,
    money.blueprint,
    *administration.BLUEPRINTS,
)
