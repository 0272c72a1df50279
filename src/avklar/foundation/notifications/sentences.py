"""What a note says. A code has one sentence; it names nobody and not the kind of case. Pure."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "concern_new": _("Du har fått noe nytt å se på."),
    "concern_question": _("Du har fått et spørsmål."),
    "concern_answer": _("Du har fått et svar."),
    "concern_reply": _("Du har fått et svar."),
    "concern_delayed": _("Svaret du venter på, tar lengre tid enn to virkedager."),
    "concern_taken": _("Noen har tatt tak i det du sendte."),
    "concern_closed": _("Noe du sendte, er avsluttet."),
    "concern_held": _("Mye kom på én gang, og noe er holdt tilbake. Se over det."),
    "concern_overdue": _("Noe venter på svar, og fristen er ute."),
    "consultation_asked": _("Noen ber deg om råd."),
    "consultation_message": _("Du har fått en melding."),
    "consultation_advice": _("Du har fått et råd."),
    "consultation_ended": _("En samtale er avsluttet."),
    "case_access": _("Du har fått tilgang til noe nytt."),
    "case_second": _("Noe venter på at du ser over det."),
    "case_seconded": _("Noe du skrev, er sett over av en annen."),
    "case_review": _("Noe skal gås gjennom snart."),
    "case_stalled": _("Noe har stått stille i 30 dager."),
    "case_locked": _("Noe du arbeidet med, er låst."),
    "talk_soon": _("Du har en avtale snart."),
    "disclosure_new": _("Du har fått noe nytt å se på."),
    "disclosure_message": _("Du har fått en melding."),
    "disclosure_answer": _("Du har fått et svar."),
    "disclosure_returned": _("Noe du sendte, er kommet tilbake."),
    "disclosure_corrected": _("Noe du har fått, er rettet."),
    "disclosure_withdrawn": _("Noe du har fått, er endret. Se hva det betyr for deg."),
    "escalation_second": _("Noe venter på at du ser over det."),
    "meeting_answer": _("Du er kalt inn til et møte og har ikke svart ennå."),
    "meeting_minutes": _("Referatet fra et møte er klart."),
    "meeting_task": _("Du har fått en oppgave etter et møte."),
    "meeting_due": _("En oppgave etter et møte har frist i dag."),
    "competence_expiring": _("Noe du har lært, går ut om under to måneder."),
    "routine_read": _("En rutine har fått en ny utgave. Les den og bekreft."),
    "routine_template": _("Malen for en rutine dere bruker, er endret."),
    "routine_review": _("En rutine skal gjennomgås."),
    "activity_borrowed": _("Noen har lånt en idé fra dere."),
    "comment_waiting": _("En kommentar venter på å bli lest."),
    "comment_reported": _("En leser har meldt en kommentar."),
    "comment_complaint": _("Noen klager på en avgjørelse. Den må leses av en annen enn den som bestemte."),
    "membership_waiting": _("En ny rolle venter på at du bekrefter den."),
    "membership_confirmed": _("Rollen din er bekreftet."),
    "appointment_new": _("Du har fått en ny oppgave i Avklar."),
    "statistics_draft": _("Nye tall venter på at du ser over dem."),
    "statistics_published": _("Tallene du forberedte, er publisert."),
    "statistics_rejected": _("Tallene du forberedte, ble ikke godkjent."),
    "contact_leaving": _("Noen har svart at de ikke har oppgaven lenger."),
    "contact_phone": _("Noen har svart at telefonnummeret deres er feil."),
    "handover_new": _("Du har fått en overlevering å gå gjennom."),
    "handover_done": _("En overlevering er ferdig."),
    "appointment_ending": _("En oppnevning går snart ut."),
    "agreement_ending": _("En samarbeidsavtale går ut om under tre måneder."),
    "agreement_evaluation": _("Det er tid for å evaluere en samarbeidsavtale."),
    "accessibility_feedback": _("Noen har sagt fra om at en side ikke virker for dem."),
    "guidance_review": _("Sider med råd til innbyggerne skal gjennomgås."),
    "mail_returned": _("E-posten til noen hos dere kommer i retur."),
}


class UnknownCode(ValueError):
    """A note needs a sentence in the table above: a programming error."""


def sentence(code: str) -> str:
    """The sentence in the present language; raises UnknownCode."""
    if code not in SENTENCES:
        raise UnknownCode(code)
    return str(SENTENCES[code])
