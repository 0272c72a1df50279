"""What a comment, a name, a report and the settings may be, and what is read before it is shown. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.anonymity import Find
from avklar.foundation.anonymity import Kind as Found
from avklar.public.comments.cards import DiscussionCard, Own, Settings
from avklar.public.comments.lengths import (
    COMPLAIN_WITHIN,
    LONGEST_COMMENT,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_RULE,
    MOST_RULES,
)
from avklar.public.comments.standing import Kind, Standing
from avklar.public.comments.states import STEPS, TAKEN_DOWN, Held, Night, State

POINTS_AT_SOMEBODY = frozenset({Found.IDENTITY_NUMBER, Found.PHONE, Found.EMAIL, Found.ADDRESS, Found.NAME, Found.ROLE})
BIDI = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of what follows: they can make a text show other words than it holds."""
STAFF = re.compile(r"redaksjon|moderator|avklar|politi", re.IGNORECASE)
WORD = re.compile(r"\w+")
CHANGED = _("En annen har gjort noe med kommentaren i mellomtiden. Se hvordan den står nå.")


class Closed(Conflict):
    """The field isn't open for what was sent; the page hands the text back (R16)."""


def plain(text: str) -> str:
    """The text without signs that turn its direction, and with at most one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", text.translate(BIDI)).strip()


def normal(text: str) -> str:
    """The words alone, small: two texts that say the same are alike."""
    return " ".join(WORD.findall(_seen(text).casefold()))


def _seen(text: str) -> str:
    """The text as it looks: one shape of each letter, without the signs that take no room."""
    same = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in same if unicodedata.category(sign) not in ("Cf", "Mn"))


def email_of(typed: str) -> str:
    """The address as it is looked up and written to: small letters, no spaces around. Folding would make an ß another's
    ss."""
    return typed.strip().lower()


def check_open(found: Standing, night: Night) -> None:
    """Closed unless one can write now, or the site queues what is sent while the field is closed."""
    if found.kind in (Kind.ENDED, Kind.OFF):
        raise Closed(_("Diskusjonen er avsluttet. Teksten din står her, så du kan ta vare på den."))
    if found.kind == Kind.CLOSED and night == Night.SHUT:
        raise Closed(
            _(
                "Teksten din er ikke sendt, men den er tatt vare på her. "
                "Du kan endre den nå og sende den når feltet åpner."
            )
        )


def check_comment(text: str, name: str, email: str, settings: Settings) -> None:
    """Invalid, at each field, for what can't be taken."""
    wrong = {"text": _text_fault(text, settings), "name": name_fault(name), "email": _email_fault(email)}
    faults = {field: sentence for field, sentence in wrong.items() if sentence}
    if faults:
        raise Invalid(fields=faults)


def check_text(text: str, settings: Settings) -> None:
    """The same for the text alone."""
    if fault := _text_fault(text, settings):
        raise Invalid(fields={"text": fault})


def _text_fault(text: str, settings: Settings) -> str:
    if not normal(text):
        return str(_("Skriv en kommentar først."))
    if len(text) > LONGEST_COMMENT or not _readable(text):
        return str(_("Kommentaren kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_COMMENT})
    links = sum(find.kind == Found.LINK for find in anonymity.find(text))
    if links > settings.most_links:
        sentence = ngettext(
            "En kommentar kan ha høyst %(most)s lenke. Ta bort noen, og send igjen.",
            "En kommentar kan ha høyst %(most)s lenker. Ta bort noen, og send igjen.",
            settings.most_links,
        )
        return sentence % {"most": settings.most_links}
    return ""


def name_fault(name: str) -> str:
    """What is wrong with a name that is to be shown, or nothing."""
    letters = sum(sign.isalpha() for sign in name)
    if letters < 2 or not _readable(name) or len(name) > LONGEST_NAME:
        return str(_("Skriv navnet ditt slik det skal stå under kommentaren."))
    if any(sign.isdigit() or sign in "@/<>" for sign in name):
        return str(_("Skriv bare navnet ditt, uten tall, adresse eller lenke."))
    if STAFF.search(_seen(name)):
        return str(_("Dette navnet kan forveksles med dem som svarer for nettstedet. Skriv ditt eget."))
    return ""


def _email_fault(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return str(_("Skriv hele e-postadressen din, for eksempel navn@eksempel.no."))
    return "" if len(email) <= LONGEST_EMAIL else str(_("E-postadressen er for lang."))


def _readable(text: str) -> bool:
    return not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text)


def check_alike(alike: int, settings: Settings) -> None:
    """Invalid when the same words stand often enough already."""
    if alike >= settings.most_alike:
        raise Invalid(fields={"text": _("Denne teksten er sendt inn før det siste døgnet. Skriv noe nytt.")})


def check_pace(this_hour: int, settings: Settings) -> None:
    """Invalid when one person has written much within the hour."""
    if this_hour >= settings.most_an_hour:
        raise Invalid(fields={"text": _("Du har skrevet mye den siste timen. Vent litt, så kan du sende denne.")})


def finds(text: str, known: Iterable[str]) -> list[Find]:
    """What in a text may point at a private person (R2). `known`: names that stand in the discussion already."""
    familiar = [set(normal(name).split()) for name in known]  # one by one: parts of two names are a third person's
    return [
        find
        for find in anonymity.find(text)
        if find.kind in POINTS_AT_SOMEBODY
        and not (find.kind == Found.NAME and any(set(normal(find.text).split()) <= name for name in familiar))
    ]


def held(text: str, known: Iterable[str], *, new: bool, open: bool) -> tuple[Held, ...]:
    """Why a comment must be read before it is shown; empty when it need not."""
    found = ((Held.FIRST, new), (Held.NIGHT, not open), (Held.NAMES, bool(finds(text, known))))
    return tuple(reason for reason, so in found if so)


def check_step(state: State, to: State) -> None:
    """Conflict when a comment can't go from one state to the other."""
    if to not in STEPS[state]:
        raise Conflict(CHANGED)


def may_edit(state: State) -> bool:
    """Whether its writer can still change it."""
    return state in (State.PUBLISHED, State.WAITING)


def may_complain(state: State, decided_at: datetime | None, now: datetime, *, before: bool) -> bool:
    """Whether its writer can complain: once, within three weeks."""
    return state in TAKEN_DOWN and decided_at is not None and now < decided_at + COMPLAIN_WITHIN and not before


def check_another(person: object, against: object) -> None:
    """Denied for whoever took the comment down: another one decides the complaint (R16)."""
    if person == against:
        raise Denied(_("Du fjernet denne kommentaren. En annen må avgjøre klagen."), rule="R16")


def check_note(field: str, text: str, *, required: bool) -> None:
    """Invalid for a note that is too long, unreadable or missing."""
    if required and not text.strip():
        raise Invalid(fields={field: _("Skriv med noen få ord hvorfor.")})
    if len(text) > LONGEST_NOTE or not _readable(text):
        raise Invalid(fields={field: _("Teksten kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_NOTE}})


def check_rule(number: int, lines: list[str]) -> None:
    """Invalid unless it is one of the rules: no comment is taken down for another reason."""
    if not 1 <= number <= len(lines):
        raise Invalid(fields={"rule": _("Velg regelen kommentaren bryter.")})


def check_settings(changed: Settings) -> None:
    """Invalid for limits that can't be, and for rules that differ in number from language to language."""
    wrong: dict[str, object] = {}
    for field, least, most in (("most_links", 0, 20), ("most_alike", 1, 20), ("most_an_hour", 1, 100)):
        if not least <= getattr(changed, field) <= most:
            wrong[field] = _("Skriv et tall fra %(least)s til %(most)s.") % {"least": least, "most": most}
    if not _days_fit(changed.closes_after):
        wrong["closes_after"] = DAYS
    for language, lines in changed.rules.items():
        if not 1 <= len(lines) <= MOST_RULES or any(len(line) > LONGEST_RULE for line in lines):
            wrong[f"rules_{language}"] = _("Skriv fra én til tolv regler, hver på sin linje og høyst 200 tegn.")
    if len({len(lines) for lines in changed.rules.values()}) > 1:
        wrong["rules_nb"] = _("Reglene må være like mange på alle språk, for hver regel har ett nummer.")
    if wrong:
        raise Invalid(fields=wrong)  # type: ignore[arg-type]


DAYS = _("Skriv et antall dager fra 0 til 3650, eller la feltet stå tomt.")


def check_own(own: Own) -> None:
    """Invalid for a number of days that can't be."""
    if not _days_fit(own.closes_after):
        raise Invalid(fields={"closes_after": DAYS})


def _days_fit(days: int | None) -> bool:
    return days is None or 0 <= days <= 3650


def check_parent(parent_discussion: object, parent_parent: object, state: State, card: DiscussionCard) -> None:
    """Conflict unless what one answers is a published comment of the same discussion that is no answer itself."""
    if parent_discussion != card.id or parent_parent is not None or state != State.PUBLISHED:
        raise Conflict(_("Kommentaren du svarer på, står ikke her lenger. Teksten din står her."))


def reason(rule: int) -> str:
    """The code under which the log keeps the rule that something was removed by; empty without one."""
    return f"rule-{rule}" if rule else ""
