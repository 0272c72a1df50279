"""Retention as a Django app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "avklar.foundation.retention"
    label = "retention"
