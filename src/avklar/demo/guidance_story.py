"""The guidance in the demo: one page in the district's own words, the others looked at, some over their day."""

from __future__ import annotations

from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.public.guidance import actions, queries
from avklar.public.guidance.states import PAGES, Language

DAY = 24.0
OVERDUE, SOON = {"hva-ligger-bak"}, {"til-skolen"}
OUR_OWN = "til-foreldre"
BEFORE = "Kontakten i kommunen er der for foreldre også."
AFTER = "Kontakten i kommunen er der for foreldre også. Flere kommuner har egne foreldrekvelder."
NEWEST = "Flere kommuner har egne foreldrekvelder. Se kalenderen på forsiden."


def scripts(house: House) -> list[Part]:
    """A look at the pages each year, a little late for some; then the editor's own words."""
    return [
        (420.0, _looked_at(house, OVERDUE)),
        (350.0, _looked_at(house, SOON)),
        (200.0, _looked_at(house, set(PAGES) - OVERDUE - SOON)),
        (120.0, _own_words(house)),
    ]


def _looked_at(house: House, slugs: set[str]) -> Waits:
    for slug in sorted(slugs):
        for language in Language:
            actions.review(house.actor("redaktor"), slug=slug, language=language, version=0)
    yield DAY


def _own_words(house: House) -> Waits:
    """Two versions of the page for parents, so that there is a difference to look at."""
    for before, after in ((BEFORE, AFTER), (AFTER.removeprefix(f"{BEFORE} "), NEWEST)):
        editor = house.actor("redaktor")
        edition = queries.at_desk(editor, OUR_OWN, Language.BOKMAAL)
        actions.write(
            editor,
            slug=OUR_OWN,
            language=Language.BOKMAAL,
            text=edition.text.replace(before, after),
            version=edition.version,
            submission=clock.new_id(),
        )
        yield 60 * DAY
