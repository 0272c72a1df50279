"""What to try as each of the demo's cast."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.roles import Role

TRY = {
    Role.FRONTLINE: _("Meld en bekymring, og se svaret fra kontakten."),
    Role.RADICALISATION_CONTACT: _("Svar på en bekymring, og drøft den uten navn med politikontakten."),
    Role.DEPUTY: _("Se det samme som kontakten, og ta over når kontakten er borte."),
    Role.SUBSTITUTE: _("Ta imot når både kontakten og vara er borte."),
    Role.POLICE_CONTACT: _("Gi råd i en drøfting uten navn."),
    Role.POLICE_RADICALISATION_CONTACT: _("Gi råd som distriktets spesialist."),
    Role.DISTRICT_LEAD: _("Se hvilke kommuner som har kontakt, og hvor det er ledig."),
    Role.PRIVACY_OFFICER: _("Les loggen, bekreft roller og bestem hvor lenge ting bevares."),
    Role.ADMINISTRATOR: _("Inviter en kollega, oppnevn en kontakt og før et fravær."),
    Role.EDITOR: _("Skriv en artikkel, se hvordan den blir, og publiser den."),
    Role.MODERATOR: _("Se kontaktene i distriktet."),
}
