"""Users: employees who sign in. Nothing here is about anybody who is worried about."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from avklar.foundation import clock


class UserManager(BaseUserManager["User"]):
    """Makes users keyed on their work e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user with a usable password, or with none (one-time link only)."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An employee. No superusers and no Django groups: roles come from memberships only."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    acting_for = models.UUIDField(null=True, blank=True)
    session_epoch = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as shown on screens."""
        return self.name

    def get_session_auth_hash(self) -> str:
        """Every session carries it; a changed `session_epoch` signs the person out everywhere."""
        return f"{super().get_session_auth_hash()}:{self.session_epoch}"

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Never: Django's own permissions are not used in this house."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Never, see `has_perm`."""
        return False
