"""What the codes are called on the log's page. A code without words shows itself: nothing in the log is hidden."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.roles import Role

VERBS: dict[str, Promise] = {
    "read": _("leste"),
    "sent": _("sendte"),
    "taken": _("tok tak i"),
    "answer": _("svarte"),
    "answered": _("svarte"),
    "ask": _("stilte et spørsmål"),
    "reply": _("svarte på et spørsmål"),
    "asked": _("ba om råd"),
    "wrote": _("skrev"),
    "noted": _("noterte"),
    "classed": _("klassifiserte et utsagn"),
    "advised": _("ga råd"),
    "consulted": _("startet en drøfting"),
    "concluded": _("konkluderte"),
    "closed": _("lukket"),
    "ended": _("avsluttet"),
    "sealed": _("forseglet"),
    "unsealed": _("åpnet en forsegling"),
    "disposed": _("slettet"),
    "expired": _("fjernet gamle måneder"),
    "decided": _("førte inn et vedtak"),
    "danger": _("fikk råd om fare nå"),
    "opened": _("åpnet"),
    "added": _("ga tilgang"),
    "removed": _("tok bort tilgang"),
    "handed-over": _("overlot ansvaret"),
    "observed": _("førte en observasjon"),
    "corrected": _("rettet"),
    "assessed": _("vurderte"),
    "chose": _("tok en beslutning"),
    "seconded": _("bekreftet som person nummer to"),
    "refused": _("avviste"),
    "planned": _("planla"),
    "followed-up": _("fulgte opp"),
    "told": _("førte når personen fikk vite det"),
    "reviewed": _("gikk gjennom"),
    "linked": _("vurderte om to saker gjelder samme person"),
    "locked": _("låste"),
    "unlocked": _("åpnet for en kort tid"),
    "invited": _("inviterte til samtale"),
    "called": _("kalte inn til et møte"),
    "held": _("førte resultatet av en samtale"),
    "moved": _("flyttet en samtale"),
    "disclosed": _("utleverte"),
    "received": _("tok imot"),
    "returned": _("sendte tilbake"),
    "withdrew": _("trakk tilbake"),
    "escalated": _("førte en varsling"),
    "asked-to-open": _("ba om å åpne for en kort tid"),
    "sealed-for-pst": _("forseglet en pakke til PST"),
    "approved": _("godkjente"),
    "switched-on": _("slo på"),
    "switched-off": _("slo av"),
    "asked-for": _("ba om"),
    "prepared": _("forberedte"),
    "overdue": _("varslet om fristen"),
    "appoint": _("oppnevnte"),
    "end": _("avsluttet en rolle"),
    "away": _("meldte fravær"),
    "back": _("meldte seg tilbake"),
    "grant": _("ga en rolle"),
    "confirm": _("bekreftet en rolle"),
    "confirmed": _("bekreftet at svaret er lest"),
    "invite": _("inviterte"),
    "accept": _("tok imot en invitasjon"),
    "join": _("kom inn med lenke"),
    "set-up": _("satte opp"),
    "change": _("endret kontoen sin"),
    "changed": _("endret"),
    "sign-out-everywhere": _("logget ut overalt"),
    "serve": _("koblet kommune og politidistrikt"),
    "load": _("leste inn kommuner"),
    "list": _("førte opp et e-postdomene"),
    "unlist": _("tok bort et e-postdomene"),
    "entered": _("førte inn"),
    "imported": _("leste inn en fil med kontakter"),
    "listed": _("førte opp en kontakt"),
    "unlisted": _("tok bort en kontakt fra lista"),
}

KINDS: dict[str, Promise] = {
    "concern": _("bekymring"),
    "concern_intake": _("skjemaet for en bekymring"),
    "consultation": _("drøfting"),
    "case": _("sak"),
    "case-person": _("identiteten i en sak"),
    "assessment": _("vurdering"),
    "decision": _("beslutning"),
    "measure": _("tiltak"),
    "talk": _("avklaringssamtale"),
    "talk-phase": _("samtalens faser"),
    "disclosure": _("utlevering"),
    "disclosure-link": _("kobling til en utlevering"),
    "consent": _("samtykke"),
    "escalation": _("varsling"),
    "reopening": _("åpning av en låst sak"),
    "ground": _("rettslig grunnlag"),
    "case-switch": _("bryteren for saker"),
    "draft": _("utkast"),
    "journal": _("loggen"),
    "retention": _("bevaring"),
    "appointment": _("oppnevning"),
    "membership": _("rolle"),
    "invitation": _("invitasjon"),
    "organisation": _("virksomhet"),
    "email-domain": _("e-postdomene"),
    "agreement": _("samarbeidsavtale"),
    "meeting": _("møte"),
    "listed-contact": _("kontakt på lista"),
    "statistics": _("tall"),
    "user": _("bruker"),
}

REASONS: dict[str, Promise] = {
    "list": _("så på listen"),
    "hidden": _("skjult avsender"),
    "danger": _("fare nå"),
    "none": _("ikke en ytring"),
    "lawful": _("lovlig ytring"),
    "possibly_punishable": _("mulig straffbar"),
    "dont_know": _("vet ikke"),
    "advice": _("råd er gitt"),
    "other_service": _("en annen tjeneste"),
    "nothing": _("ikke noe å følge opp"),
    "contact": _("radikaliseringskontakt"),
    "voluntary": _("frivillig"),
    "ordered": _("pålagt frammøte"),
    "held": _("holdt"),
    "no_show": _("personen kom ikke"),
    "refused": _("personen ønsket ikke å komme"),
    "cancelled": _("avlyst"),
}


def in_words(words: dict[str, Promise], code: str) -> str:
    """The code's words in the present language, or the code itself."""
    return str(words.get(code, code))


def reason_in_words(code: str) -> str:
    """A reason in words: one of its own, a role, a kind of record, or the month before which the log was emptied."""
    if code in Role.values:
        return str(Role(code).label)
    if code.startswith("before-"):
        return gettext("før %(month)s") % {"month": code.removeprefix("before-")}
    return in_words(REASONS, code) if code in REASONS else in_words(KINDS, code)
