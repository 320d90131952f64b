"""What no store can keep is refused on both stores, by one name, before anything is written."""

from typing import Any

import pytest
import sqlalchemy as sa

from portal.db import Database
from portal.domain.errors import Unstorable
from portal.models import Base, SeenNonce
from tests.test_db import AT

JSON = Base.type_annotation_map[dict[str, Any]]


@pytest.mark.parametrize("text", ["\0", "phường\0", "a\ud800", "\udfffb"])
def test_text_no_store_can_keep_is_refused(database: Database, text: str) -> None:
    with pytest.raises(Unstorable), database.write() as session:
        session.add(SeenNonce(key_id="k", nonce="kept before", expires_at=AT))
        session.flush()
        session.add(SeenNonce(key_id="k", nonce=text, expires_at=AT))
    with database.read() as session:
        assert session.scalars(sa.select(SeenNonce)).all() == []


def rows(*nonces: str) -> list[dict[str, Any]]:
    return [{"key_id": "k", "nonce": nonce, "expires_at": AT} for nonce in nonces]


# With something to return, many rows go as one statement with the values of all.
@pytest.mark.parametrize(
    "insert", [sa.insert(SeenNonce), sa.insert(SeenNonce).returning(SeenNonce.nonce)]
)
def test_one_row_of_many_is_enough(database: Database, insert: sa.Executable) -> None:
    with pytest.raises(Unstorable), database.write() as session:
        session.execute(insert, rows("a", "b\0", "c"))
    with database.write() as session:
        session.execute(insert, rows("a", "b", "c"))
    with database.read() as session:
        assert sorted(session.scalars(sa.select(SeenNonce.nonce))) == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["\0", "\\\0", "\\\\\0", "a\ud800"])
@pytest.mark.parametrize("place", [lambda x: {"a": [x]}, lambda x: {x: 1}])
def test_nor_is_it_kept_in_json(database: Database, text: str, place: Any) -> None:
    with pytest.raises(Unstorable), database.read() as session:
        session.execute(sa.select(sa.literal(place(text), JSON)))


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**400])
def test_a_number_of_more_than_64_bits_is_refused(database: Database, number: int) -> None:
    with pytest.raises(Unstorable), database.read() as session:
        session.execute(sa.select(sa.literal(number)))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_json_has_no_number_for_is_refused(database: Database, number: float) -> None:
    with pytest.raises(Unstorable), database.read() as session:
        session.execute(sa.select(sa.literal({"a": [number]}, JSON)))


def test_what_only_looks_like_it_is_kept_as_it_is(database: Database) -> None:
    told = {"ế😀": "\\u0000 \\\\u0000 \ufffd \x01 \uffff", "b": [1, None, 2.5]}
    with database.read() as session:
        assert session.scalar(sa.select(sa.literal(told, JSON))) == told
        assert session.scalar(sa.select(sa.literal("\\u0000\ufffd\U0010ffff"))) == (
            "\\u0000\ufffd\U0010ffff"
        )


def test_the_text_stands_in_no_error(database: Database) -> None:
    with pytest.raises(Unstorable) as caught, database.read() as session:
        session.execute(sa.select(sa.literal("Trần Văn\ud800")))
    error: BaseException | None = caught.value
    while error is not None:
        assert "Trần" not in str(error)
        error = error.__cause__
