"""Read what a one-stop system answers to a citizen's claim: which outcome, and by line."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema
from marshmallow.types import ErrorMessages

from connectors.claims import ClaimAnswer, ClaimOutcome
from connectors.codecs.tolerant import MISSING, NO_LIST, NO_OBJECT, Count, Tolerant

NO_OUTCOME = "Phải là waived, lowered hoặc refused (must be waived, lowered or refused)"
TWICE = "Mỗi dòng một lần (each line once)"
NO_LINES = "Chỉ nêu dòng khi giảm (lines come with lowered alone)"
NO_REASON = "Thiếu lý do, ở note hoặc reasons (say why, in note or reasons)"
NO_CLAIM = "Thiếu id của đề nghị (name the claim by the id of its message)"


class _OutcomeWord(fields.Raw):
    """Which answer it is: a word nobody knows is not taken for one of them."""

    default_error_messages: ErrorMessages = {"required": MISSING, "null": MISSING}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> ClaimOutcome:
        if value not in list(ClaimOutcome):
            raise ValidationError(NO_OUTCOME)
        return ClaimOutcome(value)


class _LineEntry(Tolerant):
    line = Count(required=True)
    amount = Count(required=True)


class ClaimEntry(Tolerant):
    """An answer; what is left to pay by line comes with ``lowered`` and with nothing else."""

    outcome = _OutcomeWord(required=True)
    lines = fields.List(
        fields.Nested(_LineEntry, error_messages=NO_OBJECT),
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )

    @validates_schema
    def _whole(self, entry: Mapping[str, Any], **_more: Any) -> None:
        lines = [one["line"] for one in entry.get("lines") or ()]
        lowered = entry.get("outcome") == ClaimOutcome.LOWERED
        if lowered != bool(lines):
            raise ValidationError(MISSING if lowered else NO_LINES, "lines")
        if len(set(lines)) != len(lines):
            raise ValidationError(TWICE, "lines")


def whole(body: Mapping[str, Any]) -> None:
    """Refuse an answer that does not say to which claim, or refuses and does not say why.

    :raises ValidationError: naming the field.
    """
    if not body["claim"]:
        raise ValidationError({"claim": [MISSING]})
    if not body["answers"]:
        raise ValidationError({"answers": [NO_CLAIM]})
    refused = body["claim"]["outcome"] == ClaimOutcome.REFUSED
    said = [body["note"] or "", *(body["reasons"] or ())]
    if refused and not any(text.strip() for text in said):
        raise ValidationError({"note": [NO_REASON]})


def answer(entry: Mapping[str, Any]) -> ClaimAnswer:
    """Put it into our words."""
    left = tuple((one["line"], one["amount"]) for one in entry["lines"] or ())
    return ClaimAnswer(entry["outcome"], left)
