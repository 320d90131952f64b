"""Pages of those who operate the portal: health, what is parked, form versions, who did what."""

from portal.web.console import deeds, entry, form_decisions, form_pages, proposals

BLUEPRINTS = (
    entry.blueprint,
    form_pages.blueprint,
    form_decisions.blueprint,
    proposals.blueprint,
    deeds.blueprint,
)
