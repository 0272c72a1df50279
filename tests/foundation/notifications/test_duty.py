"""Duty or news: every code is decided, with a reason, and nothing about a worry is news."""

from __future__ import annotations

from collections import Counter

from avklar.foundation.notifications.duty import DECISIONS, DUTY, News, kind_of
from avklar.foundation.notifications.sentences import SENTENCES

OF_A_WORRY = ("concern", "consultation", "case", "talk", "disclosure", "escalation")


def test_every_code_is_decided_once_with_a_reason() -> None:
    decided = Counter(code for decision in DECISIONS for code in decision.codes)
    assert set(SENTENCES) - set(decided) == set(), "decide in duty.py whether these are duty or news"
    assert set(decided) - set(SENTENCES) == set(), "no sentence"
    assert [code for code, times in decided.items() if times > 1] == []
    assert [decision.codes for decision in DECISIONS if len(decision.why) < 10] == []


def test_nothing_about_a_worry_is_news_and_what_is_not_decided_is_duty() -> None:
    news = [code for code in SENTENCES if kind_of(code) != DUTY]
    assert [code for code in news if code.startswith(OF_A_WORRY)] == []
    assert kind_of("not_decided_yet") == DUTY


def test_name_of_a_kind_does_not_tell_of_a_person() -> None:
    telling = ("bekymring", "radikal", "politi", "drøft", "person")
    assert [word for word in telling for kind in News if word in kind.label.lower()] == []
