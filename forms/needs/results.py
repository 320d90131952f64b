"""What a procedure ends with on a day: names of results change with the law, and so do codes."""

from datetime import date

from forms.spec import Form, Result


def results(form: Form, day: date) -> tuple[Result, ...]:
    """The results (kết quả) that are given on a day, in the order of the form."""
    return tuple(
        one
        for one in form.results
        if (one.valid_from is None or one.valid_from <= day)
        and (one.valid_until is None or day <= one.valid_until)
    )


def result_code(form: Form, day: date) -> str:
    """The national type code (mã giấy tờ) of the result, where there is just one and it has one.

    Of several nobody has said which it is: "".
    """
    found = results(form, day)
    return (found[0].code or "") if len(found) == 1 else ""
