"""The house's own settings for an installation of a fault test, with a fast password hash."""

from avklar.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow hashes prove nothing here
