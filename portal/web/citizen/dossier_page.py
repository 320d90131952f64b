"""Draws where a dossier stands: what happened, what is next, and what the citizen has to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flask_babel import gettext as _

from portal import clock
from portal.domain import states
from portal.domain.returning import Parcel
from portal.domain.states import Delivery, State
from portal.models import Dossier
from portal.services import ratings, redrafting, supplements, withdrawals
from portal.services.confirming import requests
from portal.services.content import Content
from portal.services.correspondence import thread
from portal.services.dossiers import Happening
from portal.services.paying import claiming, notices, settling
from portal.services.receipts import masked
from portal.services.returning import parcels
from portal.web.citizen import addresses, handed_back
from portal.web.citizen.dossier_papers import downloads
from portal.web.citizen.paying import standing
from portal.web.citizen.present_dossier import (
    SUPPLEMENTED,
    DossierPage,
    Due,
    Mark,
    Moment,
    Task,
    delivery_moments,
    settle,
)
from portal.web.citizen.told import wording

PATIENCE = timedelta(minutes=5)
"""How long a dossier may be on its way before the page says why: 99 % arrive sooner."""

_CONFIRMING = frozenset(
    {
        requests.GIVEN,
        requests.DECLINED,
        requests.MISMATCH,
        requests.ON_PAPER,
        requests.WAIVED,
        requests.COMPLETE,
    }
)
"""What happens to a dossier that waits for others, before it is on its way to the agency."""
# What the move alone would not say.
_BY_KIND = _CONFIRMING | {redrafting.HANDED_BACK}
_STOPPED = frozenset({State.REFUSED, State.STOPPED, State.WITHDRAWN})
_WAITING = {
    State.AWAITING_SUPPLEMENT: "supplement",
    State.AWAITING_PAYMENT: "pay",
    State.AWAITING_CONFIRMATION: "confirm",
}
_ASKED = {State.AWAITING_SUPPLEMENT: supplements.REQUESTED, State.AWAITING_PAYMENT: "fee_requested"}
_AHEAD = {
    State.AWAITING_CONFIRMATION: (State.ACCEPTED, State.DECIDED, State.RETURNED),
    State.SUBMITTED: (State.ACCEPTED, State.DECIDED, State.RETURNED),
    State.ACCEPTED: (State.DECIDED, State.RETURNED),
    State.IN_PROCESS: (State.DECIDED, State.RETURNED),
    State.AWAITING_SUPPLEMENT: (State.IN_PROCESS, State.DECIDED),
    State.AWAITING_PAYMENT: (State.IN_PROCESS, State.DECIDED),
    State.DECIDED: (State.RETURNED,),
}
_OF_PARCELS = (Parcel.POSTED, Parcel.ON_WAY, Parcel.FAILED, Parcel.BACK)
# What is told besides the moves, by the word the template knows.
_TOLD = {
    "note": "note",
    "extended": "extended",
    "step": "step",
    "transferred": "transferred",
    supplements.REQUESTED: str(State.AWAITING_SUPPLEMENT),
    supplements.SENT: SUPPLEMENTED,
    supplements.DELIVERED: "supplement_delivered",
    withdrawals.ASKED: "withdrawal_asked",
    withdrawals.DELIVERED: "withdrawal_delivered",
    **{kind: kind for kind in (*_CONFIRMING, *settling.TOLD, *claiming.TOLD)},
    **{kind: kind for kind in map(parcels.kind, _OF_PARCELS)},
}
# Told by the line of delivery already.
_OF_DELIVERY = frozenset({"submitted", "delivered", "confirmed"})


@dataclass(frozen=True)
class Story:
    """A dossier and what happened to it."""

    dossier: Dossier
    happenings: Sequence[Happening] = field(repr=False)


def public_page(story: Story) -> DossierPage:
    """Draw what anybody with the link or code may see: nothing personal."""
    dossier = story.dossier
    task = _task(story)
    if task is not None and task.href:
        task = replace(task, href=addresses.sign_in(task.href))
    return DossierPage(
        code=dossier.code,
        state=shown_state(dossier),
        moments=_moments(story),
        submitted_at=dossier.submitted_at,
        due=_due(dossier),
        task=task,
        held_up=held_up(dossier),
        answered_at=_answered_at(dossier),
        paid_at=standing.paid_at(dossier),
        fee_word=standing.word(dossier),
        withdrawal_asked_at=_asked_back_at(dossier),
        sign_in_href=addresses.sign_in(addresses.dossier(dossier.code)),
        unread=_unread(story),
        rate_href=addresses.sign_in(addresses.rating(dossier.code)) if _rateable(dossier) else "",
        rehearsal=dossier.rehearsal,
    )


def own_page(story: Story, content: Content, language: str) -> DossierPage:
    """Draw a dossier for the citizen whose it is."""
    dossier = story.dossier
    english = language == "en"
    withdraws = withdrawals.possible(dossier) and dossier.withdrawal_asked_at is None
    return DossierPage(
        code=dossier.code,
        state=shown_state(dossier),
        moments=_moments(story),
        submitted_at=dossier.submitted_at,
        agency=agency_name(content, language),
        procedure=content.form.name.in_("en" if english else "vi"),
        due=_due(dossier),
        task=_task(story),
        downloads=tuple(downloads(content, story.happenings)),
        people=(
            (_("Người nộp"), content.submitter.full_name),
            (_("Chủ hồ sơ"), content.owner.full_name),
        ),
        phone=masked(content.submitter.phone),
        held_up=held_up(dossier),
        answered_at=_answered_at(dossier),
        paid_at=standing.paid_at(dossier),
        fee_word=standing.word(dossier),
        fees_href=standing.href(dossier),
        withdrawal_asked_at=_asked_back_at(dossier),
        withdraw_href=addresses.withdrawal(dossier.code) if withdraws else "",
        rehearsal=dossier.rehearsal,
    )


def _rateable(dossier: Dossier) -> bool:
    """Say whether it is time to be asked; whether it was rated nobody but its citizen is told."""
    return ratings.possible(dossier, None)


def _unread(story: Story) -> int:
    seen = story.dossier.messages_read or 0
    return sum(each.kind == thread.HEARD and each.seq > seen for each in story.happenings)


def agency_name(content: Content, language: str) -> str:
    """Name the agency in the page's language."""
    return content.agency.name_in(language)


def held_up(dossier: Dossier) -> bool:
    """Say whether a dossier waits with the portal longer than it should."""
    waiting = clock.now() - (dossier.released_at or dossier.submitted_at)
    on_its_way = dossier.delivery == Delivery.HELD and dossier.state == State.SUBMITTED
    return on_its_way and waiting > PATIENCE


def shown_state(dossier: Dossier) -> str:
    """Name a dossier's state for people: one that was answered does not wait for them any more."""
    if redrafting.came_back(dossier):
        return redrafting.HANDED_BACK
    answered = SUPPLEMENTED if _answered_at(dossier) else str(dossier.state)
    return standing.settled(dossier) or answered


def _answered_at(dossier: Dossier) -> datetime | None:
    waits = dossier.state == State.AWAITING_SUPPLEMENT
    return dossier.supplement_sent_at if waits else None


def _asked_back_at(dossier: Dossier) -> datetime | None:
    return dossier.withdrawal_asked_at if withdrawals.possible(dossier) else None


def _moments(story: Story) -> tuple[Moment, ...]:
    dossier = story.dossier
    told = [happening for happening in story.happenings if _worth_telling(happening)]
    first, *onward = delivery_moments(_delivery_times(dossier))
    line = (
        *_held(first, dossier, [_moment(each) for each in told if each.kind in _CONFIRMING]),
        *(each for each in onward if _goes_on(each, dossier)),
        *(_moment(each) for each in told if each.kind not in _CONFIRMING),
    )
    return settle((*_ended(line, dossier), *_to_come(dossier)))


def _held(first: Moment, dossier: Dossier, confirming: list[Moment]) -> Iterator[Moment]:
    """The portal has it; then what others have said, and that they are waited for."""
    waits = dossier.state == State.AWAITING_CONFIRMATION
    yield replace(first, mark=Mark.DONE) if waits or confirming else first
    yield from confirming
    if waits:
        yield Moment(str(dossier.state), Mark.WAIT)


def _goes_on(moment: Moment, dossier: Dossier) -> bool:
    """Whether a step to the agency is still to be told: not of what never set out."""
    return moment.mark != Mark.NEXT or dossier.state not in _STOPPED


def _delivery_times(dossier: Dossier) -> dict[str, datetime]:
    times = {Delivery.HELD: dossier.submitted_at}
    if dossier.delivery == Delivery.CONFIRMED:
        confirmed = dossier.confirmed_at or dossier.submitted_at
        # An agency that speaks of a dossier has it, even if its own receipt never reached us.
        times[Delivery.DELIVERED] = dossier.delivered_at or confirmed
        times[Delivery.CONFIRMED] = confirmed
    elif dossier.delivered_at is not None:
        times[Delivery.DELIVERED] = dossier.delivered_at
    return {str(state): at for state, at in times.items()}


def _worth_telling(happening: Happening) -> bool:
    return happening.kind not in _OF_DELIVERY and (
        happening.after is not None or happening.kind in _TOLD
    )


def _moment(happening: Happening) -> Moment:
    told = happening.kind if happening.kind in _BY_KIND else happening.after
    return Moment(
        code=str(told or _TOLD[happening.kind]),
        mark=Mark.DONE,
        at=happening.at,
        unit=happening.unit,
        note=wording.told(happening),
        reasons=(
            *happening.reasons,
            *map(wording.fee, happening.fees),
            *map(wording.changed, happening.changes),
        ),
    )


def _ended(line: tuple[Moment, ...], dossier: Dossier) -> tuple[Moment, ...]:
    """Mark the last state as what waits for the citizen, or as the end, if it is."""
    waits = dossier.state in _WAITING or redrafting.came_back(dossier)
    mark, ends = Mark.WAIT if waits else Mark.STOP, {dossier.state, redrafting.HANDED_BACK}
    answered = _answered_at(dossier) or standing.settled(dossier)
    if dossier.state not in {*_WAITING, *_STOPPED} or answered:
        return line
    last = max((n for n, moment in enumerate(line) if moment.code in ends), default=-1)
    return tuple(replace(m, mark=mark) if n == last else m for n, m in enumerate(line))


def _to_come(dossier: Dossier) -> Iterator[Moment]:
    for state in _AHEAD.get(dossier.state, ()):
        answer = dossier.answer_due if dossier.state == State.SUBMITTED else None
        at = {State.ACCEPTED: answer, State.DECIDED: dossier.due_current}.get(state)
        yield Moment(str(state), Mark.NEXT, None if dossier.state in states.PAUSED else at)


def _due(dossier: Dossier) -> Due | None:
    if dossier.due_current is None or dossier.finished_at is not None:
        return None
    on, first = clock.day(dossier.due_current), None
    if dossier.due_original and clock.day(dossier.due_original) != on:
        first = clock.day(dossier.due_original)
    return Due(on, first, paused=dossier.state in states.PAUSED)


def _task(story: Story) -> Task | None:
    dossier = story.dossier
    if redrafting.came_back(dossier):
        return handed_back.task(dossier.code, story.happenings)
    code = _WAITING.get(dossier.state)
    if code in (None, "pay") and notices.to_pay(dossier):
        code = "pay"
    elif code is None or _answered_at(dossier) or standing.settled(dossier):
        return None
    if dossier.state == State.AWAITING_CONFIRMATION:
        return Task(code, href=addresses.confirmations(dossier.code))
    asked = [each for each in story.happenings if each.kind == _ASKED.get(dossier.state)]
    last = asked[-1] if asked else None
    items = (*last.reasons, *map(wording.fee, last.fees)) if last else ()
    return Task(
        code,
        href=standing.way(dossier),
        amount=notices.to_pay(dossier) if code == "pay" else 0,
        by=clock.day(last.due_at) if last and last.due_at else None,
        items=items,
        note=last.note if last and not items else "",
    )
