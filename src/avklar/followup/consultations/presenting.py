"""Turns what was weighed and read into what the components draw. Words and shapes only: nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.defaultfilters import capfirst
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from avklar.followup.consultations import rules
from avklar.followup.consultations.cards import Entry, Line, Listing, facts_text
from avklar.followup.consultations.checking import Checked
from avklar.followup.consultations.states import Group, Side, State
from avklar.followup.consultations.weighing import Weighed
from avklar.foundation import clock
from avklar.foundation.anonymity import LIMIT, Find, Kind
from avklar.foundation.ui import components as ui

SAYS: dict[Kind, Promise] = {
    Kind.IDENTITY_NUMBER: gettext_lazy("ser ut som et fødselsnummer"),
    Kind.PHONE: gettext_lazy("ser ut som et telefonnummer"),
    Kind.EMAIL: gettext_lazy("er en e-postadresse"),
    Kind.ADDRESS: gettext_lazy("ser ut som en gateadresse"),
    Kind.LINK: gettext_lazy("er en lenke eller et brukernavn"),
    Kind.NAME: gettext_lazy("ser ut som et navn"),
    Kind.BIRTH_DATE: gettext_lazy("er en dato"),
    Kind.ORGANISATION: gettext_lazy("er en skole, en arbeidsplass eller et lag"),
    Kind.ROLE: gettext_lazy("er rolle og sted sammen"),
    Kind.PLACE: gettext_lazy("er et stedsnavn"),
}


SORTS: dict[str, Promise] = {
    "skole": gettext_lazy("er en skole"),
    "skule": gettext_lazy("er en skole"),
    "klasse": gettext_lazy("er en klasse"),
    "fritidsaktivitet": gettext_lazy("er et lag eller en klubb"),
    "arbeidsplass": gettext_lazy("er en arbeidsplass"),
}
"""What an organisation is, by the last word of what may be written instead."""


@dataclass(frozen=True)
class Found:
    """A find to settle, with whether its reason is being asked for right now."""

    find: ui.Find
    place: str
    asking: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Looked:
    """A text that was looked over: marked, its finds, and how the reader gets it."""

    text: str
    left: tuple[Found, ...]
    kept: tuple[Found, ...]
    suggested: str
    heading: str
    lead: str

    @property
    def enter(self) -> str:
        """What the Enter key does: explain the find that is being asked about, otherwise nothing."""
        return next((f"explain:{found.place}" for found in self.left if found.asking), "leave")

    @property
    def marks(self) -> list[ui.Find]:
        """The finds that stand marked in the text."""
        return [found.find for found in self.left]


def looked_over(checked: Checked, reader: str, reasons: dict[str, str], asking: str, hidden: rules.Hidden) -> Looked:
    """What stands on the page after a check."""
    left = tuple(
        _found(number, one, hidden, asking=one.text == asking, reason=reasons.get(one.text, ""))
        for number, one in enumerate(checked.left, 1)
    )
    kept = tuple(_found(0, one, hidden, reason=reasons.get(one.text, "")) for one in checked.kept)
    return Looked(
        checked.text,
        left,
        kept,
        checked.suggested,
        _finds_heading(len(left)),
        _finds_lead(len(left), len(kept), reader),
    )


def _found(number: int, one: Find, hidden: rules.Hidden, *, asking: bool = False, reason: str = "") -> Found:
    place = f"{one.start}-{one.end}"
    explainable = rules.explainable(one, hidden)
    why: str | Promise = one.kind.why
    if one.explainable and not explainable:
        why = _("Kommunen er skjult, og dette kan vise hvem som spør.")
    elif not explainable:
        why = _("%(why)s Det kan ikke stå i en drøfting uten navn.") % {"why": one.kind.why}
    swap = _("Bytt til «%(words)s»") % {"words": one.suggestion} if one.suggestion else _("Ta ut")
    offers = [ui.Offer(swap, "do", f"swap:{place}")]
    if explainable and one.kind == Kind.NAME:
        offers.append(ui.Offer(_("Ikke et navn"), "do", f"not-name:{place}"))
    elif explainable:
        offers.append(ui.Offer(_("Behold og forklar"), "do", f"keep:{place}"))
    find = ui.Find(number, one.start, one.end, _short(one.text), _says(one), why, tuple(offers))
    return Found(find, place, asking and explainable, reason)


def _says(one: Find) -> Promise:
    sort = one.suggestion.rpartition(" ")[2] if one.kind is Kind.ORGANISATION else ""
    return SORTS.get(sort, SAYS[one.kind])


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"


def _finds_heading(count: int) -> str:
    if not count:
        return _("Ingen funn å ta stilling til")
    return ngettext("Ett funn å ta stilling til", "%(count)s funn å ta stilling til", count) % {
        "count": in_words(count).capitalize()
    }


def _finds_lead(count: int, kept: int, reader: str) -> str:
    if not count and kept:
        return _("Det som var merket, er forklart. Les teksten én gang til som om du bodde der.")
    if not count:
        return _("Vi fant ikke noe som viser hvem det er. Les teksten én gang til likevel.")
    sentence = ngettext(
        "Ett sted i teksten kan vise hvem det er. Det er merket og nummerert. "
        "%(reader)s får ingenting før du har sett på det.",
        "%(count)s steder i teksten kan vise hvem det er. De er merket og nummerert. "
        "%(reader)s får ingenting før du har sett på dem.",
        count,
    )
    return sentence % {"count": in_words(count).capitalize(), "reader": _sentence_start(reader)}


def in_words(count: int) -> str:
    """A small number in words, a large one in digits."""
    words = pgettext("tall fra to til tolv", "to tre fire fem seks sju åtte ni ti elleve tolv").split()
    return words[count - 2] if 2 <= count < 2 + len(words) else str(count)


def funnel(weighed: Weighed) -> list[ui.Step]:
    """How each fact narrows."""
    return [ui.Step(label, counted(count)) for label, count in weighed.estimate.steps]


def if_more(weighed: Weighed) -> list[ui.Step]:
    """What one more fact would do."""
    return [
        ui.Step(label, counted(count), "if")
        if count >= LIMIT
        else ui.Step(label, _("under %(limit)s – stopper") % {"limit": LIMIT}, "if stop")
        for label, count in weighed.more
    ]


def counted(count: int) -> str:
    """A count as it is said: never a number below the limit."""
    if count < LIMIT:
        return _("under %(limit)s") % {"limit": LIMIT}
    return number_format(count, use_l10n=True, force_grouping=True)


def missing(weighed: Weighed) -> str:
    """Which factors can't be counted, as one sentence."""
    names = ", ".join(str(name) for name in weighed.estimate.missing)
    return _("Vi vet ikke %(missing)s. Et ukjent forhold teller som «ikke uten navn».") % {"missing": names}


def gate(stops: Sequence[rules.Stop], looked: Looked | None) -> ui.State | None:
    """The tag beside a send button that can't be used yet; None when it can."""
    if not stops:
        return None if looked is not None else ui.State("soon", _("Se over teksten først"), "care")
    if stops[0] is rules.Stop.FINDS and looked is not None:
        left = len(looked.left)
        say = ngettext("Ett funn gjenstår", "%(count)s funn gjenstår", left) % {"count": in_words(left).capitalize()}
        return ui.State("soon", say, "care")
    return ui.State("soon", SHORT_STOPS[stops[0]], "care")


SHORT_STOPS: dict[rules.Stop, Promise] = {
    rules.Stop.EMPTY: gettext_lazy("Teksten mangler"),
    rules.Stop.TOO_LONG: gettext_lazy("Teksten er for lang"),
    rules.Stop.UNKNOWN: gettext_lazy("Vi kan ikke regne ut hvor mange det er"),
    rules.Stop.TOO_FEW: gettext_lazy("Passer på færre enn fem"),
    rules.Stop.FINDS: gettext_lazy("Se over teksten først"),
    rules.Stop.PLACE_UNCOUNTED: gettext_lazy("Velg hvor det er, siden stedet står i teksten"),
    rules.Stop.HIDING: gettext_lazy("Kommunen kan ikke skjules her"),
}


def rows(listing: Listing, url: str) -> list[ui.Row]:
    """The lines of a list; `url` holds `{id}`."""
    return [_row(line, url) for line in listing.lines]


def _row(line: Line, url: str) -> ui.Row:
    said = {"reference": line.reference, "facts": facts_text(line.facts)}
    return ui.Row(
        url=url.format(id=line.id),
        title=capfirst(line.other),
        meta=_("%(facts)s · %(reference)s") % said,
        state=state(line),
        note=_note(line),
    )


def state(line: Line) -> ui.State:
    """The one tag of a consultation: whose turn it is, in words."""
    if line.state is State.ENDED:
        return ui.State("shut", _("Avsluttet"))
    if line.group is Group.OTHERS:
        return ui.State("wait", _("Venter på svar") if line.state is State.ASKED else _("Venter på kommunen"))
    if line.state is State.CONCLUDED:
        return ui.State("new", _("Rådet er klart"))
    return ui.State("new", _("Nytt svar") if line.side is Side.OWNER else _("Spør om råd"))


def _note(line: Line) -> str:
    if line.remove_at is not None:
        return _("fjernes %(when)s") % {"when": day(line.remove_at)}
    return day(line.last_at)


def dialogue(entries: Sequence[Entry]) -> list[ui.Message]:
    """The messages, the reader's own to the right, the other organisation's in blue."""
    return [
        ui.Message(
            author=f"{each.author}, {each.organisation}" if each.author else _sentence_start(each.organisation),
            when=moment(each.at),
            text=each.text,
            side="mine" if each.mine else "theirs",
            initials=initials(each.author or each.organisation),
        )
        for each in entries
    ]


def initials(name: str) -> str:
    """Two letters in the ring."""
    return "".join(part[0] for part in name.split()[:2]).upper()


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def day(at: datetime) -> str:
    """A day in words, with the weekday when it is within a week."""
    local = localtime(at)
    near = abs(at - clock.now()) < timedelta(days=7)
    shape = pgettext("datoformat", "l j. F") if near else pgettext("datoformat", "j. F Y")
    return date_format(local, shape)


def moment(at: datetime) -> str:
    """A day in words with the hour: «onsdag 25. november kl. 12.41»."""
    return _("%(day)s kl. %(hour)s") % {"day": day(at), "hour": date_format(localtime(at), "H.i")}
