"""Registers the vault with Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "avklar.foundation.vault"
    label = "vault"
