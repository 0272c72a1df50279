"""Turns what was read into what the components draw. Words and shapes only: nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from avklar.followup.cases.cards import Fact
from avklar.followup.consultations.presenting import day, initials, moment
from avklar.followup.disclosures.cards import ConsentCard, CopiedFact, Copy, Earlier, Line, Said
from avklar.followup.disclosures.states import ConsentAnswer, Side, State, Verb
from avklar.foundation import clock
from avklar.foundation.ui import casework
from avklar.foundation.ui import components as ui

__all__ = ["day", "initials", "moment"]

WAITS: dict[tuple[Side, State], Promise] = {
    (Side.RECEIVER, State.SENT): gettext_lazy("Ny: se over og ta imot"),
    (Side.RECEIVER, State.ACCEPTED): gettext_lazy("Gi tilbakemelding"),
    (Side.RECEIVER, State.ANSWERED): gettext_lazy("Har fått et svar"),
    (Side.OWNER, State.SENT): gettext_lazy("Mottakeren spør"),
    (Side.OWNER, State.ACCEPTED): gettext_lazy("Mottakeren spør"),
    (Side.OWNER, State.ANSWERED): gettext_lazy("Har fått tilbakemelding"),
    (Side.OWNER, State.RETURNED): gettext_lazy("Sendt tilbake"),
}
"""What one's own turn is called, by side and state."""


def rows(lines: Sequence[Line], url: str) -> list[ui.Row]:
    """The lines of a list; `url` holds `{id}`."""
    return [
        ui.Row(
            url=url.format(id=line.id),
            title=line.other,
            meta=" · ".join([facts_in_words(line.facts), line.reference]),
            state=state(line),
            note=_("sendt %(day)s") % {"day": day(line.sent_at)},
            late=is_late(line),
        )
        for line in lines
    ]


def state(line: Line) -> ui.State:
    """The one tag of a disclosure: what it waits for, in words."""
    if line.state is State.ENDED:
        return ui.State("shut", _("Avsluttet"))
    if line.withdrawn:
        return ui.State("soon", _("Samtykket er trukket"), "care")
    if is_late(line):
        return ui.State("over", _("Svaret er over fristen"))
    if line.waits_for_me:
        return ui.State("new", WAITS[line.side, line.state])
    if line.state is State.RETURNED:
        return ui.State("shut", _("Sendt tilbake"))
    return ui.State("wait", _("Venter på mottakeren") if line.side is Side.OWNER else _("Venter på avsenderen"))


def is_late(line: Line) -> bool:
    """Whether the receiver's answer is past the day it was wanted."""
    waits = line.state in (State.SENT, State.ACCEPTED)
    return waits and line.answer_by is not None and line.answer_by < clock.today()


def facts_in_words(count: int) -> str:
    """«3 opplysninger»."""
    return ngettext("%(count)s opplysning", "%(count)s opplysninger", count) % {"count": count}


def date_in_words(on: date) -> str:
    """«4. september 2026»."""
    return date_format(on, pgettext("datoformat", "j. F Y"))


def told(copy: Copy) -> str:
    """Whether the person was told, and if not why."""
    if copy.told_on is not None:
        return _("Ja, %(day)s") % {"day": date_in_words(copy.told_on)}
    if copy.not_told is None:
        return _("Ikke svart ennå")
    return _("Nei. %(why)s. %(reason)s") % {"why": copy.not_told.label, "reason": copy.not_told_reason}


def about(copy: Copy) -> str:
    """Who it is about: the age, and the name only when it follows."""
    if copy.name is None:
        return _("%(age)s. Navnet følger ikke med.") % {"age": copy.age.label}
    if not copy.name:
        return _("%(age)s. Navnet følger med, og vises når du ser over.") % {"age": copy.age.label}
    return _("%(name)s, %(age)s") % {"name": copy.name, "age": copy.age.label}


def drawn(copy: Copy) -> casework.Copy:
    """The copy in words: the composer, the look-over and both sides' page draw it with one component."""
    return casework.Copy(
        copy.sender,
        copy.sender_person,
        copy.receiver or _("Mottaker"),
        copy.receiver_person or _("Ikke valgt ennå"),
        facts=tuple(_fact(each) for each in copy.facts),
        head=tuple(_head(copy)),
        why=copy.proportionality,
        foot=_foot(copy),
    )


def _head(copy: Copy) -> list[tuple[str, str]]:
    head = [
        (_("Gjelder"), about(copy)),
        (_("Formål"), copy.purpose or _("Ikke skrevet ennå")),
        (_("Grunnlag"), _ground(copy)),
        (_("Fortalt"), told(copy)),
    ]
    more = [
        (_("Hvorfor navnet følger med"), copy.name_reason),
        (_("Hvorfor et annet grunnlag enn samtykke"), copy.swap_reason),
    ]
    return head + [(term, value) for term, value in more if value]


def _ground(copy: Copy) -> str:
    if copy.consent_until is None:
        return str(copy.ground) or _("Ikke valgt ennå")
    said = {"ground": copy.ground, "day": date_in_words(copy.consent_until)}
    return _("%(ground)s, til %(day)s") % said


def _fact(fact: CopiedFact) -> casework.CopyFact:
    said = {"day": date_in_words(fact.seen_on), "hand": str(fact.hand.label).lower()}
    meta = _("%(day)s, %(hand)s") % said
    return casework.CopyFact(fact.text, meta, not fact.verified, " ".join(_before(each) for each in fact.earlier))


def _before(earlier: Earlier) -> str:
    """The old wording stays readable, its mark too (R12)."""
    said = {"when": moment(earlier.until), "text": earlier.text}
    if earlier.verified:
        return _("Rettet %(when)s. Før sto det: «%(text)s»") % said
    return _("Rettet %(when)s. Før sto det, ikke bekreftet: «%(text)s»") % said


def _foot(copy: Copy) -> str:
    parts = []
    if copy.answer_by:
        parts.append(_("Svar ønskes innen %(day)s.") % {"day": date_in_words(copy.answer_by)})
    if copy.consent_until:
        parts.append(_("Samtykket kan trekkes. Da får du beskjed, og kan ikke bruke opplysningene videre."))
    return " ".join(parts)


@dataclass(frozen=True)
class Choice:
    """One observation to tick, with its wording if the sender changed it."""

    fact: Fact
    picked: bool
    wording: str
    meta: str
    editable: bool


def choices(facts: Sequence[Fact], picked: Sequence[object], wordings: dict[object, str], most: int) -> list[Choice]:
    """The left side of the composer. The fields for rewording stand only while there are few enough to send."""
    editable = len(picked) <= most
    return [
        Choice(
            each,
            each.id in picked,
            wordings.get(each.id, ""),
            " · ".join(
                [
                    _("Observasjon %(number)s") % {"number": each.position},
                    date_in_words(each.seen_on),
                    str(each.hand.label),
                ]
            ),
            editable and each.id in picked,
        )
        for each in facts
    ]


SAID: dict[Verb, Promise] = {
    Verb.ACCEPT: gettext_lazy("Opplysningene er tatt imot."),
    Verb.RETURN: gettext_lazy("Opplysningene er sendt tilbake."),
    Verb.CORRECT: gettext_lazy("En opplysning er rettet."),
    Verb.WITHDRAW: gettext_lazy("Samtykket er trukket. Opplysningene kan ikke brukes videre på det grunnlaget."),
    Verb.END: gettext_lazy("Utleveringen er avsluttet."),
}
"""What an entry says before its own words."""


def dialogue(entries: Sequence[Said]) -> list[ui.Message]:
    """What happened, oldest first: the reader's own to the right, the other organisation's in blue."""
    return [
        ui.Message(
            author=f"{each.author}, {each.organisation}" if each.author else each.organisation,
            when=moment(each.at),
            text="\n\n".join(part for part in (str(SAID.get(each.verb, "")), each.text) if part),
            side="mine" if each.mine else "theirs",
            initials=initials(each.author or each.organisation),
        )
        for each in entries
    ]


def consent(card: ConsentCard) -> str:
    """An answer in one sentence."""
    said = {
        "who": str(card.given_by.label),
        "day": date_in_words(card.asked_on),
        "receiver": card.receiver_name,
        "facts": facts_in_words(len(card.facts)),
    }
    if card.answer is ConsentAnswer.REFUSED:
        return _("%(who)s sa nei %(day)s til å dele %(facts)s med %(receiver)s.") % said
    assert card.until is not None
    return _("%(who)s sa ja %(day)s til å dele %(facts)s med %(receiver)s, fram til %(until)s.") % {
        **said,
        "until": date_in_words(card.until),
    }


def consent_state(card: ConsentCard) -> ui.State:
    """The tag of a consent."""
    if card.answer is ConsentAnswer.REFUSED:
        return ui.State("shut", _("Nei"))
    if card.withdrawn_at is not None:
        return ui.State("shut", _("Trukket %(day)s") % {"day": day(card.withdrawn_at)})
    if card.until is not None and card.until < clock.today():
        return ui.State("shut", _("Gått ut"))
    return ui.State("done", _("Gjelder"))
