"""The sections of my day that come from the network: one line each, shown only when there is work in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link, Row
from avklar.insight.home.cards import MOST_ROWS, Section
from avklar.network.activities import rows as activities
from avklar.network.competence import rows as competence
from avklar.network.meetings import rows as meetings
from avklar.network.routines import rows as routines
from avklar.people.organisations import agreement_lines, handover_rows
from avklar.public.guidance import rows as guidance


@dataclass(frozen=True)
class Part:
    """What a room gives my day: its lines, and where its own page is."""

    permission: Permission
    key: str
    title: Promise
    rows: Callable[[Actor], list[Row]]
    link: Promise
    url: str

    def __call__(self, actor: Actor) -> Section:
        """The section for one actor."""
        return Section(
            key=self.key,
            title=self.title,
            rows=self.rows(actor)[:MOST_ROWS],
            empty="",
            empty_more="",
            link=Link(self.link, reverse(self.url)),
        )


PARTS = (
    Part(
        Permission.MEETING_ANSWER, "moter", _("Møter og oppgaver"), meetings.my_day, _("Se alle møter"), "meetings:list"
    ),
    Part(
        Permission.AGREEMENT_MANAGE,
        "avtaler",
        _("Samarbeidsavtaler"),
        agreement_lines.my_day,
        _("Se alle avtalene"),
        "organisations:agreements",
    ),
    Part(
        Permission.NETWORK_SEE,
        "overlevering",
        _("Overleveringer"),
        handover_rows.my_day,
        _("Se alle kontaktene"),
        "organisations:directory",
    ),
    Part(
        Permission.ACTIVITY_MANAGE,
        "aktiviteter",
        _("Aktiviteter"),
        activities.my_day,
        _("Se alle aktivitetene"),
        "activities:list",
    ),
    Part(Permission.ROUTINE_READ, "rutiner", _("Rutiner"), routines.my_day, _("Se alle rutinene"), "routines:list"),
    Part(
        Permission.GUIDANCE_EDIT,
        "rad",
        _("Råd som skal gjennomgås"),
        guidance.my_day,
        _("Se alle sidene"),
        "guidance:desk",
    ),
    Part(Permission.COURSE_TAKE, "kompetanse", _("Kompetanse"), competence.my_day, _("Se kursene"), "competence:mine"),
)
SECTIONS: tuple[tuple[Permission, Callable[[Actor], Section]], ...] = tuple((part.permission, part) for part in PARTS)
"""Each with the permission it needs, in the order of the page."""
