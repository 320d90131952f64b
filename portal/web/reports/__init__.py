"""Pages of those who write, approve, sign and send an agency's reports (báo cáo)."""

from portal.web.reports import asked, asking, below, cells, deeds, entry, files, overview, report

BLUEPRINTS = (
    entry.blueprint,
    overview.blueprint,
    report.blueprint,
    deeds.blueprint,
    cells.blueprint,
    files.blueprint,
    below.blueprint,
    asked.blueprint,
    asking.blueprint,
)
