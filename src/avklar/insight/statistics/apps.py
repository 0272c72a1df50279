"""Statistics as a Django app."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "avklar.insight.statistics"
    label = "statistics"
