"""Catalogues are pulled whole or not at all, compared, and applied by a person alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from forms.national import read, skeleton
from portal import clock
from portal.domain.errors import Conflict
from portal.exchanges.national import cataloguing
from portal.models import CatalogueEntry, CataloguePull, CatalogueVersion
from portal.runtime import Partners
from portal.services.catalogues import keeping, reading, settling
from portal.services.operations.deeds import Actor

BY = Actor("Phạm Thị Điều Hành (mẫu)", reason="đã đối chiếu")
BIRTH, DEATH = "1.001193", "1.000656"


def paged(rt, size):
    settings = replace(rt.settings, national={**rt.settings.national, "catalogue_page": size})
    return replace(rt, settings=settings, partners=Partners(settings, rt.keyring, rt.db))


def version(rt, number, kind="procedures"):
    with rt.db.read() as session:
        return session.get(CatalogueVersion, (kind, number))


def changes(rt, number, kind="procedures"):
    with rt.db.read() as session:
        return reading.changes(session, reading.one(session, kind, number))


def apply(rt, number, kind="procedures"):
    with rt.db.write() as session:
        settling.apply(session, kind, number, BY)


def counting(rt, code, day=None):
    with rt.db.read() as session:
        return reading.as_of(session, "procedures", code, day or clock.today())


def test_nothing_counts_until_a_person_applies_it_and_the_same_again_makes_no_version(rt, there):
    assert set(cataloguing.pull_all(rt).values()) == {"fresh"}
    assert counting(rt, BIRTH) is None
    assert {one.sort for one in changes(rt, 1)} == {"added"}
    apply(rt, 1)
    assert counting(rt, BIRTH).name == "Đăng ký khai sinh"
    assert set(cataloguing.pull_all(rt).values()) == {"same"}
    with rt.db.read() as session:
        pulls = session.scalars(
            sa.select(CataloguePull).where(CataloguePull.kind == "procedures")
        ).all()
        assert sorted((one.outcome, one.raw is not None) for one in pulls) == [
            ("fresh", True),
            ("same", False),
        ]
        assert BIRTH in keeping.raw_of(next(one for one in pulls if one.raw)).decode()
    with pytest.raises(Conflict):
        apply(rt, 1)


def test_what_is_gone_or_changed_ends_and_is_found_as_of_its_own_day(rt, there, ahead):
    cataloguing.pull(rt, "procedures")
    apply(rt, 1)
    before = clock.today()
    ahead.by = timedelta(days=3)
    there.faults(catalogue_gone=True, catalogue_changed=True)
    cataloguing.pull(rt, "procedures")
    gone, changed = changes(rt, 2)
    assert (gone.sort, gone.code) == ("gone", DEATH)
    (field,) = changed.fields
    assert (changed.code, field.path, field.before) == (BIRTH, "TENTTHC", "Đăng ký khai sinh")
    apply(rt, 2)
    assert counting(rt, DEATH) is None and counting(rt, DEATH, before).code == DEATH
    assert counting(rt, BIRTH).name.endswith("(sửa đổi)")
    assert counting(rt, BIRTH, before).name == "Đăng ký khai sinh"
    # What a version changed is still told the same way after it was applied.
    assert [one.sort for one in changes(rt, 2)] == ["gone", "changed"]
    with rt.db.read() as session:
        rows = session.scalars(sa.select(CatalogueEntry).where(CatalogueEntry.code == BIRTH)).all()
    assert sorted(one.version for one in rows) == [1, 2]


def test_doubtful_entries_keep_what_stands_until_they_are_put_right(rt, there):
    cataloguing.pull(rt, "procedures")
    apply(rt, 1)
    there.faults(catalogue_doubled=True)
    cataloguing.pull(rt, "procedures")
    with rt.db.read() as session:
        (doubt,) = reading.doubts(reading.one(session, "procedures", 2))
    assert (doubt.code, doubt.wrong) == (BIRTH, "doubled")
    assert changes(rt, 2) == []
    there.faults(catalogue_doubled=False, catalogue_bad_date=True)
    cataloguing.pull(rt, "procedures")
    assert version(rt, 2).state == "replaced"
    apply(rt, 3)
    assert counting(rt, BIRTH).name == "Đăng ký khai sinh"
    there.faults(catalogue_bad_date=False)
    cataloguing.pull(rt, "procedures")
    assert changes(rt, 4) == []


def test_a_refused_version_is_not_laid_before_anybody_again(rt, there):
    cataloguing.pull(rt, "fees")
    with rt.db.write() as session:
        settling.refuse(session, "fees", 1, BY)
    assert cataloguing.pull(rt, "fees").outcome == "same"
    assert version(rt, 1, "fees").state == "refused" and version(rt, 2, "fees") is None


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("catalogue_page_missing", "ends at 2 of 6"),
        ("catalogue_codeless", "no code"),
        ("busy", "later"),
        ("web_page", "cannot be understood"),
    ],
)
def test_half_a_catalogue_is_none_and_its_answer_is_kept(rt, there, fault, said):
    rt = paged(rt, 2)
    assert cataloguing.pull(rt, "procedures").outcome == "fresh"
    assert len(version(rt, 1).body["entries"]) == 6
    there.faults(**{fault: True})
    row = cataloguing.pull(rt, "procedures")
    assert row.outcome == "failed" and said in row.said
    assert row.raw is not None and version(rt, 2) is None


def test_the_record_of_a_procedure_makes_a_form_skeleton(rt, there):
    assert cataloguing.pull_record(rt, "1.001193").outcome == "fresh"
    assert cataloguing.pull_record(rt, "1.999999").outcome == "failed"
    with rt.db.read() as session:
        made = skeleton(read(reading.record(session, "1.001193")))
    assert "Đăng ký khai sinh" in made.yaml and made.to_write
