"""The letter of invitation as PDF: tagged (PDF/UA-1), in the municipality's form of the language, in plain words.

What a human wrote is handed over as data and never becomes part of the document's source.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import Attendance
from avklar.foundation import clock

TEMPLATE = Path(__file__).parent / "letter.typ"


def letter(talk: TalkCard, *, sender: str, person: str, role: str, child: bool) -> bytes:
    """The PDF. `child`: it is written to a child and the guardians. `sender` is the district, `person` who signs."""
    with translation.override(str(talk.language)):
        data = _words(talk, sender=sender, person=person, role=role, child=child)
    return typst.compile(
        TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(clock.now().timestamp()),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def when(at: datetime) -> str:
    """«onsdag 3. desember 2026 kl. 14.30», in the present language."""
    local = at.astimezone(clock.OSLO)
    return _("%(weekday)s %(day)s kl. %(hour)s") % {
        "weekday": date_format(local, "l").lower(),
        "day": date_format(local, _("j. F Y")),
        "hour": local.strftime("%H.%M"),
    }


def _words(talk: TalkCard, *, sender: str, person: str, role: str, child: bool) -> dict[str, Any]:
    ordered = talk.attendance is Attendance.ORDERED
    return {
        "language": str(talk.language),
        "title": _("Innkalling til samtale") if ordered else _("Invitasjon til en samtale"),
        "sender": sender,
        "date": date_format(clock.now().astimezone(clock.OSLO), _("j. F Y")),
        "opening": _opening(ordered=ordered, child=child),
        "facts": [
            [_("Når:"), when(talk.at)],
            [_("Hvor:"), talk.place],
            [_("Hva det gjelder:"), talk.purpose],
            [_("Spørsmål? Ring:"), talk.phone],
        ],
        "parts": [*_rights(ordered=ordered), *_order(talk), *_company(talk, child=child), *_record()],
        "closing": _("Vennlig hilsen"),
        "person": person,
        "role": role,
    }


def _opening(*, ordered: bool, child: bool) -> str:
    if child:
        asked = _("Politiet ber dere komme til en samtale.") if ordered else _("Vi vil gjerne snakke med dere.")
        return " ".join([_("Hei. Dette brevet er til deg og til dem som har foreldreansvaret."), asked])
    return _("Hei. Vi vil gjerne snakke med deg, fordi noen er bekymret. Samtalen er en måte å avklare det på.")


def _order(talk: TalkCard) -> list[list[Any]]:
    if talk.ground is None:
        return []
    told = [
        _("Du har plikt til å møte. Det står i politiloven § 13. Grunnen er: %(ground)s.")
        % {"ground": str(talk.ground.label).lower()},
        talk.order_reason,
    ]
    if talk.collection:
        told.append(_("Kommer du ikke, kan politiet hente deg."))
    return [[_("Hvorfor må du komme?"), told]]


def _rights(*, ordered: bool) -> list[list[Any]]:
    separate = _("Samtalen er ikke et avhør. Et avhør skjer for seg, og da får du vite det på forhånd.")
    if ordered:
        return [[_("Må du svare?"), [_("Du må møte, men du har ikke plikt til å forklare deg."), separate]]]
    free = _("Det er frivillig. Du kan si nei, og du kan når som helst avslutte samtalen. Å si nei får ingen følger.")
    return [[_("Må du komme?"), [free, separate]]]


def _company(talk: TalkCard, *, child: bool) -> list[list[Any]]:
    told = [_("Du kan ta med deg en du stoler på.")]
    if child and talk.guardians:
        told = [_("De som har foreldreansvaret, er invitert. Du kan i tillegg ta med en annen du stoler på.")]
    return [[_("Hvem kan være med?"), told]]


def _record() -> list[list[Any]]:
    told = [
        _("Vi skriver ned at samtalen er holdt, hvordan det gikk, og det vi blir enige om."),
        _("Du kan be om å få se det som er skrevet."),
        _("Er noe feil, kan du be om at det rettes. Du kan også snakke med politiets personvernombud."),
    ]
    return [[_("Hva skriver vi ned?"), told]]
