"""Reads procedure records tolerantly: two spellings, numbers as texts, what is missing missing.

`LayThuTuc` of the national services answers in capitals (MATTHC, THANHPHANHOSO …); the public
portal's own data, and copies made of it, in small English words (checklist_raw, processing_cases).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.formio.outcome import NotAForm
from forms.formio.strict_json import parse
from forms.identifiers import procedure_code
from forms.national import capitals, portal_words
from forms.national.record import NotARecord, Record
from forms.national.values import Given

_WRAPPERS = ("result", "results", "data", "procedure")
_DEPTH = 4


def read(source: bytes) -> Record:
    """The record in a file: bare, the only one of a list, or in a service's answer.

    :raises NotARecord: if there is none, or more than one.
    """
    found = list(_records(_values(source), _DEPTH))
    if not found:
        raise NotARecord(
            "there is no procedure record in it: no object names a code (MATTHC or code) and a name"
        )
    if len(found) > 1:
        raise NotARecord(f"there are {len(found)} procedures in it; give one at a time")
    return of(found[0])


def of(values: Mapping[str, Any]) -> Record:
    """The record in a service's own answer, already parsed.

    :raises NotARecord: if its code is no national one.
    """
    given = Given(values)
    record = capitals.record(given) if _in_capitals(values) else portal_words.record(given)
    if procedure_code(record.code) is None:
        raise NotARecord(f"“{record.code}” is no national code, such as 1.004194")
    return record


def _values(source: bytes) -> Any:
    try:
        return parse(source)
    except NotAForm as error:
        raise NotARecord(str(error)) from None


def _records(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth:
        for inner in value:
            yield from _records(inner, depth - 1)
    elif isinstance(value, Mapping):
        if _in_capitals(value) or {"code", "name"} <= value.keys():
            yield value
        elif depth:
            for key, inner in value.items():
                if str(key).lower() in _WRAPPERS:
                    yield from _records(_opened(inner), depth - 1)


def _opened(value: Any) -> Any:
    """Some services put the record into a text of its own."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        return _values(value.encode("utf-8", "surrogatepass"))
    return value


def _in_capitals(value: Mapping[str, Any]) -> bool:
    return {"MATTHC", "TENTTHC"} <= {str(key).upper() for key in value}
