"""A two-level address: province, commune, and the detail (số nhà, đường, thôn).

There are no districts since 01/07/2025, and people keep writing them; a district in the detail is
explained, with what stands there today, instead of taken for a commune. A commune is chosen by
code, or typed by name within the chosen province (the form works without JavaScript).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.characters import folded, one_line
from forms.kinds.base import SEARCHING, Asked, Choice, Kind, Refused, Setting
from forms.lookups import (
    Place,
    Recognised,
    VietnamProvinces,
    bare_name,
    folded_bare_name,
    folded_name,
    merged_province,
    recognised,
)
from forms.messages import Lang, Message, message
from forms.patterns import pattern
from forms.spec import Question

STREET_MAX = 250
_DISTRICT = pattern(r"(?:^|\s)(?:huyen|quan|thi xa)\s+\S|(?:^|,)\s*q\s*[0-9]{1,2}(?:\s|$)")


@dataclass(frozen=True)
class PlaceKind(Kind):
    """`loose` lets the detail stand alone, for addresses abroad."""

    def parts(self, question: Question) -> tuple[str, ...]:
        """Province, commune and, unless the form leaves it out, the detail."""
        detail = () if self.setting(question, "street") == "none" else ("street",)
        return ("province", "commune", *detail)

    def parse(self, asked: Asked, raw: Any) -> dict[str, str]:
        """Codes with their names, so that the answer reads the same after the next merger."""
        parts = self._typed(asked, raw)
        street = parts["street"]
        errors: dict[str, Message] = {}
        if len(street) > STREET_MAX:
            errors["street"] = message("place.street_long", length=len(street), max=STREET_MAX)
        if self._detail_alone(asked.question, parts) and not errors:
            return {"street": street}
        found = self._units(asked, parts, errors)
        if self.setting(asked.question, "street") == "required" and not street:
            errors["street"] = message("place.street")
        if errors or found is None:
            raise Refused(errors)
        return _clean(found, street)

    def _typed(self, asked: Asked, raw: Any) -> dict[str, str]:
        if not isinstance(raw, Mapping):
            raise asked.refuse("place.type")
        parts = {name: raw.get(name) or "" for name in ("province", "commune", "street")}
        if not all(isinstance(part, str) for part in parts.values()):
            raise asked.refuse("place.type")
        return {name: one_line(part) for name, part in parts.items()}

    def _detail_alone(self, question: Question, parts: Mapping[str, str]) -> bool:
        return (
            bool(parts["street"])
            and self.setting(question, "loose") is True
            and not parts["province"]
            and not parts["commune"]
        )

    def _units(
        self, asked: Asked, parts: Mapping[str, str], errors: dict[str, Message]
    ) -> tuple[Place, Place] | None:
        """The commune and its province, or None with what is wrong put into `errors`."""
        province = _pick(asked.places.provinces(), parts["province"], 2)
        if province is None:
            errors["province"] = _province_error(parts["province"])
            return None
        commune = _pick(asked.places.communes(province.code), parts["commune"], 5)
        if commune is None:
            errors["commune"] = _commune_error(asked, parts, province)
            return None
        return commune, province

    def missing(self, asked: Asked) -> dict[str, Message]:
        """Ask for the province first."""
        if asked.question.required_message is not None:
            return super().missing(asked)
        return {"province": message("place.province"), "commune": message("place.commune")}

    def warn(self, asked: Asked, value: Any, others: Mapping[str, Any]) -> list[Message]:
        """A district in the detail does no harm and is worth a word; more if it is elsewhere."""
        street = value.get("street", "")
        if not has_district(street) or "commune" not in value:
            return []
        told = [message("place.no_districts")]
        found = recognised(street, value["province"])
        if found and value["commune"] not in {place.code for place in found.district.communes}:
            told.append(_former(found, value["province"]))
        return told

    def explain(self, asked: Asked, raw: Any) -> list[Message]:
        """Where the district and the commune of before are now, if the address names them."""
        if not isinstance(raw, Mapping):
            return []
        parts = {k: one_line(v[:STREET_MAX]) for k, v in raw.items() if isinstance(v, str)}
        province = _pick(asked.places.provinces(), parts.get("province", ""), 2)
        address = f"{parts.get('commune', '')}, {parts.get('street', '')}"
        found = recognised(address, province.code if province else "")
        if found is None:
            return []
        home = province or found.district.province
        return [*([_merged(found)] if found.renamed else []), _former(found, home.code)]

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The provinces; communes come from `asked.places.communes(province)`."""
        return tuple(Choice(place.code, place.name) for place in asked.places.provinces())

    def show(self, asked: Asked, value: Any) -> str:
        """Smallest first: Số 5 ngõ 2, Phường Thành Vinh, Nghệ An."""
        names = ("street", "commune_name", "province_name")
        return ", ".join(value[name] for name in names if value.get(name))

    def raw_from(self, question: Question, value: Any) -> Any:
        """Clean answers as typed ones; a written address is taken apart where it can be."""
        if isinstance(value, str):
            return _taken_apart(value, VietnamProvinces())
        if isinstance(value, Mapping):
            return {
                name: value[name] for name in ("province", "commune", "street") if name in value
            }
        return value

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """An object of codes, names and the detail."""
        text = {"type": "string", "maxLength": STREET_MAX}
        codes = {"province": "^[0-9]{2}$", "commune": "^[0-9]{5}$"}
        properties: dict[str, Any] = {
            name: {"type": "string", "pattern": pattern} for name, pattern in codes.items()
        }
        properties |= {name: text for name in ("province_name", "commune_name", "street")}
        loose = self.setting(question, "loose") is True
        return {
            "type": "object",
            "properties": properties,
            "required": [] if loose else ["province", "commune"],
            "additionalProperties": False,
        }


def has_district(text: str) -> bool:
    """Whether an address names a district (huyện, quận, thị xã), abolished on 01/07/2025."""
    pieces = (folded(piece) for piece in text.split(","))
    return bool(_DISTRICT.search(", ".join(pieces)))


def _pick(places: tuple[Place, ...], typed: str, digits: int) -> Place | None:
    """The place of a code (zeros forgiven) or of a name that only one place bears."""
    if not typed:
        return None
    code = typed.zfill(digits)
    if by_code := next((place for place in places if place.code == code), None):
        return by_code
    wanted, wanted_bare = folded(typed), bare_name(typed)
    full = [place for place in places if folded_name(place) == wanted]
    named = full or [place for place in places if folded_bare_name(place) == wanted_bare]
    return named[0] if len(named) == 1 else None


def _commune_error(asked: Asked, parts: Mapping[str, str], province: Place) -> Message:
    elsewhere = asked.places.commune(parts["commune"].zfill(5)) if parts["commune"] else None
    if elsewhere is not None:
        return message("place.commune_elsewhere", commune=elsewhere[0].name, province=province.name)
    found = recognised(parts["commune"], province.code)
    if found is not None and found.renamed:
        return _merged(found)
    if has_district(f"{parts['commune']}, {parts['street']}"):
        return message("place.no_districts")
    return message("place.commune")


def _province_error(typed: str) -> Message:
    merged = merged_province(typed)
    if merged is None:
        return message("place.province")
    return message("place.province_merged", old=merged[0], new=merged[1].name)


def _merged(found: Recognised) -> Message:
    new = found.commune.name if found.commune else ""
    return message("place.merged", old=found.old_commune, new=new)


def _former(found: Recognised, province: str) -> Message:
    """What stands now where the district was; its province, if it is not the one chosen."""
    district = found.district
    communes = ", ".join(place.name for place in district.communes)
    if district.province.code == province:
        return message("place.former", district=district.name, communes=communes)
    told = {"district": district.name, "province": district.province.name}
    return message("place.former_elsewhere", **told, communes=communes)


def _clean(found: tuple[Place, Place], street: str) -> dict[str, str]:
    commune, province = found
    clean = {
        "province": province.code,
        "province_name": province.name,
        "commune": commune.code,
        "commune_name": commune.name,
    }
    return clean | ({"street": street} if street else {})


PLACE = PlaceKind(
    "place",
    "place",
    {
        "street": Setting("text", choices=("required", "optional", "none"), default="optional"),
        "loose": Setting("flag", default=False),
        **SEARCHING,
    },
    required_key="required.choose",
    searchable=True,
)


def _taken_apart(written: str, places: VietnamProvinces) -> dict[str, str]:
    """Find province and commune at the end of a written address (Số 5, phường X, tỉnh Y).

    Only the units of today are found, by their names: an old district leaves all in the detail,
    where the citizen is told what became of it.
    """
    *detail, commune_name, province_name = ["", *(part.strip() for part in written.split(","))]
    province = _named(province_name, places.provinces())
    commune = _named(commune_name, places.communes(province.code)) if province else None
    if province is None or commune is None:
        return {"street": written}
    street = ", ".join(part for part in detail if part)
    return {"province": province.code, "commune": commune.code, "street": street}


def _named(name: str, among: tuple[Place, ...]) -> Place | None:
    """The one place of this name, whole or without what sort of place it is."""
    whole = [place for place in among if folded_name(place) == folded(name)]
    found = whole or [place for place in among if folded_bare_name(place) == bare_name(name)]
    return found[0] if name and len(found) == 1 else None
