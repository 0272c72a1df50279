"""The top of the case page: tags, facts, buttons, and why the reader may read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases import rules
from avklar.followup.cases.states import Age, Answer, Waiting
from avklar.followup.concerns import words as moments
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui import components as ui


@dataclass(frozen=True)
class Fact:
    """A line under the heading; with `url` the value is a link."""

    term: str
    value: str
    url: str = ""


def tags(file: CaseFile, actor: Actor) -> list[ui.State]:
    """What must be seen first: the age, and what needs care."""
    line, found = file.opened.line, []
    if line.age.under_18:
        found.append(ui.State("new", _("Under 18 år"), "person"))
    elif line.age is Age.UNKNOWN:
        found.append(ui.State("plain", _("Kan være under 18 år"), "person"))
    if file.opened.locked_at and file.opened.open_until and file.opened.readable:
        until = moments.moment(file.opened.open_until)
        found.append(ui.State("soon", _("Låst sak, åpnet til %(until)s") % {"until": until}, "unlock"))
    return found + _waits(file) + _stands_still(file) + _review(file)


def _waits(file: CaseFile) -> list[ui.State]:
    if file.opened.line.waits:
        return [ui.State("soon", _("Venter på deg som person nummer to"), "person")]
    if any(each.second.answer is Answer.WAITING for each in file.written):
        return [ui.State("wait", _("Venter på person nummer to"))]
    return []


def _stands_still(file: CaseFile) -> list[ui.State]:
    count = sum(each.stalled for each in file.opened.measures)
    if not count:
        return []
    said = ngettext("Ett tiltak står stille", "%(count)s tiltak står stille", count) % {"count": count}
    return [ui.State("over", said, "hourglass")]


def _review(file: CaseFile) -> list[ui.State]:
    late = (clock.today() - file.opened.line.review_on).days
    if late <= 0:
        return []
    said = ngettext("Gjennomgangen er %(days)s dag over fristen", "Gjennomgangen er %(days)s dager over fristen", late)
    return [ui.State("over", said % {"days": late})]


def facts(file: CaseFile) -> list[Fact]:
    """Age, identity, opened, who, review, and whether the person knows (R20)."""
    opened, line = file.opened, file.opened.line
    others = [file.name(each.user_id) for each in opened.staff if each.user_id != line.responsible]
    return [
        Fact(_("Alder"), str(line.age.label)),
        Fact(_("Identitet"), _("Skjult – vis med grunn"), to("cases:identity", file.id)),
        Fact(_("Åpnet"), words.full_day(line.opened_at)),
        Fact(_("Ansvarlig"), file.name(line.responsible)),
        Fact(_("Har også tilgang"), ", ".join(others) or _("Ingen andre"), to("cases:staff", file.id)),
        Fact(_("Gjennomgås"), words.full_day(line.review_on), to("cases:review", file.id)),
        Fact(_("Vet personen om saken?"), knows(file), to("cases:tell", file.id)),
    ]


def shut_facts(file: CaseFile) -> list[Fact]:
    """What still stands when the texts are gone: when and who, and nothing to do."""
    line = file.opened.line
    found = [
        Fact(_("Alder"), str(line.age.label)),
        Fact(_("Åpnet"), words.full_day(line.opened_at)),
        Fact(_("Ansvarlig"), file.name(line.responsible)),
        Fact(_("Vet personen om saken?"), knows(file)),
    ]
    return found + ([Fact(_("Avsluttet"), words.full_day(line.closed_at))] if line.closed_at else [])


def knows(file: CaseFile) -> str:
    """Whether the person knows of the case, in words (R20)."""
    if file.opened.told_on is not None:
        return _("Ja, siden %(day)s") % {"day": words.day(file.opened.told_on)}
    if file.opened.line.look_again is None:
        return _("Ikke ennå")
    return _("Ikke ennå, ses på igjen %(day)s") % {"day": words.day(file.opened.line.look_again)}


def waiting(file: CaseFile) -> str:
    """Why the person hasn't been told, in the law's words; "" when told (R20)."""
    return str(Waiting(file.opened.waiting).label) if file.opened.waiting else ""


def offers_child_welfare(file: CaseFile) -> bool:
    """R19."""
    return rules.offers_child_welfare(file.opened.line.age)


def readers(file: CaseFile) -> str:
    """How many read this, for the staircase."""
    count = len(file.opened.staff)
    if count == 1:
        return _("Bare du leser dette, og hver lesing føres i loggen. Skriv bare det som trengs.")
    return _(
        "Bare de %(count)s som er navngitt, leser dette, og hver lesing føres i loggen. Skriv bare det som trengs."
    ) % {"count": count}


def why_read(file: CaseFile, actor: Actor) -> str:
    """«Du leser denne saken fordi …», and that the reading is journalled (R13)."""
    hour = clock.now().astimezone(clock.OSLO)
    said = (
        _("Du leser denne saken fordi du er ansvarlig.")
        if file.opened.line.responsible == actor.person
        else _("Du leser denne saken fordi du er navngitt i den.")
    )
    return said + " " + _("Lesingen kl. %(hour)s er ført i loggen.") % {"hour": f"{hour:%H.%M}"}


def locked_why(file: CaseFile) -> str:
    """Why, and since when (R5); "" for a case that isn't locked."""
    if file.opened.locked_at is None:
        return ""
    since = {"day": words.full_day(file.opened.locked_at)}
    return _("PST er kontaktet. Politiets egen sak ble låst %(day)s, og arbeidet i den er slutt her.") % since


def agreed(file: CaseFile) -> str:
    """«Avtalt med … 5. november»; "" before the plan is agreed."""
    if file.opened.plan_agreed_on is None:
        return ""
    told = {"who": file.opened.plan_agreed_with, "day": words.day(file.opened.plan_agreed_on)}
    return _("Avtalt med %(who)s %(day)s") % told


MORE: tuple[tuple[Permission, str, Promise], ...] = (
    (Permission.TALK_HANDLE, "cases:talk-invite", gettext_lazy("Inviter til avklaringssamtale")),
    (
        Permission.ESCALATION_RECORD,
        "escalation:record",
        gettext_lazy("Før at politiets saksystem eller PST har tatt over"),
    ),
    (Permission.CASE_HANDLE, "cases:staff", gettext_lazy("Gi eller ta bort tilgang, eller overlat ansvaret")),
    (Permission.CASE_HANDLE, "cases:review", gettext_lazy("Gå gjennom saken og sett ny dato")),
    (Permission.CASE_HANDLE, "cases:same", gettext_lazy("Se om det finnes en annen sak om samme person")),
    (Permission.CASE_HANDLE, "cases:close", gettext_lazy("Avslutt saken")),
)
"""What one does less often, each with the permission it needs."""


def more(file: CaseFile, actor: Actor) -> list[ui.Link]:
    """The links that the reader may follow."""
    return [ui.Link(label, to(name, file.id)) for right, name, label in MORE if actor.may(right)]
