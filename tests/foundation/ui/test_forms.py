"""A form draws itself: label, help, error at the field, kept input, summary on top."""

from __future__ import annotations

import re
from typing import Any

from django import forms as library
from django.utils.translation import override

from avklar.foundation.ui import forms
from avklar.foundation.ui.components import Card


class Worry(forms.Form):
    what = forms.PlainText(label="Hva har du sett?", help_text="Skriv «eleven».", max_length=100)
    when = forms.Day(label="Når?", required=False)
    hand = forms.Options(label="Hvordan vet du det?", choices=[("own", "Selv"), ("told", "Fortalt")])
    outcome = forms.CardChoice(
        label="Hva er riktig?",
        cards=[Card("advice", "Råd", "Teksten fjernes."), Card("case", "Sak", shut="Regel R3.")],
    )
    hide = forms.Tick(label="Skjul kommunen", required=False)


def element(html: str, name: str) -> str:
    """The opening tag of the first element whose name or id is `name`."""
    found = re.search(rf'<[a-z]+[^>]*(?:name|id)="{name}"[^>]*>', html)
    assert found is not None, name
    return found.group()


def test_label_points_at_its_field() -> None:
    html = str(Worry())
    assert '<label for="id_what">' in html
    assert 'id="id_what"' in element(html, "what")


def test_help_and_limit_describe_the_field() -> None:
    html = str(Worry())
    assert 'aria-describedby="id_what_helptext"' in element(html, "what")
    assert "Skriv «eleven». Høyst 100 tegn." in html


def test_error_stands_at_the_field_and_is_announced() -> None:
    html = str(Worry({"what": ""}))
    field = element(html, "what")
    assert 'aria-invalid="true"' in field
    assert "id_what_error" in field
    assert 'id="id_what_error"' in html


def test_typed_text_stays_after_an_error() -> None:
    html = str(Worry({"what": "x" * 101, "when": "31. februar"}))
    assert "x" * 101 in html
    assert 'value="31. februar"' in element(html, "when")


def test_field_for_some_answers_only_is_neither_required_nor_called_optional() -> None:
    class Two(forms.Form):
        note = forms.PlainText(label="Noe mer?", max_length=100, required=False)
        why = forms.sometimes(forms.PlainText(label="Hvorfor?", help_text="Bare når du sier nei.", max_length=100))

    html = str(Two())
    assert html.count("(valgfritt)") == 1
    assert "required" not in element(html, "why")
    assert Two({"note": "", "why": ""}).is_valid()


def test_text_with_markup_is_escaped() -> None:
    assert "<script>" not in str(Worry({"what": "<script>alert(1)</script>"}))


def test_summary_stands_on_top_with_links_when_more_is_wrong() -> None:
    html = str(Worry({"what": ""}))
    assert html.index("ds-error-summary") < html.index('for="id_what"')
    assert 'href="#id_what"' in html
    assert 'href="#id_hand"' in html


def test_summary_is_absent_for_a_single_error() -> None:
    html = str(Worry({"what": "", "hand": "own", "outcome": "advice"}))
    assert "ds-error-summary" not in html
    assert html.count("ds-validation-message") == 1


def test_summary_shows_what_is_wrong_with_the_whole_form() -> None:
    form = Worry({"what": "a", "hand": "own", "outcome": "advice"})
    form.add_error(None, "Noen andre har svart.")
    assert "Noen andre har svart." in str(form)


def test_radio_buttons_stand_in_a_fieldset_with_legend() -> None:
    html = str(Worry())
    assert re.search(
        r'<fieldset class="avk-set" id="id_hand".*?<legend class="avk-legend">Hvordan vet du det\?', html, re.S
    )
    assert '<label class="ds-label" data-weight="regular" for="id_hand_0">Selv</label>' in html


def test_shut_card_is_shown_with_its_reason_and_no_button() -> None:
    html = str(Worry())
    assert "Regel R3." in html
    assert 'value="case"' not in html


def test_optional_field_says_so() -> None:
    assert re.search(r'<label for="id_when">Når\?.*\(valgfritt\)', str(Worry()))


def test_chosen_answer_stays_after_an_error() -> None:
    html = str(Worry({"what": "", "hand": "told", "outcome": "advice"}))
    assert "checked" in re.search(r'<input[^>]*value="told"[^>]*>', html).group()  # type: ignore[union-attr]
    assert "checked" in re.search(r'<input[^>]*value="advice"[^>]*>', html).group()  # type: ignore[union-attr]


def test_every_form_carries_its_submission_and_keeps_it() -> None:
    first = re.search(r'name="submission" value="([0-9a-f-]{36})"', str(Worry()))
    assert first is not None
    again = str(Worry({"submission": first.group(1)}))
    assert first.group(1) in again


def test_two_forms_have_different_submissions() -> None:
    numbers = {re.search(r'name="submission" value="([^"]+)"', str(Worry())).group(1) for _ in range(2)}  # type: ignore[union-attr]
    assert len(numbers) == 2


def test_form_names_the_draft_that_keeps_its_text() -> None:
    assert 'name="kept_for" value="abc"' in str(Worry(kept_for="abc"))


def test_hidden_fields_keep_their_names_in_a_form_with_prefix_and_have_no_ids() -> None:
    html = str(Worry(kept_for="abc", prefix="first"))
    assert '<input type="hidden" name="kept_for" value="abc">' in html
    assert 'id="submission' not in html
    assert 'name="first-what"' in html


def test_hidden_field_that_was_meddled_with_is_explained_on_top() -> None:
    html = str(Worry({"what": "a", "hand": "own", "outcome": "advice", "submission": "../etc"}))
    assert "Last den på nytt, og send en gang til." in html


def test_form_of_a_library_is_drawn_alike() -> None:
    class SignIn(library.Form):
        login = library.EmailField(label="E-post")
        password = library.CharField(widget=library.PasswordInput)

    html = str(SignIn({"login": "ikke en adresse", "password": "hemmelig"}))
    assert 'class="ds-input"' in element(html, "login")
    assert "hemmelig" not in html


def test_question_is_the_heading_when_the_page_asks_one_thing() -> None:
    class One(forms.Form):
        danger = forms.asked(forms.Options(label="Er noen i fare nå?", choices=[("y", "Ja"), ("n", "Nei")]))

    assert "<h1" in str(One())
    assert "(valgfritt)" not in str(One())


def test_sentences_follow_the_language() -> None:
    with override("nb"):
        form: Any = Worry({"what": ""})
        assert form.errors["what"] == ["Fyll ut dette feltet."]
        assert form.errors["hand"] == ["Velg ett av svarene."]


def test_own_sentence_of_a_field_wins() -> None:
    class Own(forms.Form):
        what = forms.PlainText(error_messages={"required": "Fortell kort hva du har sett."})

    assert Own({}).errors["what"] == ["Fortell kort hva du har sett."]
