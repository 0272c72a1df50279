"""Users: employees who sign in. Nothing here is about anybody who is worried about."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept, removed


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

    privacy = Privacy(
        purpose=_("Logge inn ansatte og vise hvem som er kontakt"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Personen selv; navn, e-post og telefon til kontakter vises for alle som er logget inn"),
        retention=kept(_("Beholdes så lenge personen har en rolle, og etterpå så lenge loggen trenger navnet")),
        access_request=_("Navn, e-post, telefon og språk"),
        fields=each(
            nobody="id language is_active acting_for session_epoch created last_login",
            open="email name phone",
            secret="password",  # noqa: S106
        ),
    )

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


class SignInLink(models.Model):
    """A one-time link to a work e-mail, for frontline employees. Only a digest of the link is stored; it works once."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    email = models.EmailField()
    digest = models.BinaryField(max_length=32, unique=True)
    created = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Slippe en ansatt inn med en lenke til jobbadressen. Bare et avtrykk av lenken lagres"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Ingen leser den; maskinen sammenligner avtrykket"),
        retention=removed(_("Fjernes når lenken er utløpt"), due="expires", kind="sign_in_link"),
        access_request=_("E-postadressen og når lenken ble sendt"),
        fields=each(nobody="id organisation_id created expires used_at", open="email", secret="digest"),  # noqa: S106
    )
