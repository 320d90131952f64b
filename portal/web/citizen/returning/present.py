"""What the page is given where a citizen chooses how a result comes back."""

from dataclasses import dataclass

from portal.web.citizen.present import ErrorLine, Field


@dataclass(frozen=True)
class ReturnPage:
    """The question which way, and to whom and where a parcel goes."""

    code: str
    procedure: str
    agency: str
    action: str
    way: Field
    to: tuple[Field, ...]
    back_href: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(line for each in (self.way, *self.to) for line in each.errors())
