"""`{% load ui %}`: the components as template tags."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from avklar.foundation.ui import axes as drawing_of_axes
from avklar.foundation.ui import drawing, icons, layout, menus, rows, talk, tiles
from avklar.foundation.ui.casework import Axes, Measure, Pick, Rung
from avklar.foundation.ui.components import Crowd, Row, State, StateKind, Text
from avklar.foundation.ui.marking import marked_text, quoted
from avklar.foundation.ui.staircase import steps

register = template.Library()

register.filter("quoted", quoted)

register.simple_tag(icons.svg, name="icon")
register.simple_tag(menus.menu_items, name="menu_items")
register.simple_tag(menus.language_buttons, name="language_buttons")
register.simple_tag(marked_text, name="marked_text")
register.simple_tag(tiles.draw, name="tile_map")
register.simple_tag(talk.dialogue, name="dialogue")
register.simple_tag(talk.observation, name="observation")
register.simple_tag(talk.timeline, name="timeline")


@register.simple_tag(takes_context=True)
def color_scheme(context: Context) -> str:
    """The chosen colours: auto, light or dark."""
    return layout.scheme(context.get("request"))


@register.simple_tag
def quick_exit() -> str:
    """Where the quick exit leads."""
    return layout.QUICK_EXIT


@register.simple_tag
def work_rows(lines: list[Row]) -> SafeString:
    """The list of work rows."""
    return rows.draw(lines)


@register.simple_tag
def state(kind: StateKind | State, text: Text = "", icon: str = "") -> SafeString:
    """A state tag: `{% state row.state %}` or `{% state "soon" _("Svar innen onsdag") %}`."""
    return rows.draw_state(kind if isinstance(kind, State) else State(kind, text, icon))


@register.inclusion_tag("ui/staircase.html")
def staircase(
    current: int | None = None,
    reached: int | None = None,
    strong: Text = "",
    text: Text = "",
    link: str = "",
    link_text: Text = "",
) -> dict[str, Any]:
    """Where one stands (0–4); steps up to `reached` are at work too. `strong` and `text`: what may stand here."""
    return {
        "steps": steps(current, reached),
        "strong": strong,
        "text": text,
        "link": link,
        "link_text": link_text,
    }


@register.simple_block_tag
def why(content: str, kind: str = "", icon: str = "") -> SafeString:
    """A reason box: "" explains, `own` promises, `care` asks to look before going on."""
    drawn = icons.svg(icon or {"own": "promise", "care": "care"}.get(kind, "info"))
    return format_html('<div class="avk-why {}">{}<div>{}</div></div>', kind, drawn, content)


@register.inclusion_tag("ui/crowd.html")
def crowd(number: int, limit: int = 5, name: str = "crowd") -> dict[str, Any]:
    """The anonymity meter for `number` persons; a second one on a page needs a `name` of its own."""
    return {"crowd": Crowd(number, limit), "name": name}


def _part(name: str, template_name: str) -> None:
    """Register a tag of one argument that fills one template with it."""

    def fill(value: Any) -> dict[str, Any]:
        return {name: value}

    register.inclusion_tag(template_name, name=name)(fill)


for _name in ("funnel", "finds", "key_figure", "pager", "breadcrumb", "copy"):
    _part(_name, f"ui/{_name}.html")


@register.inclusion_tag("ui/ladder.html")
def ladder(rungs: list[Rung]) -> dict[str, Any]:
    """The ladder, given from the lowest step; drawn with the highest on top."""
    return {"rungs": rungs}


@register.inclusion_tag("ui/axes.html")
def axes(drawn: Axes, name: str = "axes") -> dict[str, Any]:
    """The two axes drawn and in words; a second one on a page needs a `name` of its own."""
    said = drawing_of_axes.words(drawn)
    return {
        "drawing": drawing_of_axes.draw(drawn, name),
        "now": said[0] if said else None,
        "before": said[1:],
        "down_title": drawn.down_title,
        "along_title": drawn.along_title,
    }


@register.inclusion_tag("ui/left_behind.html")
def left_behind(things: list[Text]) -> dict[str, Any]:
    """What stays with the sender, beside the receiver's copy: at least "the rest of the case"."""
    return {"things": things}


@register.inclusion_tag("ui/plan.html")
def plan(measures: list[Measure]) -> dict[str, Any]:
    """The plan's measures."""
    return {"measures": measures}


@register.inclusion_tag("ui/pick.html")
def pick(picks: list[Pick], name: str) -> dict[str, Any]:
    """The list of facts to tick, posted as `name`; put it in a form."""
    return {"picks": picks, "name": name}


@register.inclusion_tag("ui/progress.html")
def progress(step: int, total: int) -> dict[str, int]:
    """«Steg 2 av 6», with a bar."""
    return {"step": step, "total": total}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(strong: Text, text: Text = "", url: str = "", link: Text = "") -> dict[str, Any]:
    """What will come here, and one thing to do now."""
    return {"strong": strong, "text": text, "url": url, "link": link}


register.simple_tag(drawing.kind, name="field_kind")
register.simple_tag(drawing.help_text, name="field_help")
register.simple_tag(drawing.description, name="field_description")
register.simple_tag(drawing.widget, name="draw_widget")
register.simple_tag(drawing.hidden, name="draw_hidden")
register.simple_tag(drawing.option, name="draw_option")
register.simple_tag(drawing.cards, name="field_cards")
register.simple_tag(drawing.errors, name="form_errors")
