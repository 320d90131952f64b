"""Questions that were answered and published: found by anybody's words, with accents or without."""

import uuid

from flask import Blueprint, render_template, request

from portal.services.enquiries import publishing
from portal.web.citizen import addresses
from portal.web.citizen.enquiring.own import page_number
from portal.web.context import reading

blueprint = Blueprint("answers", __name__)
_LONGEST = 200


@blueprint.get(addresses.ANSWERS)
def search() -> str:
    """List those that fit, or all of them, the newest first."""
    words, number = request.args.get("tim", "")[:_LONGEST], page_number()
    agency = request.args.get("co-quan", "")[:_LONGEST]
    with reading() as session:
        offices = publishing.answering(session)
        found = publishing.search(session, words, agency, number)
    return render_template(
        "answers.html", found=found, offices=offices, words=words, agency=agency, number=number
    )


@blueprint.get(f"{addresses.ANSWERS}/<uuid:enquiry_id>")
def show(enquiry_id: uuid.UUID) -> str:
    """Show one question and its answer."""
    with reading() as session:
        found = publishing.one(session, enquiry_id)
    return render_template("answer.html", it=found)
