"""Overview as a Django app."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "avklar.insight.overview"
    label = "overview"
