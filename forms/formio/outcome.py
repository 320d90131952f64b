"""What comes of reading a file of another tool: a form, with what was left out; or no form."""

from dataclasses import dataclass

from forms.formio.reasons import say
from forms.messages import Lang, Message

CARRIED_WHOLE = 0
NO_FORM = 2
LEFT_SOMETHING_OUT = 3


@dataclass(frozen=True)
class LeftOut:
    """Something that could not be carried over: where it stands, and why in plain words.

    `path` leads down the components by their keys: `page1/members/full_name/validate/custom`.
    """

    path: str
    reason: str

    def __str__(self) -> str:
        """`path: reason`."""
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True)
class Imported:
    """A form file in our words, with everything it does not carry over."""

    yaml: str
    left_out: tuple[LeftOut, ...] = ()

    @property
    def exit_code(self) -> int:
        """What a command should end with: 0 if all was carried over, else 3."""
        return LEFT_SOMETHING_OUT if self.left_out else CARRIED_WHOLE


class NotAForm(Exception):
    """A file that is no form, or not one that may be read; as a text it says why, in English."""

    exit_code = NO_FORM

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return self.say("en")

    def say(self, lang: Lang) -> str:
        """Why, in a language."""
        return say(self.why.key, lang, **self.why.blanks)
