"""The vault: without a dossier's key, nothing of it can be read anywhere."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal import crypto
from portal.domain import evidence
from portal.domain.errors import NotFound
from portal.models import Base, DossierKey
from portal.services import content, events, vault
from portal.services.vault import Safe
from tests.furnished import house

PERSONAL = ("Nguyễn Thị Mẫu", "Mẫu", "000190000011", "0912345678", "+84912345678", "giấy.pdf")


def everything(rt):
    """Give every value of every column, as bytes and as text."""
    with rt.db.read() as session:
        for table in Base.metadata.tables.values():
            for row in session.execute(sa.select(table)):
                for column, value in zip(table.columns, row, strict=True):
                    shown = value if isinstance(value, bytes) else str(value).encode()
                    yield f"{table.name}.{column.name}", shown


def test_no_column_tells_anything_of_a_person(rt, submitted):
    told = {
        (where, word)
        for where, value in everything(rt)
        for word in PERSONAL
        if word.encode() in value and not where.startswith("form_versions")
    }
    assert told == set()


def test_no_file_in_the_store_tells_what_it_holds(rt, submitted):
    folder = rt.settings.data_dir / "blobs"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert all(b"%PDF" not in path.read_bytes() for path in files)


def test_what_was_sealed_opens_as_nothing_else_and_for_no_other_dossier(submitted):
    safe = Safe(submitted.id, crypto.new_key())
    sealed = safe.seal("answers", b"x")
    assert safe.open("answers", sealed) == b"x"
    for other in (Safe(crypto.uuid7(), safe.key), Safe(submitted.id, crypto.new_key())):
        with pytest.raises(crypto.Unsealable):
            other.open("answers", sealed)
    with pytest.raises(crypto.Unsealable):
        safe.open("event/1", sealed)


def test_a_wrapped_key_opens_for_its_own_dossier_alone(rt, submitted, citizen, agency):
    other = house.submit_new(rt, citizen, agency)
    with rt.db.write() as session:
        one = session.get_one(DossierKey, (agency.id, submitted.id))
        one.wrapped = session.get_one(DossierKey, (agency.id, other.id)).wrapped
    with rt.db.read() as session, pytest.raises(crypto.Unsealable):
        vault.unlock(session, rt, agency.id, submitted.id)


def test_a_dossier_opens_with_the_wrapping_key_it_was_made_with_after_a_change_of_keys(
    rt, submitted, agency
):
    old = rt.settings.secrets.wrapping
    secrets = replace(rt.settings.secrets, wrapping={"k2": crypto.new_key(), **old})
    keyring = type(rt.keyring)(replace(rt.settings, secrets=secrets))
    changed = replace(rt, keyring=keyring)
    with rt.db.read() as session:
        assert vault.unlock(session, changed, agency.id, submitted.id).key
    assert keyring.current == "k2"
    forgotten = replace(secrets, wrapping={"k2": secrets.wrapping["k2"]})
    keyring = type(rt.keyring)(replace(rt.settings, secrets=forgotten))
    with rt.db.read() as session, pytest.raises(crypto.Unsealable, match="no wrapping key k1"):
        vault.unlock(session, replace(rt, keyring=keyring), agency.id, submitted.id)


def test_the_key_and_the_answers_stand_in_no_repr(rt, paper):
    opened = paper.open()
    shown = repr(opened) + repr(opened.safe) + repr(rt)
    assert all(word not in shown for word in PERSONAL)
    assert repr(opened.safe.key) not in shown


def test_after_its_key_is_erased_a_dossier_cannot_be_read_and_its_chain_still_holds(
    rt, submitted, agency
):
    with rt.db.write() as session:
        vault.erase(session, agency.id, submitted.id)
    with rt.db.read() as session:
        with pytest.raises(NotFound):
            content.read(session, rt, agency.id, submitted.id)
        assert events.check_chain(house.chain(session, submitted)) is None


def test_after_its_key_is_erased_commitments_cannot_be_tried_out(rt, submitted, agency):
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, agency.id, submitted.id)
        found = content.read(session, rt, agency.id, submitted.id)
    files = [[str(f.id), f.document, f.sha256, f.presented_as] for f in found.files]
    guess = {"form": submitted.form_hash, "case": "usual", "answers": dict(found.answers),
             "files": files}  # fmt: skip
    digest = crypto.sha256(crypto.canonical(guess))
    assert evidence.commit(safe.salt, "content", digest) == submitted.content_commitment
    with rt.db.write() as session:
        vault.erase(session, agency.id, submitted.id)
    # Whoever guesses everything right and holds every other key still cannot tell.
    known = [bytes(32), *rt.settings.secrets.keys.values(), *rt.settings.secrets.wrapping.values()]
    salts = [*known, *(crypto.derive(key, "evidence") for key in known)]
    assert submitted.content_commitment not in {
        evidence.commit(salt, "content", digest) for salt in salts
    }
    with rt.db.read() as session:
        facts = json.dumps([event.facts for event in house.chain(session, submitted)])
    assert digest not in facts
