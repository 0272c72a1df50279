"""How many persons a set of coarse facts fits (R2). Pure arithmetic; the population comes in as an argument."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIMIT: Final = 5
"""The fewest persons the facts must fit for a consultation to be called unnamed (R2)."""

Label = str | Promise


class Setting(TextChoices):
    """Where the person is met. ``NOT_GIVEN`` narrows nothing: the reader isn't told."""

    NOT_GIVEN = "not_given", _("Ikke oppgitt")
    SCHOOL = "school", _("Skole")
    UPPER_SECONDARY = "upper_secondary", _("Videregående skole")
    WORKPLACE = "workplace", _("Arbeidsplass")
    LEISURE = "leisure", _("Fritid, lag eller klubb")
    NEIGHBOURHOOD = "neighbourhood", _("Nabolag eller bygd")
    ONLINE = "online", _("På nettet")
    UNKNOWN = "unknown", _("Vet ikke")


class SettingSize(TextChoices):
    """How many persons the setting has, in bands; the estimate uses the lowest number of the band."""

    UNKNOWN = "unknown", _("Vet ikke")
    UNDER_10 = "under_10", _("Under 10 personer")
    FROM_10 = "from_10", _("10–29 personer")
    FROM_30 = "from_30", _("30–99 personer")
    FROM_100 = "from_100", _("100–299 personer")
    FROM_300 = "from_300", _("300–999 personer")
    FROM_1000 = "from_1000", _("1000 personer eller flere")


class AgeBand(TextChoices):
    """Age in bands (R10: never a birth date). ``NOT_GIVEN`` narrows nothing; ``UNKNOWN`` can't be estimated."""

    NOT_GIVEN = "not_given", _("Ikke oppgitt")
    UNDER_13 = "under_13", _("Under 13 år")
    FROM_13 = "from_13", _("13–15 år")
    FROM_16 = "from_16", _("16–17 år")
    FROM_18 = "from_18", _("18–24 år")
    FROM_25 = "from_25", _("25–39 år")
    FROM_40 = "from_40", _("40–66 år")
    FROM_67 = "from_67", _("67 år eller eldre")
    UNKNOWN = "unknown", _("Vet ikke")

    @property
    def under_18(self) -> bool:
        """Whether everybody in the band is a child (R19)."""
        return self in {AgeBand.UNDER_13, AgeBand.FROM_13, AgeBand.FROM_16}


class Sex(TextChoices):
    NOT_GIVEN = "not_given", _("Ikke oppgitt")
    FEMALE = "female", _("Jente eller kvinne")
    MALE = "male", _("Gutt eller mann")


@dataclass(frozen=True, slots=True)
class Facts:
    """The coarse facts of a consultation. With ``hide_municipality`` the population given is the whole area's."""

    setting: Setting = Setting.NOT_GIVEN
    size: SettingSize | None = None
    age: AgeBand = AgeBand.NOT_GIVEN
    sex: Sex = Sex.NOT_GIVEN
    hide_municipality: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """``count`` persons fit the facts, rounded down at every step of ``steps`` (label, count).

    ``known`` is False when a needed factor is missing; ``missing`` says which. Then ``count`` is only an upper
    bound and ``enough`` is False.
    """

    count: int
    steps: tuple[tuple[Label, int], ...]
    enough: bool
    known: bool
    missing: tuple[Label, ...] = ()

    @property
    def about(self) -> int:
        """``count`` rounded down to the two leading digits, to whole tens from 20 to 99, for the screen."""
        return rounded_down(self.count)


# Shares are per mille of the people in the setting. One year of age between 6 and 66 is about 12 per mille of a
# population. In schools, workplaces and clubs they are low guesses, so that the estimate is too small, not too large.
_POPULATION: Final[dict[AgeBand, int]] = {
    AgeBand.UNDER_13: 144,
    AgeBand.FROM_13: 36,
    AgeBand.FROM_16: 24,
    AgeBand.FROM_18: 84,
    AgeBand.FROM_25: 180,
    AgeBand.FROM_40: 324,
    AgeBand.FROM_67: 200,
}
_SHARES: Final[dict[Setting, dict[AgeBand, int]]] = {
    Setting.SCHOOL: {
        AgeBand.UNDER_13: 600,
        AgeBand.FROM_13: 260,
        AgeBand.FROM_18: 10,
        AgeBand.FROM_25: 40,
        AgeBand.FROM_40: 60,
    },
    Setting.UPPER_SECONDARY: {
        AgeBand.FROM_13: 20,
        AgeBand.FROM_16: 500,
        AgeBand.FROM_18: 300,
        AgeBand.FROM_25: 40,
        AgeBand.FROM_40: 60,
    },
    Setting.WORKPLACE: {
        AgeBand.FROM_16: 20,
        AgeBand.FROM_18: 100,
        AgeBand.FROM_25: 330,
        AgeBand.FROM_40: 450,
        AgeBand.FROM_67: 20,
    },
    Setting.LEISURE: {
        AgeBand.UNDER_13: 250,
        AgeBand.FROM_13: 150,
        AgeBand.FROM_16: 80,
        AgeBand.FROM_18: 80,
        AgeBand.FROM_25: 100,
        AgeBand.FROM_40: 150,
        AgeBand.FROM_67: 50,
    },
    Setting.NEIGHBOURHOOD: _POPULATION,
    Setting.ONLINE: _POPULATION,
}
_LOWEST: Final[dict[SettingSize, int]] = {
    SettingSize.UNDER_10: 1,
    SettingSize.FROM_10: 10,
    SettingSize.FROM_30: 30,
    SettingSize.FROM_100: 100,
    SettingSize.FROM_300: 300,
    SettingSize.FROM_1000: 1000,
}
_IN_SETTING: Final[dict[Setting, Label]] = {
    Setting.SCHOOL: _("… på samme skole"),
    Setting.UPPER_SECONDARY: _("… på samme videregående skole"),
    Setting.WORKPLACE: _("… på samme arbeidsplass"),
    Setting.LEISURE: _("… i samme lag eller klubb"),
    Setting.NEIGHBOURHOOD: _("… i samme nabolag eller bygd"),
    Setting.ONLINE: _("… i samme gruppe på nettet"),
}
_OF_AGE: Final[dict[AgeBand, Label]] = {
    AgeBand.UNDER_13: _("… som er under 13 år"),
    AgeBand.FROM_13: _("… som er 13–15 år"),
    AgeBand.FROM_16: _("… som er 16–17 år"),
    AgeBand.FROM_18: _("… som er 18–24 år"),
    AgeBand.FROM_25: _("… som er 25–39 år"),
    AgeBand.FROM_40: _("… som er 40–66 år"),
    AgeBand.FROM_67: _("… som er 67 år eller eldre"),
}
_YEARS: Final[dict[AgeBand, int]] = {
    AgeBand.UNDER_13: 13,
    AgeBand.FROM_13: 3,
    AgeBand.FROM_16: 2,
    AgeBand.FROM_18: 7,
    AgeBand.FROM_25: 15,
    AgeBand.FROM_40: 27,
    AgeBand.FROM_67: 30,
}
_MEMBERS_OF_ONE_ACTIVITY: Final = 10
"""One particular activity is taken to gather one in ten."""


def estimate(facts: Facts, *, population: int | None, place: str = "") -> Estimate:
    """How many persons ``facts`` fits among ``population`` inhabitants, within the setting when one is given (R2).

    ``population`` is the municipality's, or the whole area's when the municipality is hidden; None or less than
    one means unknown. ``place`` is only used in the first step's label. Never raises, never rounds up.
    """
    known_population = max(population or 0, 0)
    missing = _missing(facts, known_population)
    steps: list[tuple[Label, int]] = [(_everybody(facts, place), known_population)]
    pool = _pool(facts, known_population)
    if pool is not None:
        steps.append((_IN_SETTING[facts.setting], pool))
    count = known_population if pool is None else pool
    if facts.age in _POPULATION:
        count = _of_age(facts, known_population, pool)
        steps.append((_OF_AGE[facts.age], count))
    if facts.sex != Sex.NOT_GIVEN:
        count //= 2
        steps.append((_of_sex(facts), count))
    known = not missing
    return Estimate(count=count, steps=tuple(steps), enough=known and count >= LIMIT, known=known, missing=missing)


def if_added(facts: Facts, *, population: int | None, base: Estimate | None = None) -> list[tuple[Label, int]]:
    """What one more fact would do: (label, count) for each, the mildest first; never above the estimate."""
    base = base or estimate(facts, population=population)
    more: list[tuple[Label, int]] = []
    if facts.sex == Sex.NOT_GIVEN:
        with_sex = estimate(replace(facts, sex=Sex.FEMALE), population=population)
        more.append((_("Om det er gutt eller jente") if facts.age.under_18 else _("Kjønn"), with_sex.count))
    if facts.age in _YEARS:
        one_year = base.count // _YEARS[facts.age]
        school = facts.age in {AgeBand.UNDER_13, AgeBand.FROM_13}
        more.append((_("Klassetrinn") if school else _("Nøyaktig alder"), one_year))
        both = (
            _("Klassetrinn og en bestemt fritidsaktivitet")
            if school
            else _("Nøyaktig alder og en bestemt fritidsaktivitet")
        )
        more.append((both, one_year // _MEMBERS_OF_ONE_ACTIVITY))
    else:
        more.append((_("En bestemt fritidsaktivitet"), base.count // _MEMBERS_OF_ONE_ACTIVITY))
    return more


def rounded_down(count: int) -> int:
    """``count`` as it is said on a screen: never more than it is."""
    if count < 20:
        return max(count, 0)
    if count < 100:
        return count // 10 * 10
    unit: int = 10 ** (len(str(count)) - 2)
    return count // unit * unit


def _size(facts: Facts) -> SettingSize:
    return facts.size or SettingSize.UNKNOWN


def _missing(facts: Facts, population: int) -> tuple[Label, ...]:
    missing: list[Label] = []
    if population < 1:
        missing.append(_("folketallet"))
    if facts.setting == Setting.UNKNOWN:
        missing.append(_("hvor det er"))
    needs_size = facts.setting in _SHARES and facts.setting != Setting.ONLINE
    if needs_size and _size(facts) == SettingSize.UNKNOWN:
        missing.append(_("hvor mange som er der"))
    if facts.age == AgeBand.UNKNOWN:
        missing.append(_("alderen"))
    return tuple(missing)


def _pool(facts: Facts, population: int) -> int | None:
    """The people in the setting, or None when no setting narrows the population."""
    if facts.setting not in _SHARES or _size(facts) == SettingSize.UNKNOWN:
        return None
    return min(_LOWEST[_size(facts)], population)


def _of_age(facts: Facts, population: int, pool: int | None) -> int:
    in_population = population * _POPULATION[facts.age] // 1000
    if pool is None:
        return in_population
    return min(in_population, pool * _SHARES[facts.setting].get(facts.age, 0) // 1000)


def _everybody(facts: Facts, place: str) -> Label:
    if facts.hide_municipality:
        return _("Alle i området")
    return _("Alle i %(place)s") % {"place": place} if place else _("Alle i kommunen")


def _of_sex(facts: Facts) -> Label:
    female = facts.sex == Sex.FEMALE
    if facts.age.under_18:
        return _("… og jente") if female else _("… og gutt")
    if facts.age in _POPULATION:
        return _("… og kvinne") if female else _("… og mann")
    return _("… og jente eller kvinne") if female else _("… og gutt eller mann")
