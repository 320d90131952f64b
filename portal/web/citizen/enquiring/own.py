"""What a signed-in citizen wrote to agencies: the list, one of them, whether it is published."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.services.enquiries import own
from portal.web.citizen import addresses
from portal.web.context import reading, rt, signed_in, the_citizen, writing
from portal.web.incoming import whole

blueprint = Blueprint("own_enquiries", __name__)


@blueprint.after_request
def _private(answer: Response) -> Response:
    """Keep what somebody wrote out of caches."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get(addresses.OWN_ENQUIRIES)
@signed_in
def mine() -> str:
    """List what the citizen wrote."""
    number = page_number()
    with reading() as session:
        listed = own.mine(session, the_citizen(), number)
    return render_template("my_enquiries.html", listed=listed, number=number)


@blueprint.get(addresses.OWN_ENQUIRY)
@signed_in
def show(code: str) -> str:
    """Show one of them, with what they wrote and the answer."""
    with reading() as session:
        found = own.one(session, rt(), the_citizen(), code)
    return render_template("my_enquiry.html", it=found, done=request.args.get("xong", ""))


@blueprint.post(f"{addresses.OWN_ENQUIRY}/dang")
@signed_in
def agree(code: str) -> Response:
    """Let it be published, or no longer."""
    agrees = request.form.get("agrees") == "yes"
    with writing() as session:
        own.agree(session, the_citizen(), code, agrees=agrees)
    done = "dong-y" if agrees else "thoi"
    return redirect(addresses.own_enquiry(code, done), 303)


def page_number() -> int:
    """Read which page of a list is asked for; the first if nobody can tell."""
    return max(1, whole(request.args.get("trang", ""), 4))
