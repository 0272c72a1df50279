"""What the codes are called on the log's page. A code without words shows itself: nothing in the log is hidden."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise] = {
    "read": _("leste"),
    "sent": _("sendte"),
    "taken": _("tok tak i"),
    "answered": _("svarte"),
    "asked": _("spurte"),
    "wrote": _("skrev"),
    "noted": _("noterte"),
    "classed": _("klassifiserte et utsagn"),
    "advised": _("ga råd"),
    "consulted": _("startet en drøfting"),
    "concluded": _("konkluderte"),
    "closed": _("avsluttet"),
    "ended": _("avsluttet"),
    "sealed": _("forseglet"),
    "unsealed": _("åpnet en forsegling"),
    "disposed": _("slettet"),
    "expired": _("fjernet gamle måneder"),
    "decided": _("førte inn et vedtak"),
    "danger": _("fikk råd om fare nå"),
    "overdue": _("varslet om fristen"),
    "appoint": _("oppnevnte"),
    "end": _("avsluttet en rolle"),
    "away": _("meldte fravær"),
    "back": _("meldte seg tilbake"),
    "grant": _("ga en rolle"),
    "confirm": _("bekreftet en rolle"),
    "invite": _("inviterte"),
    "accept": _("tok imot en invitasjon"),
    "join": _("kom inn med lenke"),
    "set-up": _("satte opp"),
    "serve": _("koblet kommune og politidistrikt"),
    "load": _("leste inn kommuner"),
    "list": _("førte opp et e-postdomene"),
    "unlist": _("tok bort et e-postdomene"),
}

KINDS: dict[str, Promise] = {
    "concern": _("bekymring"),
    "concern_intake": _("skjemaet for en bekymring"),
    "consultation": _("drøfting"),
    "draft": _("utkast"),
    "journal": _("loggen"),
    "retention": _("bevaring"),
    "appointment": _("oppnevning"),
    "membership": _("rolle"),
    "invitation": _("invitasjon"),
    "organisation": _("virksomhet"),
    "email-domain": _("e-postdomene"),
}


def in_words(words: dict[str, Promise], code: str) -> str:
    """The code's words in the present language, or the code itself."""
    return str(words.get(code, code))
