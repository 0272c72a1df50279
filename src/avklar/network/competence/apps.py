"""Competence as a Django app."""

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "avklar.network.competence"
    label = "competence"
