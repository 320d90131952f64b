"""What a form file is made of before it is written as YAML: maps with remarks."""

from typing import Any


class Node(dict[str, Any]):
    """A map of the file. `remarks` stand above it, `asides` above one of its keys."""

    def __init__(self, /, **values: Any) -> None:
        super().__init__(values)
        self.remarks: list[str] = []
        self.asides: dict[str, str] = {}

    def remark(self, text: str) -> None:
        """Say something above the whole, once."""
        if text not in self.remarks:
            self.remarks.append(text)

    def guess(self, key: str, value: Any, why: str) -> None:
        """Set a value that the definition does not tell, and say so above it."""
        self[key] = value
        self.asides[key] = why
