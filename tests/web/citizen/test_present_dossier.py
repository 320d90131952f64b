"""The line of a dossier: three honest states, then the agency's own."""

from datetime import UTC, datetime

from portal.web.citizen.present_dossier import Mark, Moment, delivery_moments, settle

NOW = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)


def marks(*reached: str) -> list[tuple[str, str]]:
    """Draw the way to the agency after these states."""
    return [(each.code, each.mark) for each in delivery_moments(dict.fromkeys(reached, NOW))]


def test_a_dossier_the_portal_holds_is_not_said_to_be_with_the_agency() -> None:
    assert marks("held") == [("held", "now"), ("delivered", "next"), ("confirmed", "next")]


def test_a_delivered_dossier_is_not_said_to_be_confirmed() -> None:
    assert marks("held", "delivered") == [
        ("held", "done"),
        ("delivered", "now"),
        ("confirmed", "next"),
    ]


def test_once_confirmed_the_way_to_the_agency_is_behind() -> None:
    assert {mark for _, mark in marks("held", "delivered", "confirmed")} == {"done"}


def test_the_last_thing_that_happened_is_where_we_are() -> None:
    line = (Moment("held", Mark.DONE, NOW), Moment("accepted", Mark.DONE, NOW))
    line += (Moment("decided", Mark.NEXT),)
    assert [each.mark for each in settle(line)] == [Mark.DONE, Mark.NOW, Mark.NEXT]


def test_a_line_that_says_where_we_are_is_left_alone() -> None:
    line = (Moment("held", Mark.DONE, NOW), Moment("refused", Mark.STOP, NOW))
    assert settle(line) == line


def test_a_returned_result_is_the_end_of_the_line() -> None:
    line = (Moment("held", Mark.DONE, NOW), Moment("returned", Mark.DONE, NOW))
    assert settle(line) == line
