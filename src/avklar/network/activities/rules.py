"""What an idea and an activity may hold, and what can be done with them when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Invalid, Sentence
from avklar.foundation.anonymity import Kind as Found
from avklar.network.activities.cards import IdeaWords, Plan
from avklar.network.activities.lengths import (
    FARTHEST,
    LARGEST_REACH,
    LONGEST_ACTIVITY,
    LONGEST_EVALUATION,
    LONGEST_LINE,
    LONGEST_TITLE,
    LONGEST_WHAT,
)
from avklar.network.activities.states import STEPS, Evidence, State

NEVER = frozenset({Found.IDENTITY_NUMBER, Found.PHONE, Found.EMAIL, Found.ADDRESS, Found.LINK, Found.ROLE})
"""What always points at single persons (R2). A place may have a street, a source a link."""
ASKED = frozenset({Found.NAME, Found.BIRTH_DATE})
"""What may be a person's, or a society's, a film's, a day's: it stands only when somebody has said so."""
PROFILES = frozenset({"facebook.com", "instagram.com", "tiktok.com", "x.com", "twitter.com", "linkedin.com"})
ALLOWED = {"place": frozenset({Found.ADDRESS}), "source": frozenset({Found.LINK})}
LENGTHS = {
    "title": LONGEST_TITLE,
    "what": LONGEST_WHAT,
    "source": LONGEST_LINE,
    "place": LONGEST_LINE,
    "partners": LONGEST_LINE,
    "evaluation": LONGEST_EVALUATION,
}
"""Every field of free text, with its longest length in signs."""
OPTIONAL = frozenset({"source", "partners"})

CHANGED = _("Noen andre har endret dette mens du skrev. Teksten din står her. Se over hva som er nytt, og lagre igjen.")
REFUSED = _(
    "«%(quote)s» kan peke på en enkeltperson. Det har ingen plass her, for alle i distriktet leser det. "
    "Skriv om gruppen, og lagre igjen."
)
ASK = _(
    "«%(quote)s» kan være en enkeltperson. Ta det bort. Er det navnet på et lag, et sted eller noe annet, "
    "kan du si det nederst på siden."
)


def asked_about(texts: Iterable[str]) -> list[str]:
    """What in the texts somebody has to say isn't about a single person, each once, in the order it stands."""
    found = [find.text for text in texts for find in anonymity.find(text) if find.kind in ASKED]
    return list(dict.fromkeys(found))


def check_texts(texts: Mapping[str, str], *, not_persons: frozenset[str] = frozenset()) -> None:
    """Invalid, at each field, for a text that is empty, too long, or may point at a single person.

    `not_persons`: the quotes that somebody has said are the names of something else (R2: names can be explained).
    """
    faults = {field: _fault(field, text, not_persons) for field, text in texts.items()}
    wrong = {field: sentence for field, sentence in faults.items() if sentence}
    if wrong:
        raise Invalid(fields=wrong)


def _fault(field: str, text: str, not_persons: frozenset[str]) -> Sentence:
    if not text.strip():
        return "" if field in OPTIONAL else _("Fyll ut dette feltet.")
    if len(text) > LENGTHS[field]:
        return _("Teksten kan ha høyst %(longest)s tegn.") % {"longest": LENGTHS[field]}
    for find in anonymity.find(text):
        if find.kind in NEVER - ALLOWED.get(field, frozenset()):
            return REFUSED % {"quote": find.text}
        if find.kind in ASKED and find.text not in not_persons:
            return ASK % {"quote": find.text}
    return ""


def check_idea(words: IdeaWords, not_persons: frozenset[str]) -> None:
    """Invalid for texts that may not stand, a link to a person's profile, or a measurement without its source."""
    check_texts(
        {"title": words.title, "what": words.what, "source": words.source},
        not_persons=not_persons,
    )
    if words.link:
        _check_link(words.link)
    if words.evidence == Evidence.MEASURED and not words.source.strip():
        raise Invalid(fields={"source": _("Skriv hvor det er målt, så andre kan lese det.")})


def _check_link(link: str) -> None:
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or "." not in host or len(link) > LONGEST_LINE or parts.username:
        raise Invalid(fields={"link": _("Lim inn hele adressen til nettsiden, med https:// først.")})
    if any(host == profile or host.endswith(f".{profile}") for profile in PROFILES):
        raise Invalid(fields={"link": _("Lenken må gå til en rapport eller en nettside, ikke til en profil.")})


def check_plan(plan: Plan, *, today: date, not_persons: frozenset[str]) -> None:
    """Invalid for texts that may not stand, days in the wrong order or far away, or only one of the two hours."""
    check_texts(
        {"title": plan.title, "place": plan.place, "partners": plan.partners},
        not_persons=not_persons,
    )
    if plan.last < plan.first:
        raise Invalid(fields={"last": _("Den siste dagen må komme etter den første.")})
    if plan.last - plan.first > LONGEST_ACTIVITY:
        raise Invalid(fields={"last": _("En aktivitet kan vare i høyst to måneder. Del den i flere.")})
    if abs(plan.first - today) > FARTHEST:
        raise Invalid(fields={"first": _("Dagen er mer enn to år unna. Se over årstallet.")})
    _check_hours(plan)


def _check_hours(plan: Plan) -> None:
    if (plan.starts is None) != (plan.ends is None):
        missing = "ends" if plan.ends is None else "starts"
        raise Invalid(fields={missing: _("Skriv begge klokkeslettene, eller la begge stå tomme.")})
    if plan.starts and plan.ends and plan.ends <= plan.starts:
        raise Invalid(fields={"ends": _("Aktiviteten må slutte etter at den begynner.")})


def check_held(reach: int, evaluation: str, *, first: date, today: date, not_persons: frozenset[str]) -> None:
    """Invalid for a reach that can't be, or an evaluation that may not stand; Conflict before its first day."""
    if first > today:
        raise Conflict(_("Aktiviteten har ikke vært ennå. Før den som holdt når dagen er kommet."))
    if not 0 <= reach <= LARGEST_REACH:
        raise Invalid(fields={"reach": _("Skriv et tall fra 0 til 100 000.")})
    check_texts({"evaluation": evaluation}, not_persons=not_persons)


def check_step(state: State, to: State) -> None:
    """Conflict when an activity can't go from one state to the other."""
    if to not in STEPS[state]:
        raise Conflict(_("Aktiviteten er %(state)s. Da kan dette ikke gjøres.") % {"state": state.label.lower()})
