"""Pages of officers who receive, work on and return dossiers at a desk (Bộ phận Một cửa)."""

from portal.web.desk import (
    cases,
    cash,
    counter,
    deeds,
    digitising,
    documents,
    entry,
    giving,
    going_on,
    late,
    many,
    money,
    papers,
    queue,
    register,
    transferring,
)

BLUEPRINTS = (
    entry.blueprint,
    queue.blueprint,
    cases.blueprint,
    deeds.blueprint,
    digitising.blueprint,
    giving.blueprint,
    money.blueprint,
    cash.blueprint,
    transferring.blueprint,
    going_on.blueprint,
    papers.blueprint,
    register.blueprint,
    late.blueprint,
    many.blueprint,
    counter.blueprint,
    *documents.BLUEPRINTS,
)
