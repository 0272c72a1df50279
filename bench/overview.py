"""The lead's overview with all of Norway's 357 municipalities instead of 46, and the yearly report with 46."""

from __future__ import annotations

import statistics
import time
from datetime import date, timedelta

from avklar.foundation import clock
from avklar.insight.overview import reporting
from avklar.insight.overview.layers import LAYERS
from avklar.insight.overview.models import MonthlyFigure
from avklar.network.meetings.models import Attendance, Meeting
from avklar.network.meetings.states import How, Kind, State
from avklar.people.accounts.models import User
from avklar.people.organisations import queries as people
from avklar.people.organisations.models import Appointment, Membership, Organisation, Service
from avklar.people.organisations.states import AppointmentKind, OrganisationKind
from bench.data import District

ALL_OF_NORWAY = 357


def meet(district: District) -> None:
    """A meeting last month at which every municipality was that has not been at one."""
    before = clock.now() - timedelta(days=30)
    meeting = Meeting.objects.create(
        organisation_id=district.police_id,
        kind=Kind.GATHERING,
        title="Bench",
        place="Bench",
        starts=before,
        ends=before + timedelta(hours=3),
        state=State.HELD,
        submission=clock.new_id(),
        arranged_by=district.lead.pk,
    )
    served = Service.objects.filter(district_id=district.police_id).values_list("municipality_id", flat=True)
    new = set(served) - set(Attendance.objects.values_list("municipality_id", flat=True))
    Attendance.objects.bulk_create(Attendance(meeting=meeting, municipality_id=place, how=How.LIST) for place in new)


def report_seconds(district: District, times: int) -> float:
    """How long the yearly report takes, the median: a year of months is there."""
    actor = people.actor_for(district.lead.pk, acting_for=district.police_id, second_factor=True)
    year = clock.today().year
    MonthlyFigure.objects.bulk_create(
        MonthlyFigure(district_id=district.police_id, month=date(year, month, 1), layer=layer.code, good=40, total=46)
        for month in range(1, 13)
        for layer in LAYERS
    )
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        reporting.report(actor, year, "nb")
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def grow(district: District) -> None:
    """The district serves as many municipalities as there are in the country, each with a contact and a meeting."""
    today, missing = clock.today(), ALL_OF_NORWAY - len(district.organisation_ids)
    towns = [
        Organisation(kind=OrganisationKind.MUNICIPALITY, number=f"9{number:03}", name=f"Bench {number:03}")
        for number in range(missing)
    ]
    Organisation.objects.bulk_create(towns)
    Service.objects.bulk_create(
        Service(district_id=district.police_id, municipality=town, valid_from=today) for town in towns
    )
    users = [User(email=f"contact{town.number}@bench.example", name=f"Bench {town.number}") for town in towns]
    User.objects.bulk_create(users)
    members = [
        Membership(
            organisation=town,
            user=user,
            role="radicalisation_contact",
            confirmed_by=clock.new_id(),
            confirmed_at=clock.now(),
        )
        for town, user in zip(towns, users, strict=True)
    ]
    Membership.objects.bulk_create(members)
    until = today + timedelta(days=365)
    Appointment.objects.bulk_create(
        Appointment(
            municipality=town, membership=member, kind=AppointmentKind.CONTACT, valid_from=today, valid_to=until
        )
        for town, member in zip(towns, members, strict=True)
    )
    meet(district)
