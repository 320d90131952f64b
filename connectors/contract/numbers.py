"""A memory of a partner's numbers that lives as long as one run of the contract kit."""

import threading


class RunNumbers:
    """Implements ``connectors.base.Numbers`` for practice dossiers, which nobody needs again."""

    def __init__(self) -> None:
        self._by_code: dict[str, str] = {}
        self._by_number: dict[str, str] = {}
        self._lock = threading.Lock()

    def keep(self, code: str, number: str) -> str:
        """Keep a number for the dossier of this code, and say which one stands.

        :raises ValueError: if the number stands for another dossier.
        """
        with self._lock:
            if self._by_number.get(number, code) != code:
                raise ValueError("it stands for another dossier")
            stands = self._by_code.setdefault(code, number)
            self._by_number[stands] = code
            return stands

    def let_go(self, code: str, number: str) -> None:
        """Forget the number kept for a dossier."""
        with self._lock:
            if self._by_code.get(code) == number:
                del self._by_code[code], self._by_number[number]

    def number(self, code: str) -> str | None:
        """Give the number that stands for the dossier of this code."""
        return self._by_code.get(code)

    def code(self, number: str) -> str | None:
        """Give the code of the dossier this number stands for."""
        return self._by_number.get(number)
