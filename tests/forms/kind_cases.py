"""One parameter set a kind for the contract suite; a kind may have several."""

from tests.forms import (
    kind_cases_chosen,
    kind_cases_measured,
    kind_cases_money,
    kind_cases_people,
    kind_cases_typed,
)

CASES = [
    *kind_cases_typed.CASES,
    *kind_cases_measured.CASES,
    *kind_cases_chosen.CASES,
    *kind_cases_people.CASES,
    *kind_cases_money.CASES,
]
