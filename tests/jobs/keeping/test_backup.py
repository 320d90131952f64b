"""A backup is whole or none, and a restore holds everything back until somebody says so."""

import io
import json
import tarfile
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from portal.crypto import uuid7
from portal.domain import codes
from portal.jobs.keeping import restore
from portal.jobs.keeping.archive import FILES, MANIFEST, BackupUnusable
from portal.jobs.keeping.backup import back_up, sqlite_file
from portal.models import Attachment, Destination, Dossier, DossierCode
from portal.services import attachments, events, vault
from tests.furnished import house
from tests.furnished.partners import drain


@pytest.fixture
def hand_in(rt, agency):
    citizen = house.sign_in(rt)
    return lambda on: house.submit_new(on, citizen, agency)


@pytest.fixture
def town(office, centre):
    return SimpleNamespace(office=office, centre=centre)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup.tar"


def put_back(rt, file):
    with restore.opened(file) as reading:
        return restore.put_back(rt, reading, sqlite_file(rt))


def heads(rt):
    """Give the head of every chain, having checked each."""
    with rt.db.read() as session:
        dossiers = session.scalars(sa.select(Dossier)).all()
        for dossier in dossiers:
            assert events.check_chain(house.chain(session, dossier)) is None
        return {dossier.code: dossier.head for dossier in dossiers}


def bytes_of(rt):
    """Give every file's own bytes."""
    found = {}
    with rt.db.read() as session:
        for row in session.scalars(sa.select(Attachment)):
            safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
            for held in attachments.held(session, safe, row.home_agency_id):
                found[held.id] = b"".join(attachments.opened(rt, safe, held))
    return found


def resumed(rt):
    """Let all destinations go, as somebody does who has compared with the agencies."""
    with rt.db.write() as session:
        session.execute(sa.update(Destination).values(paused_at=None, paused_by=None))


def test_a_restored_portal_has_the_same_hashes_and_the_same_bytes(rt, portal, hand_in, file):
    for _ in range(3):
        hand_in(rt)
    before, files = heads(rt), bytes_of(rt)
    made = back_up(rt, file)
    assert (made.dossiers, made.missing, len(files)) == (3, (), 3)
    second = portal("second")
    put_back(second, file)
    assert heads(second) == before
    assert bytes_of(second) == files


def test_after_an_older_backup_nothing_is_sent_doubled_or_numbered_twice(
    rt, portal, hand_in, file, town
):
    waiting = hand_in(rt)
    back_up(rt, file)
    # What the backup does not know of: its dossier went out, and another one came.
    drain(rt)
    later = hand_in(rt)
    drain(rt)
    second = portal("second")
    put_back(second, file)
    assert drain(second) == 0
    fresh = hand_in(second)
    assert fresh.code not in {waiting.code, later.code}
    assert codes.parse(fresh.code).number > codes.parse(later.code).number + 10_000
    resumed(second)
    drain(second)
    for dossier in (waiting, later, fresh):
        assert town.office.taken(dossier.code) == 1
    told = [p for p in house.promised(second, waiting, "sms") if p.kind == "notify"]
    assert [len(town.centre.inbox(promise.key)) for promise in told] == [1]
    assert [town.centre.inbox(promise.key)[0]["attempts"] for promise in told] == [1]


def test_two_restores_of_one_backup_do_not_meet_in_their_numbers(rt, portal, hand_in, file, ahead):
    hand_in(rt)
    back_up(rt, file)
    found = []
    for name in ("second", "third"):
        again = portal(name)
        put_back(again, file)
        found.append(hand_in(again).code)
        ahead.by += timedelta(seconds=30)
    assert len(set(found)) == 2


def test_what_is_being_written_meanwhile_is_in_the_backup_whole_or_not_at_all(
    rt, portal, hand_in, file
):
    hand_in(rt)
    with rt.db.engine.begin() as half:
        half.execute(
            sa.insert(DossierCode).values(
                source="own", code="half", home_agency_id=uuid7(), dossier_id=uuid7()
            )
        )
        back_up(rt, file)
    second = portal("second")
    put_back(second, file)
    with second.db.read() as session:
        assert session.get(DossierCode, ("own", "half")) is None


def test_a_file_the_store_has_lost_is_named_and_the_rest_is_kept(rt, hand_in, file):
    hand_in(rt)
    with rt.db.read() as session:
        blob = session.scalars(sa.select(Attachment.blob)).one()
    rt.blobs.delete(blob)
    made = back_up(rt, file)
    assert made.missing == (blob,)
    assert not any(name.startswith(FILES) for name in made.members)


def rewritten(source: Path, target: Path, change) -> Path:
    """Write a backup again, with members changed or left out."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for entry in old:
            content = change(entry.name, old.extractfile(entry).read())
            if content is not None:
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return target


def flipped(name, content):
    return content[:-1] + bytes([content[-1] ^ 1]) if name.startswith(FILES) else content


def cut(name, content):
    return None if name == MANIFEST else content


def newer(name, content):
    return (
        json.dumps({**json.loads(content), "format": 99}).encode() if name == MANIFEST else content
    )


def poorer(name, content):
    return None if name.startswith(FILES) else content


@pytest.mark.parametrize(
    "case",
    [(flipped, "damaged"), (cut, "not whole"), (newer, "format 99"), (poorer, "not those")],
)
def test_a_damaged_backup_is_refused_and_nothing_is_put_back(rt, portal, hand_in, file, case):
    hand_in(rt)
    back_up(rt, file)
    change, said = case
    broken = rewritten(file, file.with_name("broken.tar"), change)
    second = portal("second")
    with pytest.raises(BackupUnusable, match=said):
        put_back(second, broken)
    assert not sqlite_file(second).exists()


def test_what_is_no_backup_is_refused(portal, tmp_path):
    (tmp_path / "letter.txt").write_text("Kính gửi")
    with pytest.raises(BackupUnusable):
        put_back(portal("second"), tmp_path / "letter.txt")


def test_a_database_that_is_there_is_never_overwritten(rt, hand_in, file):
    hand_in(rt)
    back_up(rt, file)
    before = heads(rt)
    with pytest.raises(FileExistsError):
        put_back(rt, file)
    assert heads(rt) == before


def test_a_backup_under_other_secrets_is_refused_before_anything_is_put_back(
    rt, portal, hand_in, file
):
    back_up(rt, file)
    file.with_name("secrets.json").rename(file.with_name("secrets.old"))
    second = portal("second")
    with pytest.raises(BackupUnusable, match="other secrets"):
        put_back(second, file)
    assert not sqlite_file(second).exists()
