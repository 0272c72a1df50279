"""The list of meetings, one meeting, its papers and calendar file, and who has not been at one for a year."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.foundation.ui.paging import paged
from avklar.foundation.ui.tiles import key_of
from avklar.network.meetings import calendar, paper, presenting, queries, rules
from avklar.network.meetings.cards import MeetingCard, Task
from avklar.network.meetings.mail import when
from avklar.network.meetings.states import State
from avklar.people.organisations import queries as people
from avklar.people.organisations.states import OrganisationKind

A_PAGE = 25


@needs(Permission.MEETING_ANSWER)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Meetings to come and meetings that are over."""
    actor = acting(request)
    ahead, to_come = paged(request, queries.listing(actor, ahead=True), A_PAGE, name="kommende", heading="kommende")
    over, been = paged(request, queries.listing(actor, ahead=False), A_PAGE, name="tidligere", heading="tidligere")
    context = {
        "ahead": presenting.rows(list(ahead)),
        "over": presenting.rows(list(over)),
        "pagers": (to_come, been),
        "arranges": actor.may(Permission.MEETING_ARRANGE),
    }
    return render(request, "meetings/list.html", context)


@needs(Permission.MEETING_ANSWER)
@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: answers, who was there, the agenda, the minutes, what was agreed on."""
    actor = acting(request)
    card, now = queries.meeting(actor, meeting_id), clock.now()
    tiles = presenting.meeting_tiles(card, people.tile_places()) if card.municipality_id is None else []
    context = {
        "card": card,
        "when": when(card.starts, card.ends),
        "tag": presenting.tag(card.state),
        "answers": presenting.answers(card),
        "attendance": presenting.attendance(card),
        "roll": presenting.roll(card),
        "tiles": tiles,
        "tile_key": key_of(tiles),
        "tasks": [(task, presenting.task_state(task, clock.today()), _marks(actor, card, task)) for task in card.tasks],
        "minutes": markdown(card.minutes.text, 3) if card.minutes.text else "",
        "crumbs": [Link(_("Møter"), reverse("meetings:list")), Link(card.title, "")],
        "mine": may_arrange(actor, card),
        "begun": now >= card.starts,
        "answers_now": card.invited_me and card.state == State.INVITED and now < card.starts,
        "at_the_door": rules.at_the_door(card.starts, card.ends, now)
        and actor.organisation in {place.id for place in card.places}
        and card.state in (State.INVITED, State.HELD),
    }
    return render(request, "meetings/meeting.html", context)


@needs(Permission.MEETING_ANSWER)
@require_safe
def invitation_paper(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The invitation as PDF."""
    card = queries.meeting(acting(request), meeting_id)
    return _pdf(paper.invitation(card, _sender(card)), _("innkalling.pdf"))


@needs(Permission.MEETING_ANSWER)
@require_safe
def minutes_paper(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes as PDF."""
    card = queries.meeting(acting(request), meeting_id)
    if not card.minutes.version:
        raise NotFound
    return _pdf(paper.minutes(card, _sender(card)), _("referat.pdf"))


@needs(Permission.MEETING_ANSWER)
@require_safe
def calendar_file(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The meeting for one's own calendar."""
    card = queries.meeting(acting(request), meeting_id)
    method = calendar.CANCEL if card.state == State.CANCELLED else calendar.PUBLISH
    content = calendar.calendar(
        method=method,
        meeting_id=card.id,
        sequence=card.sequence,
        title=card.title,
        place=card.place,
        starts=card.starts,
        ends=card.ends,
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="mote.ics"'},
    )


@needs(Permission.MEETING_ANSWER)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """Who has been at a meeting within a year, and who hasn't: map and table."""
    actor = acting(request)
    own = people.organisation(actor.organisation)
    district = own if own.kind == OrganisationKind.POLICE_DISTRICT else people.district_of(own.id)
    cards = people.municipalities(district.id) if district else []
    last = queries.last_attended(district.id) if district else {}
    titles = queries.last_titles(district.id) if district else {}
    today = clock.today()
    tiles = presenting.year_tiles(cards, last, people.tile_places(), today)
    lines = [
        (card, last.get(card.id), titles.get(card.id, ""), presenting.year(last.get(card.id), today)[1])
        for card in cards
    ]
    context = {
        "lines": sorted(lines, key=lambda line: line[1] or today.min),
        "tiles": tiles,
        "tile_key": key_of(tiles),
        "crumbs": [Link(_("Møter"), reverse("meetings:list")), Link(_("Hvem har vært med?"), "")],
    }
    return render(request, "meetings/year.html", context)


def may_arrange(actor: Actor, card: MeetingCard) -> bool:
    """Whether the actor may change the meeting."""
    own = actor.may(Permission.MEETING_ARRANGE) and card.organisation_id == actor.organisation
    return own and card.kind in rules.kinds_for(actor)


def _marks(actor: Actor, card: MeetingCard, task: Task) -> bool:
    """Whether the actor may say that it is done."""
    return task.owner_id is not None and (task.owner_id == actor.user_id or may_arrange(actor, card))


def _sender(card: MeetingCard) -> str:
    return people.organisation(card.organisation_id).full_name


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
