"""The plan of a case: each measure with who, what is good enough, and how it goes; the stalled ones say the way out."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases.cards import MeasureCard
from avklar.followup.cases.states import MeasureState
from avklar.foundation import clock
from avklar.foundation.ui.casework import Measure
from avklar.foundation.ui.components import Link, State, StateKind, Text


def plan(file: CaseFile) -> list[Measure]:
    """The measures: those that stand still first, then those that go on, then the ended."""
    order = sorted(file.opened.measures, key=lambda each: (not each.stalled, each.ended_at is not None, each.position))
    return [_measure(file, each) for each in order]


def _measure(file: CaseFile, each: MeasureCard) -> Measure:
    links: tuple[Link, ...] = ()
    if each.state is MeasureState.ONGOING:
        links = (
            Link(_("Før oppfølging"), to("cases:follow-up", file.id, each.id)),
            Link(_("Avslutt tiltaket"), to("cases:end-measure", file.id, each.id)),
        )
    return Measure(
        title=each.what,
        state=_state(each),
        facts=tuple(_facts(file, each)),
        links=links,
        note=_("De andre i saken ser det også.") if each.stalled and len(file.opened.staff) > 1 else "",
        stalled=each.stalled,
    )


def _state(each: MeasureCard) -> State:
    if each.stalled:
        days = (clock.now() - each.last_entry_at).days
        said = ngettext("Står stille i %(days)s dag", "Står stille i %(days)s dager", days) % {"days": days}
        return State("over", said, "hourglass")
    if each.ended_at is None:
        return State("new", str(each.state.label), "check")
    kind: StateKind = "done" if each.state is MeasureState.REACHED else "shut"
    said = _("%(state)s %(day)s") % {"state": each.state.label, "day": words.day(each.ended_at)}
    return State(kind, said, "check" if kind == "done" else "minus")


def _facts(file: CaseFile, each: MeasureCard) -> list[tuple[Text, Text]]:
    found: list[tuple[Text, Text]] = [(_("Ansvarlig"), f"{each.who} · {words.inside(str(each.service.label))}")]
    if each.ended_at is not None:
        found.append((_("Virkning"), each.effect))
    else:
        found += [(_("Bra nok når"), each.good_enough), (_("Sist ført"), words.day(each.last_entry_at))]
        if each.next_on is not None:
            found.append((_("Neste"), words.day(each.next_on)))
    if each.entries:
        last = each.entries[-1]
        found.append((_("Hvordan det går"), f"{last.effect.label}. {last.text}"))
    if each.certificate_seen_on is not None:
        seen = {"name": file.name(each.certificate_seen_by), "day": words.day(each.certificate_seen_on)}
        found.append((_("Utvidet politiattest"), _("Sett av %(name)s %(day)s") % seen))
    return found
