"""The journal as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "avklar.foundation.journal"
    label = "journal"
