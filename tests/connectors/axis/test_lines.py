"""Both dialects of an axis, against a sandbox that verifies signatures and errs on command."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors import registry
from connectors.codecs import edxml
from connectors.contract.axis import sample_document
from connectors.document_messages import PackageKind
from connectors.documents import DocumentStatus, Enclosure, Organ, Reference, StatusMessage
from connectors.errors import Misconfigured, NotOffered, Rejected, Unavailable, Unknown
from tests.furnished.axis import NAMES, OURS, THEIRS

DIALECTS = ("national_axis", "provincial_axis")
both = pytest.mark.parametrize("dialect", DIALECTS)


@pytest.fixture
def document(around):
    data = b"%PDF-1.4 mau " * 9000
    file = Enclosure(
        "cv.pdf", len(data), hashlib.sha256(data).hexdigest(), lambda: iter([data]), "cid:1"
    )
    return replace(sample_document(OURS, around, THEIRS), enclosures=(file,))


def status(document, code=DocumentStatus.ACCEPTED):
    about = Reference(OURS, "1/MAU", document.day, document.id)
    return StatusMessage(Organ(THEIRS), about, code, str(code), "", datetime.now(UTC))


def arrived(line, folder):
    """Fetch the one package that waits, and read it."""
    (waiting,) = line.waiting()
    file = line.fetch(waiting.reference, folder)
    return waiting, edxml.read([file.read_bytes()], folder)


@both
def test_a_document_arrives_as_it_was_and_waits_until_it_is_settled(
    line, dialect, document, tmp_path
):
    line(dialect).send(document)
    theirs = line(dialect, THEIRS)
    waiting, package = arrived(theirs, tmp_path)
    assert (waiting.kind, waiting.sender) == (PackageKind.DOCUMENT, OURS)
    assert abs(waiting.at - datetime.now(UTC)) < timedelta(hours=8)
    assert replace(package.content, enclosures=()) == replace(document, enclosures=())
    assert [one.sha256 for one in package.content.enclosures] == [document.enclosures[0].sha256]
    assert line(dialect).waiting() == []
    theirs.settle(waiting.reference, taken=True)
    assert list(theirs.waiting()) == []


@both
def test_a_status_goes_back_to_who_sent_the_document(line, dialect, document, tmp_path):
    line(dialect, THEIRS).send(status(document))
    waiting, package = arrived(line(dialect), tmp_path)
    assert waiting.kind is PackageKind.STATUS
    assert (package.content.status, package.content.about.document_id) == ("03", document.id)


@both
def test_what_is_sent_and_not_answered_is_unknown(line, axis, dialect, document):
    for fault, lies_there in (("drop_after_taking", 1), ("drop_before_taking", 1)):
        axis.faults(**{fault: {"times": 1}})
        with pytest.raises(Unknown):
            line(dialect).send(document)
        assert len(axis.packages()) == lies_there


def test_the_national_axis_is_asked_for_what_may_have_arrived(line, axis, document):
    ours = line()
    assert ours.sent(document) is None
    axis.faults(drop_after_taking={"times": 1})
    with pytest.raises(Unknown):
        ours.send(document)
    assert ours.sent(document) == axis.packages()[0]["package"]
    with pytest.raises(NotOffered) as told:
        ours.sent(status(document))
    assert told.value.harmless_again


@pytest.mark.parametrize("agreed", [False, True])
def test_a_provincial_axis_cannot_be_asked_and_says_so(line, document, agreed):
    with pytest.raises(NotOffered) as told:
        line("provincial_axis", takes_once=agreed).sent(document)
    assert told.value.harmless_again is agreed


@both
def test_a_refusal_is_told_in_the_axis_s_words(line, axis, dialect, document, around):
    with pytest.raises(Rejected) as told:
        line(dialect).send(sample_document(OURS, around, "H99.99"))
    assert "H99.99" in told.value.reasons[0].message or "18" in told.value.reasons[0].message
    axis.faults(refuse=True)
    with pytest.raises(Rejected) as told:
        line(dialect).send(document)
    assert "(10)" in told.value.reasons[0].message and axis.packages() == []


def test_codes_that_mean_later_are_tried_again(line, axis, document):
    axis.faults(refuse=True, other_types=True)
    with pytest.raises(Unavailable):
        line(later_codes="10").send(document)


@both
def test_an_axis_that_is_out_of_order_is_tried_again(line, axis, dialect):
    axis.faults(gateway=True)
    with pytest.raises(Unavailable):
        line(dialect).waiting()
    axis.faults(gateway=False, hang=True)
    with pytest.raises(Unavailable):
        line(dialect, read_seconds=0.3).waiting()


@both
def test_a_package_that_comes_damaged_stays_there(line, axis, dialect, document, tmp_path):
    line(dialect).send(document)
    theirs = line(dialect, THEIRS)
    (waiting,) = theirs.waiting()
    axis.faults(cut_package=True)
    file = theirs.fetch(waiting.reference, tmp_path)
    with pytest.raises(Exception, match="cannot be read"):
        edxml.read([file.read_bytes()], tmp_path)
    assert [one.reference for one in theirs.waiting()] == [waiting.reference]


def test_what_is_no_base64_or_too_big_is_not_taken(line, axis, document, tmp_path):
    line().send(document)
    (waiting,) = line(organ=THEIRS).waiting()
    with pytest.raises(Unavailable, match="longer"):
        line(organ=THEIRS, largest=100).fetch(waiting.reference, tmp_path)
    axis.faults(bad_base64=True)
    with pytest.raises(Unavailable, match="cannot be taken"):
        line(organ=THEIRS).fetch(waiting.reference, tmp_path)
    with pytest.raises(Rejected):
        line().fetch(waiting.reference, tmp_path)


@both
def test_a_wrong_secret_lets_nobody_in(line, dialect):
    with pytest.raises((Misconfigured, Rejected)):
        line(dialect, secret="khong-phai-khoa-nay").check_config()


def test_a_request_of_another_hour_or_another_organisation_is_refused(line, around, document):
    late = replace(around, clock=lambda: datetime.now(UTC) - timedelta(minutes=6))
    with pytest.raises(Rejected) as told:
        line(surroundings=late).check_config()
    assert "quá giờ" in told.value.reasons[0].message
    borrowed = line(system_id=f"he-thong-{THEIRS}", secret=f"khoa-cua-{THEIRS}-0123456789abcdef")
    with pytest.raises(Rejected) as told:
        borrowed.send(document)
    assert "khong dung voi ma da dang ky" in told.value.reasons[0].message


def test_a_token_that_ends_early_is_renewed_once(line, axis):
    ours = line("provincial_axis")
    ours.check_config()
    axis.faults(token_ends_early={"times": 1})
    ours.check_config()
    axis.faults(token_ends_early=True)
    with pytest.raises(Misconfigured):
        ours.check_config()


@both
def test_who_is_on_the_axis_is_listed(line, dialect):
    assert {one.id: one.name for one in line(dialect).organisations()} == NAMES


@both
def test_the_contract_is_kept_by_the_sandbox(axis, around, dialect):
    report = registry.examine(dialect, axis.settings(dialect), around, OURS)
    told = {one.name: one.said for one in report.findings if not one.passed}
    assert set(told) == ({"asked"} if dialect == "provincial_axis" else set()), told
    assert report.passed


@both
def test_wrong_settings_are_all_named(dialect):
    with pytest.raises(Misconfigured) as told:
        registry.CONNECTORS[dialect].configure({"organ": "nobody", "fetch_path": "x", "more": 1})
    for word in ("base_url", "secret", "organ is no", "fetch_path", "more"):
        assert word in str(told.value)
