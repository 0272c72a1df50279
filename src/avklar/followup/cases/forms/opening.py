"""Opening a case: why, how old, and whether the person asked for help. The observations are cards of their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.forms.fields import Reason
from avklar.followup.cases.forms.telling import NO, YES, TellingFields
from avklar.followup.cases.states import Age
from avklar.followup.concerns.forms import Pick
from avklar.foundation.ui import forms


class OpenForm(TellingFields):
    """All but the observations."""

    reason = Reason(
        label=_("Hvorfor er det riktig å åpne en sak?"),
        help_text=_("Hva er dere bekymret for, og hvorfor holder det ikke med råd eller en drøfting uten navn?"),
        error_messages={"required": _("Skriv kort hvorfor. Noen setninger holder.")},
    )
    age = Pick(
        label=_("Omtrent hvor gammel er personen?"),
        help_text=_("Ikke fødselsdato. Den trengs ikke."),
        choices=Age.choices,
    )
    help = forms.Options(
        label=_("Har personen selv bedt om hjelp?"),
        help_text=_("Den som ber om hjelp, kan få en plan selv om ikke noe annet er sett."),
        choices=[(NO, _("Nei")), (YES, _("Ja"))],
    )
    field_order = ("reason", "age", "help")

    @property
    def asked_for_help(self) -> bool:
        """The answer as a truth."""
        return bool(self.cleaned_data["help"] == YES)
