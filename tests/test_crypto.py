"""Locks, seals and fingerprints."""

import itertools
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import crypto
from portal.crypto import CHUNK, OVERHEAD, Unsealable

KEY = bytes(range(32))
START = 4 + crypto.STREAM_HEADER


def sealed(plain, context="c"):
    return crypto.seal(KEY, plain, context)


@given(plain=st.binary(max_size=3000), cuts=st.lists(st.integers(1, 400), max_size=9))
def test_what_is_sealed_opens_again_however_it_was_cut(plain, cuts):
    pieces, rest = [], plain
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]
    closed = b"".join(crypto.seal_stream(KEY, [*pieces, rest], "c"))
    pieces = [closed[n : n + 7] for n in range(0, len(closed), 7)]
    assert b"".join(crypto.unseal_stream(KEY, pieces, "c")) == plain


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_chunks_of_every_size_open_again(size):
    plain = bytes(size)
    assert crypto.unseal(KEY, sealed(plain), "c") == plain


def test_the_same_thing_never_looks_the_same_twice():
    assert sealed(b"x") != sealed(b"x")


@given(place=st.integers(0, START + 40), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_is_noticed(place, bit):
    torn = bytearray(sealed(bytes(24)))
    torn[place % len(torn)] ^= 1 << bit
    with pytest.raises(Unsealable):
        crypto.unseal(KEY, bytes(torn), "c")


@pytest.mark.parametrize("key, context", [(bytes(32), "c"), (KEY, "d")])
def test_another_key_or_another_context_opens_nothing(key, context):
    with pytest.raises(Unsealable):
        crypto.unseal(key, sealed(b"x"), context)


def chunks():
    closed = sealed(bytes(2 * CHUNK + 5))
    head, body = closed[:START], closed[START:]
    return head, [body[n : n + CHUNK + OVERHEAD] for n in range(0, len(body), CHUNK + OVERHEAD)]


def test_reordered_doubled_or_missing_chunks_are_noticed():
    head, whole = chunks()
    assert len(whole) == 3
    for order in itertools.product(range(3), repeat=3):
        torn = head + b"".join(whole[n] for n in order)
        if order == (0, 1, 2):
            assert len(crypto.unseal(KEY, torn, "c")) == 2 * CHUNK + 5
        else:
            with pytest.raises(Unsealable):
                crypto.unseal(KEY, torn, "c")


@pytest.mark.parametrize("kept", [0, 10, START, START + CHUNK + OVERHEAD])
def test_a_stream_that_ends_too_early_is_noticed(kept):
    head, whole = chunks()
    with pytest.raises(Unsealable):
        crypto.unseal(KEY, (head + b"".join(whole))[:kept], "c")


def test_bytes_after_the_end_are_noticed():
    with pytest.raises(Unsealable):
        crypto.unseal(KEY, sealed(b"x") + b"y", "c")


def test_a_file_is_sealed_without_being_held_in_memory():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += CHUNK
            yield bytes(CHUNK)

    stream = crypto.seal_stream(KEY, endless(), "c")
    for _ in range(4):
        next(stream)
    assert taken <= 5 * CHUNK


def test_ids_sort_by_the_time_they_were_made():
    made = [crypto.uuid7() for _ in range(50)]
    assert made == sorted(made)
    assert {(one.version, one.variant) for one in made} == {(7, uuid.RFC_4122)}


def test_a_blind_index_tells_a_phone_from_a_number():
    assert crypto.blind(KEY, "phone", "1") != crypto.blind(KEY, "number", "1")
    assert crypto.blind(KEY, "phone", "1") == crypto.blind(KEY, "phone", "1")
    assert crypto.blind(KEY, "phone", "1") != crypto.blind(bytes(32), "phone", "1")


def test_derived_keys_have_nothing_in_common():
    assert len({crypto.derive(KEY, purpose) for purpose in ("a", "b", "c")}) == 3
    assert len(crypto.derive(KEY, "a")) == 32


def test_canonical_json_does_not_depend_on_order():
    assert crypto.canonical({"b": 1, "a": "ế"}) == crypto.canonical({"a": "ế", "b": 1})
    assert crypto.canonical({"b": 1, "a": "ế"}) == '{"a":"ế","b":1}'.encode()
