"""Routines as a Django app."""

from django.apps import AppConfig


class RoutinesConfig(AppConfig):
    name = "avklar.network.routines"
    label = "routines"
