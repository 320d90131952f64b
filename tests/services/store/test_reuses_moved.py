"""The tables of reuses move to papers of the national store and back, and lose no paper of ours."""

import uuid

import pytest
import sqlalchemy as sa
from alembic import command

from portal import clock, layout
from portal.domain.digitising import PaperStore
from portal.models import PaperReuse

pytestmark = pytest.mark.usefixtures("hands")


def row(**more):
    return PaperReuse(
        home_agency_id=uuid.UUID(int=1),
        birth_month=202611,
        dossier_id=uuid.UUID(int=2),
        file_id=uuid.uuid4(),
        citizen_id=uuid.UUID(int=3),
        sealed=b"x",
        consented_at=clock.now(),
        **more,
    )


def test_a_reuse_of_our_store_survives_the_way_back_and_forth(rt):
    ours = row(paper_home_agency_id=uuid.UUID(int=1), paper_id=uuid.UUID(int=4))
    theirs = row(store=PaperStore.NATIONAL, sealed_paper=b"y")
    with rt.db.write() as session:
        session.add_all([ours, theirs])
    migrations = layout.migrations(rt.settings.database_url)
    command.downgrade(migrations, "0057")
    # What the older code writes is a paper of our own store, whichever columns there are by then.
    with rt.db.read() as session:
        columns = {
            one["name"] for one in sa.inspect(session.connection()).get_columns("paper_reuses")
        }
    assert {"store", "sealed_paper"} & columns == set()
    command.upgrade(migrations, "head")
    with rt.db.read() as session:
        (kept,) = session.scalars(sa.select(PaperReuse))
    assert (kept.file_id, kept.store, kept.paper_id) == (
        ours.file_id,
        PaperStore.OWN,
        uuid.UUID(int=4),
    )
