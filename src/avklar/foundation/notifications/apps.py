"""Notifications as a Django app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "avklar.foundation.notifications"
    label = "notifications"
