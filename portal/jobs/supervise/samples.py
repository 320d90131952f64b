"""What a laptop has to play with: agencies invented in a real province, and who operates it."""

import hashlib
import hmac
from dataclasses import dataclass

from portal.settings import Settings


@dataclass(frozen=True)
class Sample:
    """A sample agency; an automatic one accepts and decides by itself, for rehearsals."""

    code: str
    name: str
    name_en: str
    level: str
    rehearsal: bool = False
    place: str = "16681"  # Phường Thành Vinh, Nghệ An

    @property
    def key_id(self) -> str:
        """Name the key that the agency and the portal share."""
        return f"laptop-{self.code}"

    def secret(self, settings: Settings) -> str:
        """Derive the key, so that the portal's side and the sandbox's need not be stored twice."""
        shared = settings.secrets.partner("agency").encode()
        return hmac.new(shared, self.code.encode(), hashlib.sha256).hexdigest()


SAMPLES = (
    Sample(
        "H41.90",
        "Ủy ban nhân dân phường Thành Vinh (mẫu)",
        "Thành Vinh Ward People's Committee (sample)",
        "commune",
    ),
    Sample(
        "H41.91",
        "Công an phường Thành Vinh (mẫu)",
        "Thành Vinh Ward Police (sample)",
        "commune_police",
    ),
    # One to rehearse with for each level that a form of the catalogue asks for.
    Sample(
        "H41.98",
        "Công an diễn tập",
        "Rehearsal police",
        "commune_police",
        rehearsal=True,
    ),
    Sample(
        "H41.99",
        "Cơ quan diễn tập",
        "Rehearsal agency",
        "commune",
        rehearsal=True,
    ),
)

# Two of the sample people of the sandbox's staff; the third of them may open nothing.
OPERATORS = (
    ("b6a1c0de-0000-4000-8000-000000000701", "Phạm Thị Điều Hành"),
    ("b6a1c0de-0000-4000-8000-000000000702", "Đỗ Văn Giám Sát"),
)
