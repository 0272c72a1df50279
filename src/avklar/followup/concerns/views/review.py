"""The last step: what may point at somebody is marked and settled, then the worry is sent, once (R2)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from avklar.followup.concerns import actions, draft, forms, messaging, presenting, queries, rules
from avklar.followup.concerns.content import ConcernContent, finds_in, settled
from avklar.followup.concerns.draft import TOTAL, Unfinished
from avklar.followup.concerns.views.intake import submission_of
from avklar.foundation import anonymity
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.anonymity import Find
from avklar.foundation.ui import components as ui

LABELS: dict[str, Promise] = {
    "fact": gettext_lazy("Sett eller hørt"),
    "meaning": gettext_lazy("Slik du tolker det"),
    "ordinary": gettext_lazy("Vanlige forklaringer"),
    "works_well": gettext_lazy("Det som virker"),
    "done": gettext_lazy("Det du har gjort"),
    "wish": gettext_lazy("Det du ønsker"),
}
LONGEST_REASON = 300
MOST_KEPT = 100


@dataclass(frozen=True)
class Kept:
    """A find the writer wants to keep: its words, the reason, and whether the reason is missing."""

    number: int
    words: str
    reason: str
    missing: bool


@dataclass(frozen=True)
class Text:
    """One text of the worry, with what is left to settle in it."""

    label: str
    url: str
    text: str
    finds: tuple[ui.Find, ...]


@needs(Permission.CONCERN_SEND)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponseBase:
    """Show all texts as the contact will read them, settle the finds, and send."""
    actor = acting(request)
    unfinished = draft.load(actor)
    if unfinished is None:
        return _already_sent(request, actor)
    missing = unfinished.missing()
    if missing is not None:
        return redirect("concerns:step", missing)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    problem = ""
    if doing:
        _take_reasons(request, unfinished)
        if doing == "send":
            sent, problem = _send(actor, unfinished)
            if sent is not None:
                return redirect("concerns:receipt", sent)
        else:
            _settle(unfinished, doing)
        draft.save(actor, unfinished)
        if not problem:
            return redirect(reverse("concerns:review") + "#funn")
    return _draw(request, unfinished, problem)


def _already_sent(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """A second click: the draft is gone, and the first click's concern is there."""
    submission = submission_of(request)
    line = queries.sent_with(actor, submission) if submission else None
    return redirect("concerns:receipt", line.id) if line else redirect("concerns:new")


def _send(actor: Actor, unfinished: Unfinished) -> tuple[object, str]:
    try:
        sent = actions.send(
            actor, content=draft.content(unfinished), submission=unfinished.submission, draft_form=queries.FORM
        )
    except (Invalid, Conflict) as problem:
        return None, str(problem.sentence)
    return sent.id, ""


def _take_reasons(request: HttpRequest, unfinished: Unfinished) -> None:
    """The reasons typed beside the finds that are kept; only for words that stand there."""
    for number in range(1, MOST_KEPT + 1):
        words = request.POST.get(f"words-{number}")
        if words in unfinished.kept:
            unfinished.kept[words] = " ".join(request.POST.get(f"reason-{number}", "").split())[:LONGEST_REASON]


def _settle(unfinished: Unfinished, doing: str) -> None:
    """`all`, `swap:place:start:end`, `keep:place:start:end` or `unkeep:number`; an old page's button does nothing."""
    verb, _dash, where = doing.partition(":")
    if verb == "unkeep":
        _unkeep(unfinished, where)
        return
    texts = draft.content(unfinished).texts()
    for place, finds in finds_in(texts).items():
        meant = [each for each in finds if where == f"{place}:{each.start}:{each.end}"]
        if verb == "all":
            meant = [each for each in finds if each.text not in unfinished.kept]
        if verb in ("all", "swap"):
            draft.put_text(unfinished, place, anonymity.replace(texts[place], meant))
        elif verb == "keep":
            unfinished.kept = {each.text: "" for each in meant if each.explainable} | unfinished.kept


def _unkeep(unfinished: Unfinished, where: str) -> None:
    words = list(unfinished.kept)
    if where.isdecimal() and 0 < int(where) <= len(words):
        del unfinished.kept[words[int(where) - 1]]


def _draw(request: HttpRequest, unfinished: Unfinished, problem: str) -> HttpResponse:
    content = draft.content(unfinished)
    found = finds_in(content.texts())
    texts = _texts(content, found, unfinished.kept)
    left = sum(len(each.finds) for each in texts)
    standing = {each.text: each for finds in found.values() for each in finds}
    kept = [
        Kept(number, words, reason, missing=bool(problem) and not settled(standing[words], unfinished.kept))
        for number, (words, reason) in enumerate(unfinished.kept.items(), 1)
        if words in standing
    ]
    context = {
        "form": forms.SendForm(initial={"submission": unfinished.submission}),
        "heading": _("Se over og send"),
        "step": TOTAL,
        "total": TOTAL,
        "back_url": reverse("concerns:step", args=[draft.DONE]),
        "facts": _facts(content),
        "observations": [each for each in texts if each.url.endswith(f"{draft.OBSERVATIONS}/")],
        "texts": [each for each in texts if not each.url.endswith(f"{draft.OBSERVATIONS}/")],
        "finds": [find for each in texts for find in each.finds],
        "left": left,
        "left_says": _left_says(left),
        "kept": kept,
        "problem": problem,
        "child": rules.offers_child_welfare(content.age_band),
    }
    return render(request, "concerns/review.html", context, status=422 if problem else 200)


def _texts(content: ConcernContent, found: dict[str, list[Find]], kept: dict[str, str]) -> list[Text]:
    texts, number = [], 1
    for place, text in content.texts().items():
        if not text:
            continue
        finds = [each for each in found.get(place, []) if each.text not in kept and not settled(each, kept)]
        marks = _marks(place, finds, number)
        number += len(marks)
        name, _dash, order = place.partition("-")
        label = str(LABELS[name])
        if order:
            label = f"{label} ({int(order) + 1})"
        texts.append(Text(label, reverse("concerns:step", args=[draft.step_of(place)]), text, tuple(marks)))
    return texts


def _marks(place: str, finds: list[Find], first: int) -> list[ui.Find]:
    plain = messaging.marks(finds, first)
    return [
        ui.Find(mark.number, mark.start, mark.end, mark.quote, mark.says, mark.why, tuple(_offers(place, find)))
        for mark, find in zip(plain, finds, strict=True)
    ]


def _offers(place: str, find: Find) -> list[ui.Offer]:
    where = f"{place}:{find.start}:{find.end}"
    swap = _("Bytt til «%(words)s»") % {"words": find.suggestion} if find.suggestion else _("Ta bort")
    offers = [ui.Offer(swap, "do", f"swap:{where}")]
    if find.explainable:
        offers.append(ui.Offer(_("Behold og forklar"), "do", f"keep:{where}"))
    return offers


def _facts(content: ConcernContent) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [(_("Gjelder"), content.about.label)]
    if content.about != "place":
        facts.append((_("Alder"), content.age_band.label))
    return [*facts, (_("Sted"), presenting.PLACES[content.setting]), (_("Du arbeider i"), content.sender_kind.label)]


def _left_says(left: int) -> str:
    return ngettext(
        "Ett sted i teksten kan vise hvem det er. Se over det før du sender.",
        "%(left)s steder i teksten kan vise hvem det er. Se over dem før du sender.",
        left,
    ) % {"left": left}
