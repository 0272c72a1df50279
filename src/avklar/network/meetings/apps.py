"""Meetings as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "avklar.network.meetings"
    label = "meetings"
