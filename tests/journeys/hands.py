"""Two ways to use a page: with a mouse, and with the keys alone. A journey is told once and done with either."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import whole

MOST_STOPS = 120
# what has the focus and doesn't show it, or lies outside the window
UNSEEN_FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    const label = element.closest("label");
    const around = label ? getComputedStyle(label) : null;
    const framed = around && around.outlineStyle !== "none" && parseFloat(around.outlineWidth) > 0;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return (ring || framed) && inside ? null : element.outerHTML.slice(0, 300);
}"""


class Hand(Protocol):
    """What one can do to a page."""

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""

    def write(self, field: Locator, text: str) -> None:
        """Put `text` into the field, instead of what stands there."""

    def choose(self, field: Locator, label: str) -> None:
        """Choose the line called `label` in a closed list."""

    def pick(self, option: Locator) -> None:
        """Pick one radio button, or tick a box."""


class Mouse:
    """With a mouse."""

    def press(self, target: Locator) -> None:
        target.click(force=target.get_attribute("aria-disabled") == "true")  # it looks shut and can be pressed

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, label: str) -> None:
        field.select_option(label=label)

    def pick(self, option: Locator) -> None:
        option.check()


class Keys:
    """With Tab, Enter, Space and the arrows. Every stop on the way must be seen to have the focus."""

    def press(self, target: Locator) -> None:
        self._go(target)
        target.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._go(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.insert_text(text)

    def choose(self, field: Locator, label: str) -> None:
        self._go(field)
        lines = field.locator("option").all_text_contents()
        wanted, at = lines.index(label), int(field.evaluate("list => list.selectedIndex"))
        for _step in range(abs(wanted - at)):
            field.page.keyboard.press("ArrowDown" if wanted > at else "ArrowUp")
        assert field.evaluate("list => list.selectedOptions[0].text") == label

    def pick(self, option: Locator) -> None:
        keys = option.page.keyboard
        group = option.page.locator(f"input[type=radio][name='{option.get_attribute('name')}']")
        self._tab_until(option.page, lambda: bool(group.evaluate_all("all => all.includes(document.activeElement)")))
        keys.press("Space")
        for _step in range(group.count()):
            if option.is_checked():
                return
            keys.press("ArrowDown")
        expect(option).to_be_checked()

    def _go(self, target: Locator) -> None:
        expect(target).to_be_visible()
        self._tab_until(target.page, lambda: _has_focus(target))

    def _tab_until(self, page: Page, there: object) -> None:
        assert callable(there)
        whole(page)
        for _stop in range(MOST_STOPS):
            if there():
                return
            page.keyboard.press("Tab")
            unseen = page.evaluate(UNSEEN_FOCUS)
            assert unseen is None, f"no focus to be seen on {unseen}"
        raise AssertionError(f"not reached with Tab on {page.url}")


def _has_focus(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))
