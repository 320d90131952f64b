"""Every page of the gallery: a template and the values it is shown with."""

from dataclasses import replace
from datetime import UTC, datetime

from portal.web.citizen.present import Field, StepLink, StepPage
from portal.web.citizen.present_check import Problem
from tests.web.gallery import (
    administration,
    catalogue_pages,
    confirming,
    console_health,
)
from tests.web.gallery import console_pages as console
from tests.web.gallery import (
    counter_pages,
    cover_pages,
    desk_pages,
    document_pages,
    dossiers,
    enquiry_pages,
    giving_pages,
    joined_pages,
    last_steps,
    loose_money,
    messages,
    more_questions,
    open_pages,
    paying,
    progress_pages,
    questions,
    report_pages,
    request_pages,
    requests,
    signed_papers,
    store_pages,
)
from tests.web.gallery.shapes import Page, operates, shows

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)


STEPS = (
    StepLink("Người đi đăng ký", "/nhap/1/nguoi-nop", done=True),
    StepLink("Thông tin của trẻ", "/nhap/1/tre", current=True),
    StepLink("Cha và mẹ"),
    StepLink("Giấy tờ"),
    StepLink("Kiểm tra và nộp"),
)


def step(fields: tuple[Field, ...], **more: object) -> Page:
    """A form step with these questions."""
    page = StepPage(
        title="Thông tin của trẻ",
        procedure="Đăng ký khai sinh",
        action="/nhap/1/tre",
        number=2,
        total=5,
        fields=fields,
        version=3,
        back_href="/nhap/1/nguoi-nop",
        communes_href="/api/v1/places/{province}/communes",
        steps=STEPS,
        **more,
    )
    return Page("step.html", {"page": page})


_PROBLEM = (Problem("Cha và mẹ: chưa nhập số định danh của mẹ", "/nhap/1/3"),)
_REFERENCE = {"reference": "0198c2"}

PAGES = {
    "step-empty": step(questions.EMPTY),
    "step-filled": step(questions.filled(), saved_at=NOON, autosave_href="/nhap/1/tre/luu"),
    "step-error": step(questions.in_error()),
    "step-locked": step(questions.locked(), notice="Có thêm câu hỏi cho lựa chọn của bạn."),
    "kinds-empty": step(more_questions.EMPTY),
    "kinds-filled": step(more_questions.filled()),
    "kinds-error": step(more_questions.in_error()),
    "kinds-locked": step(more_questions.locked()),
    "kinds-repeating": step(
        more_questions.repeating(more_questions.filled(), more_questions.in_error())
    ),
    "step-repeating": step(
        more_questions.repeating(
            questions.alone(questions.EMPTY),
            questions.alone(questions.filled()),
            questions.alone(questions.in_error()),
        )
    ),
    "home": shows("home.html", open_pages.HOME, False),
    "home-signed-in": shows("home.html", open_pages.HOME),
    "home-found": shows("home.html", open_pages.FOUND, False),
    "home-nothing": shows("home.html", open_pages.NOTHING, False),
    "procedure": shows("procedure.html", open_pages.PROCEDURE, False),
    "procedure-draft": shows("procedure.html", replace(open_pages.PROCEDURE, draft_href="/nhap/1")),
    "procedure-closed": shows("procedure.html", open_pages.CLOSED, False),
    "start": shows("start.html", open_pages.START),
    "start-signed-out": shows("start.html", open_pages.SIGNED_OUT_START, False),
    "documents-empty": shows("documents.html", last_steps.PAPERS_EMPTY),
    "documents-filled": shows("documents.html", last_steps.PAPERS_FILLED),
    "documents-presented": shows("documents.html", signed_papers.PAPERS_PRESENTED),
    "documents-signed": shows("documents.html", signed_papers.PAPERS_SIGNED),
    "documents-error": shows("documents.html", last_steps.PAPERS_ERROR),
    **{n: shows("documents.html", page) for n, page in store_pages.DOCUMENTS.items()},
    "review": shows("review.html", last_steps.review()),
    "review-papers": shows(
        "review.html",
        replace(
            last_steps.review(),
            sections=(*last_steps.SECTIONS[:1], signed_papers.REVIEW_PAPERS),
            on_paper=("Giấy tờ chứng minh chỗ ở hợp pháp (bản chính)",),
        ),
    ),
    "review-error": shows("review.html", last_steps.review("Đánh dấu vào ô để cam đoan", _PROBLEM)),
    "submitted": shows("submitted.html", dossiers.SUBMITTED),
    "submitted-papers": shows(
        "submitted.html",
        replace(
            dossiers.SUBMITTED,
            on_paper=(
                "Giấy tờ chứng minh chỗ ở hợp pháp (bản chính)",
                "Văn bản ủy quyền (bản sao chứng thực)",
            ),
        ),
    ),
    "dossier-submitted": shows("dossier.html", dossiers.JUST_SUBMITTED),
    "dossier-sms-failed": shows("dossier.html", dossiers.SMS_FAILED),
    "dossier-held-up": shows("dossier.html", dossiers.HELD_UP),
    "dossier-in-process": shows(
        "dossier.html", replace(dossiers.IN_PROCESS, reused=store_pages.REUSED)
    ),
    "dossier-supplement": shows("dossier.html", dossiers.SUPPLEMENT),
    "dossier-handed-back": shows("dossier.html", dossiers.HANDED_BACK),
    "dossier-pay": shows("dossier.html", dossiers.PAY),
    "dossier-late": shows("dossier.html", dossiers.LATE),
    "dossier-refused": shows("dossier.html", dossiers.REFUSED),
    "dossier-returned": shows("dossier.html", dossiers.RETURNED),
    "dossier-supplement-sent": shows("dossier.html", requests.SENT),
    "dossier-asked-back": shows("dossier.html", requests.ASKED_BACK),
    "dossier-notice": shows("dossier.html", requests.NOTICED),
    "supplement-empty": shows("supplement.html", requests.EMPTY),
    "supplement-filled": shows("supplement.html", requests.FILLED),
    "supplement-by-field": shows("supplement.html", requests.BY_FIELD),
    "supplement-error": shows("supplement.html", requests.IN_ERROR),
    **{name: shows(*page) for name, page in (paying.PAGES | paying.CLAIMS).items()},
    **{name: shows("withdrawal.html", page) for name, page in requests.WITHDRAWALS.items()},
    "review-asks": shows("review.html", replace(last_steps.review(), asks=confirming.NAMES)),
    "submitted-waits": shows(
        "submitted.html", replace(dossiers.SUBMITTED, waits_for=confirming.NAMES)
    ),
    "dossier-waits": shows("dossier.html", confirming.WAITS),
    "dossier-confirmed-by-others": shows("dossier.html", confirming.RELEASED),
    "status-waits": shows("status.html", dossiers.public(confirming.WAITS), False),
    "confirm-invited": shows("confirm_invited.html", confirming.INVITED, False),
    "confirm-asked": shows("confirm_asked.html", confirming.ASKED),
    "confirm-asked-error": shows("confirm_asked.html", confirming.ASKED_ERROR),
    "confirm-confirmed": shows("confirm_asked.html", confirming.CONFIRMED),
    "confirm-declined": shows("confirm_asked.html", confirming.DECLINED),
    "confirm-over": shows("confirm_asked.html", confirming.OVER),
    "confirm-gone": Page("confirm_gone.html", {"signed_in": True}),
    "confirm-gone-signed-out": Page("confirm_gone.html", {"signed_in": False}, False),
    "confirm-waiting": shows("confirm_waiting.html", confirming.WAITING),
    "confirm-waiting-error": shows("confirm_waiting.html", confirming.WAITING_ERROR),
    "confirm-phone": shows("confirm_phone.html", confirming.PHONE),
    "confirm-phone-error": shows("confirm_phone.html", confirming.PHONE_ERROR),
    "dossier-messages": shows("dossier.html", messages.IN_DOSSIER),
    "dossier-no-messages": shows("dossier.html", messages.NONE_YET),
    "dossier-deaf-agency": shows("dossier.html", messages.DEAF),
    "messages-empty": shows("messages.html", messages.WRITING),
    "messages-filled": shows("messages.html", messages.FILLED),
    "messages-error": shows("messages.html", messages.IN_ERROR),
    "dossier-rateable": shows("dossier.html", messages.RATEABLE),
    "rating": shows("rating.html", messages.RATING),
    **{name: shows(*page) for name, page in joined_pages.PAGES.items()},
    "dossier-parcel": shows(
        "dossier.html", replace(dossiers.IN_PROCESS, giving=giving_pages.ON_ITS_WAY)
    ),
    "rating-error": shows("rating.html", messages.RATING_ERROR),
    "status-message": shows("status.html", messages.TOLD_OF, False),
    "status": shows("status.html", dossiers.public(), False),
    "status-supplement": shows("status.html", dossiers.public(dossiers.SUPPLEMENT), False),
    "status-held": shows("status.html", dossiers.public(dossiers.HELD_UP), False),
    "my-dossiers": shows("my_dossiers.html", dossiers.MINE),
    "my-dossiers-drafts-ending": shows("my_dossiers.html", dossiers.DRAFTS_ENDING),
    "my-papers": shows("my_papers.html", store_pages.STORE),
    "my-dossiers-none": shows("my_dossiers.html", dossiers.NONE_YET),
    "lookup": shows("lookup.html", open_pages.LOOKUP, False),
    "lookup-error": shows("lookup.html", open_pages.LOOKUP_ERROR, False),
    "lookup-nothing": shows("lookup.html", open_pages.LOOKUP_NOTHING, False),
    "lookup-found": shows("lookup.html", open_pages.LOOKUP_FOUND, False),
    **enquiry_pages.PAGES,
    "session-expired": Page(
        "session_expired.html", {"sign_in_href": "/dang-nhap", "kept": True}, False
    ),
    "session-expired-not-kept": Page(
        "session_expired.html", {"sign_in_href": "/dang-nhap", "kept": False}, False
    ),
    **{
        name.replace("_", "-"): Page(f"{name}.html", signed_in=False)
        for name in ("signed_out", "help", "accessibility", "privacy", "link_gone")
    },
    "new-version": shows("new_version.html", last_steps.NEW_VERSION),
    "new-version-case": shows("new_version.html", last_steps.NEW_VERSION_CASE),
    "new-version-elsewhere": shows("new_version.html", last_steps.NEW_VERSION_ELSEWHERE),
    "conflict": shows("errors/409.html", last_steps.CONFLICT),
    "error-413": Page("errors/413.html", {"limit": 52_428_800, "back_href": "/nhap/1/giay-to"}),
    **{
        f"error-{code}": Page(f"errors/{code}.html", _REFERENCE)
        for code in (400, 403, 404, 429, 500, 503, 507, "paper")
    },
    **{
        f"sign-in-{reason}": Page(
            "sign_in_problem.html", {"reason": reason, "sign_in_href": "/dang-nhap"}, False
        )
        for reason in ("unavailable", "denied", "too_low", "failed")
    },
    **{
        f"console-{name}": operates(template, **context)
        for name, (template, context) in console_health.PAGES.items()
    },
    **{
        f"console-{name}": operates("money", here="health", **context)
        for name, context in loose_money.PAGES.items()
    },
    **{
        f"administration-{name}": operates(f"administration/{template}", here="admin", **context)
        for name, (template, context) in administration.PAGES.items()
    },
    **{
        f"administration-{name}": operates(f"administration/{template}", here="admin", **context)
        for name, (template, context) in catalogue_pages.PAGES.items()
    },
    "console-forms": operates("forms", here="forms", lines=console.LINES, notice="Đã bỏ."),
    "console-forms-none": operates("forms", here="forms", lines=()),
    "console-form": operates("form", here="forms", page=console.FORM),
    "console-form-error": operates("form", here="forms", page=console.FORM_ERROR),
    "console-version": operates("form_version", here="forms", page=console.VERSION),
    "console-differences": operates(
        "form_differences",
        here="forms",
        page=console.FORM,
        old=console.OLD,
        new=console.LIVE,
        changes=console.CHANGES,
    ),
    "console-new": operates("proposal_new", here="forms", source="", problems=(), errors=()),
    "console-new-error": operates(
        "proposal_new",
        here="forms",
        source=console.SOURCE,
        problems=console.PROBLEMS,
        errors=console.proposal(problems=console.PROBLEMS).lines,
    ),
    "console-proposal": operates("proposal", here="forms", page=console.proposal()),
    "console-proposal-error": operates(
        "proposal",
        here="forms",
        page=console.proposal(asked=console.WRONG, problems=console.PROBLEMS),
    ),
    "console-preview": operates("form_preview", here="forms", page=console.PREVIEW),
    "console-journal": operates("deeds", here="deeds", deeds=console.DEEDS),
    **{
        f"desk-{name}": Page(f"desk/{template}.html", context, signed_in=False, officer=True)
        for name, (template, context) in {**desk_pages.PAGES, **counter_pages.PAGES}.items()
    },
    **{
        f"desk-documents-{name}": Page(f"desk/documents/{page}.html", told, False, officer=True)
        for name, (page, told) in document_pages.PAGES.items()
    },
    **{
        f"reports-{name}": Page(*told, False, officer=True)
        for name, told in (report_pages.PAGES | request_pages.PAGES).items()
    },
    "console-session-over": Page(
        "staff/session_over.html",
        {
            "base": "console/base.html",
            "typed": ("Vì sao", console.SOURCE),
            "sign_in_href": "/console/dang-nhap",
        },
        False,
    ),
    **{
        f"console-sign-in-{reason}": Page(
            "staff/sign_in_problem.html",
            {
                "base": "console/base.html",
                "reason": reason,
                "subject": "b6a1c0de-701",
                "sign_in_href": "/console/dang-nhap",
            },
            False,
        )
        for reason in ("unavailable", "denied", "too_low", "no_role", "signed_out", "failed")
    },
    **progress_pages.PAGES,
    **cover_pages.PAGES,
}
