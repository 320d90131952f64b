"""What holds other questions (a repeating group), or asks nothing (a text to read)."""

from dataclasses import dataclass
from typing import Any

from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang, message, say
from forms.spec import Question


@dataclass(frozen=True)
class GroupKind(Kind):
    """Entries with the same questions each (household members). Entries are read by `schema`,
    which knows every kind; here is what is true of the list itself."""

    def parse(self, asked: Asked, raw: Any) -> list[Any]:
        """The entries as they came, if they are entries and not too many."""
        if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
            raise asked.refuse("group.type")
        most, least = (self.setting(asked.question, name) for name in ("max_items", "min_items"))
        count = sum(not self.blank(entry) for entry in raw)
        if count > most:
            raise asked.refuse("group.max", count=count, max=most)
        if count < least:
            raise asked.refuse("group.min", min=least)
        return raw

    def show(self, asked: Asked, value: Any) -> str:
        """How many there are; each is shown by its own questions."""
        return say(message("group.count", count=len(value)), asked.lang)

    def missing(self, asked: Asked) -> dict[str, Any]:
        """Ask for the fewest that will do."""
        least = max(1, self.setting(asked.question, "min_items"))
        if asked.question.required_message is not None:
            return super().missing(asked)
        return asked.refuse("group.min", min=least).errors

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A list; what an entry looks like is filled in by whoever knows every kind."""
        return {
            "type": "array",
            "minItems": self.setting(question, "min_items"),
            "maxItems": self.setting(question, "max_items"),
        }


@dataclass(frozen=True)
class InfoKind(Kind):
    """A text to read between questions. It has no answer, and takes none."""

    def blank(self, raw: Any) -> bool:
        """Whatever is sent for it is no answer."""
        return True

    def show(self, asked: Asked, value: Any) -> str:
        """Nothing."""
        return ""


GROUP = GroupKind(
    "group",
    "group",
    {
        "min_items": Setting("whole", default=0),
        "max_items": Setting("whole", default=20),
        "item_label": Setting("translated"),
        "add_label": Setting("translated"),
    },
)
INFO = InfoKind("info", "info", has_value=False)
