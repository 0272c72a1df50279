"""What the people of the main job do, one function each; with a mouse or with the keys, with script or without."""

from __future__ import annotations

import time
from urllib.parse import urlsplit
from uuid import UUID

from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.followup.concerns import actions
from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.followup.concerns.states import SenderKind
from avklar.foundation import clock
from avklar.foundation.anonymity import AgeBand, Setting
from tests.cast import PASSWORD, Person
from tests.journeys.hands import Hand

FACT = "Eleven sa høyt i timen at noen bør lære å holde kjeft. Emil Brenden satt ved siden av og lo."
PLAIN_FACT = "Eleven sa høyt i timen at noen bør lære å holde kjeft. De andre lo."
NAME = "Emil Brenden"
MEANING = "Kan være uro etter en flytting. Kan også være noe han har sett på nettet."
QUESTION = "Har du sett det mer enn én gang, og har du snakket med eleven om det?"
REPLY = "Det har skjedd to ganger. Jeg har snakket med eleven, som sier at det var en spøk."
TO_DISCUSS = "En elev har sagt hatefulle ting i timen to ganger. Læreren Line Holmsveen spør om hva hun bør gjøre."
DISCUSSED_NAME = "Line Holmsveen"
MESSAGE = "Har eleven voksne rundt seg som han stoler på? Det er ofte der det begynner."
ADVICE = "Ta en rolig samtale sammen med en voksen eleven stoler på. Drøft på nytt hvis det skjer flere ganger."
TO_TEACHER = "Ta en rolig samtale sammen med en voksen eleven stoler på, og skriv hit igjen hvis det fortsetter."
REASON = "Melderen har fått råd, og det er ikke sett mer."
SECRETS = (
    NAME,
    DISCUSSED_NAME,
    "lære å holde kjeft",
    "uro etter en flytting",
    "spøk",
    "hatefulle ting",
    "rolig samtale",
)
PERIOD = 30  # seconds that a code of the app is shown
TO_TYPE = 5  # seconds that typing and sending it may take


def path_of(page: Page) -> str:
    """The path of the page's address."""
    return urlsplit(page.url).path


def press(page: Page, hand: Hand, name: str) -> None:
    """Press the button called exactly so."""
    hand.press(page.get_by_role("button", name=name, exact=True))


def says_no_danger(page: Page, hand: Hand) -> None:
    """Step 1."""
    page.goto(reverse("concerns:new"))
    hand.pick(page.get_by_label("Nei, ikke som jeg vet"))
    press(page, hand, "Gå videre")


def says_what_it_is_about(page: Page, hand: Hand) -> None:
    """Step 2."""
    hand.pick(page.get_by_label("Én person"))
    hand.choose(page.get_by_label("Omtrent hvor gammel?"), "13–15 år")
    hand.choose(page.get_by_label("Hvor har du sett eller hørt det?"), "Skole")
    hand.choose(page.get_by_label("Hvilken del av kommunen arbeider du i?"), "Skole")
    press(page, hand, "Gå videre")


def fills_in_the_observation(page: Page, hand: Hand, fact: str = FACT) -> None:
    """The first observation's card of step 3."""
    hand.write(page.get_by_label("Hva så eller hørte du?"), fact)
    hand.write(page.get_by_label("Hvordan tolker du det?"), MEANING)
    hand.choose(page.get_by_label("Når var det?"), "Denne uken")
    hand.pick(page.get_by_label("Jeg så eller hørte det selv"))
    hand.pick(page.get_by_label("Ja, men jeg vet ikke om det er lov"))


def writes_the_rest(page: Page, hand: Hand) -> None:
    """Steps 4 and 5."""
    hand.write(page.get_by_label("Finnes det vanlige forklaringer?"), "Eleven har nettopp byttet skole.")
    hand.write(page.get_by_label("Hva virker bra?"), "Eleven liker musikk og har god kontakt med en miljøarbeider.")
    press(page, hand, "Gå videre")
    hand.write(page.get_by_label("Hva har du gjort til nå?"), "Jeg har sagt fra i timen.")
    hand.write(page.get_by_label("Hva ønsker du hjelp til?"), "Råd om hvordan jeg kan ta det opp.")
    press(page, hand, "Gå videre")


def comes_to_the_check(page: Page, hand: Hand, fact: str = FACT) -> None:
    """Steps 1–5, up to the check before sending."""
    says_no_danger(page, hand)
    says_what_it_is_about(page, hand)
    fills_in_the_observation(page, hand, fact)
    press(page, hand, "Gå videre")
    writes_the_rest(page, hand)
    expect(page.get_by_role("heading", name="Se over og send")).to_be_visible()


def has_sent(page: Page, hand: Hand, fact: str) -> str:
    """All six steps with a text in which nothing is found; returns the address of the own concern."""
    comes_to_the_check(page, hand, fact)
    press(page, hand, "Send bekymringen")
    expect(page.get_by_role("heading", name="Takk. Bekymringen er kommet fram")).to_be_visible()
    return path_of(page).removesuffix("kvittering/")


def contacts_page(own_url: str) -> str:
    """The contact's address of the concern whose sender's address is `own_url`."""
    return own_url.replace("/mine/", "/")


def asks(page: Page, hand: Hand, text: str) -> None:
    """The contact asks the sender."""
    hand.write(page.get_by_label("Svar til melderen"), text)
    press(page, hand, "Send som spørsmål")


def answers(page: Page, hand: Hand, text: str) -> None:
    """The contact answers the sender."""
    hand.write(page.get_by_label("Svar til melderen"), text)
    press(page, hand, "Send svar")


def classes_as_lawful(page: Page, hand: Hand) -> None:
    """The contact classes the first observation (R3)."""
    hand.press(page.get_by_role("link", name="Vurder observasjon 1"))
    hand.pick(page.get_by_label("Lovlig ytring"))
    press(page, hand, "Lagre vurderingen")


def chooses_consultation(page: Page, hand: Hand) -> None:
    """The contact goes on to an unnamed consultation."""
    hand.pick(page.get_by_label("Drøfting uten navn"))
    press(page, hand, "Gå videre")


def closes_with_advice(page: Page, hand: Hand) -> None:
    """The contact closes: advice was given."""
    hand.pick(page.get_by_label("Råd er gitt"))
    hand.write(page.get_by_label("Hvorfor velger du dette?"), REASON)
    press(page, hand, "Gå videre")


def sent_by(person: Person, fact: str = PLAIN_FACT) -> UUID:
    """A worry that the person has sent already, without a browser; its id."""
    content = ConcernContent(
        observations=(ObservationContent(fact=fact),),
        age_band=AgeBand.FROM_13,
        setting=Setting.SCHOOL,
        sender_kind=SenderKind.SCHOOL,
    )
    return actions.send(person.actor(), content=content, submission=clock.new_id()).id


def app_of(person: Person) -> str:
    """Enrol an authenticator app for the person; its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person.user, secret)
    return secret


def code_now(secret: str) -> str:
    """What the app shows now, and for some seconds more: a code that is about to end isn't begun to be typed."""
    cache.clear()  # a code counts once; else the journey would wait half a minute for the next
    if (left := PERIOD - time.time() % PERIOD) < TO_TYPE:
        time.sleep(left)
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // PERIOD))


def signs_in(page: Page, person: Person, secret: str = "") -> None:
    """On the sign-in page: e-mail, password, and the app's code where there is one."""
    page.get_by_label("E-post").fill(person.user.email)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    if secret:
        page.get_by_label("Kode").fill(code_now(secret))
        page.get_by_role("button", name="Logg inn", exact=True).click()
