"""All settings, read once at the start from `AVKLAR_…` variables (table in docs/operations.md)."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from avklar.config import environment as env
from avklar.config.routes import LIBRARY_GUARDS as LIBRARY_GUARDS
from avklar.foundation.vault import sealing

PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.path("AVKLAR_DATA", Path("var"))

# --- Keys -------------------------------------------------------------------------------------------------------------

AVKLAR_KEY_FILE: Path | None = env.path("AVKLAR_KEY_FILE", DATA / "avklar.key")
AVKLAR_MASTER_KEYS: str | None = env.text("AVKLAR_MASTER_KEYS", "") or None
SECRET_KEY_FILE = env.path("AVKLAR_SECRET_FILE", DATA / "secret.key")


def _secret_key() -> str:
    """Signs cookies and tokens; made by `avklar prepare`, so that no default can slip into production."""
    given = env.text("AVKLAR_SECRET", "")
    if given:
        return given
    if SECRET_KEY_FILE.exists():
        return SECRET_KEY_FILE.read_text().strip()
    return ""


HAS_SECRET = bool(_secret_key())
SECRET_KEY = _secret_key() or token_urlsafe(48)  # without one only commands that sign nothing go on

# the only key that opens a sealed package; without it none is offered
AVKLAR_PST_RECIPIENT = env.public_key("AVKLAR_PST_RECIPIENT", sealing.is_recipient)

# --- Databases: one for the data, one for the record keys -------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
        "PRAGMA secure_delete=ON; PRAGMA cache_size=-32768; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
    ),
}
POSTGRESQL_OPTIONS = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}, "prepare_threshold": 2}


def _database(variable: str, file_name: str) -> dict[str, object]:
    address = env.url(variable, f"sqlite:///{(DATA / file_name).resolve()}", schemes=("sqlite", "postgresql"))
    parsed: dict[str, object] = dict(dj_database_url.parse(address))
    is_sqlite = address.startswith("sqlite")
    parsed["OPTIONS"] = dict(SQLITE_OPTIONS if is_sqlite else POSTGRESQL_OPTIONS)
    # SQLite's last connection to go checkpoints the log, two flushes to the disk; PostgreSQL's pool keeps its own
    parsed["CONN_MAX_AGE"] = None if is_sqlite else 0
    return parsed


DATABASES = {
    "default": _database("AVKLAR_DATABASE_URL", "avklar.sqlite3"),
    "keys": _database("AVKLAR_KEYS_DATABASE_URL", "keys.sqlite3"),
}
OWNER_DATABASE_URLS = {  # used by `avklar prepare` only: the role that owns the tables; empty means the runtime role
    "default": env.text("AVKLAR_OWNER_DATABASE_URL", ""),
    "keys": env.text("AVKLAR_OWNER_KEYS_DATABASE_URL", ""),
}
DATABASE_ROUTERS = ["avklar.foundation.vault.router.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- The rooms --------------------------------------------------------------------------------------------------------

LIBRARIES = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
ROOMS = [
    "avklar.foundation.ui",
    "avklar.foundation.vault",
    "avklar.foundation.journal",
    "avklar.foundation.drafts",
    "avklar.foundation.retention",
    "avklar.foundation.notifications",
    "avklar.people.organisations",
    "avklar.people.accounts",
    "avklar.network.meetings",
    "avklar.network.competence",
    "avklar.network.routines",
    "avklar.network.activities",
    "avklar.public.accessibility",
    "avklar.public.contacts",
    "avklar.public.comments",
    "avklar.public.news",
    "avklar.public.guidance",
    "avklar.followup.concerns",
    "avklar.followup.consultations",
    "avklar.followup.cases",
    "avklar.followup.disclosures",
    "avklar.followup.escalation",
    "avklar.followup.casefile",
    "avklar.insight.home",
    "avklar.insight.register",
    "avklar.insight.overview",
    "avklar.insight.statistics",
]
INSTALLED_APPS = ROOMS + LIBRARIES

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "avklar.foundation.ui.middleware.CompressMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "avklar.foundation.ui.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "avklar.foundation.ui.middleware.ProblemMiddleware",
    "avklar.foundation.drafts.middleware.RescueMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "avklar.people.accounts.middleware.ActorMiddleware",
    "avklar.foundation.access.guard.GuardMiddleware",
]

ROOT_URLCONF = "avklar.config.urls"
WSGI_APPLICATION = "avklar.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "avklar.config.navigation.layout",
            ],
        },
    }
]
FORM_RENDERER = "avklar.foundation.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "avklar.foundation.drafts.views.csrf_failure"

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
AVKLAR_DEMO_CLOCK = env.moment("AVKLAR_DEMO_CLOCK")

# --- The web ----------------------------------------------------------------------------------------------------------

DEBUG = env.flag("AVKLAR_DEBUG", False)
AVKLAR_ADDRESS = env.url("AVKLAR_ADDRESS", "http://127.0.0.1:8000", schemes=("http", "https"))
_address = urlsplit(AVKLAR_ADDRESS)
HTTPS = _address.scheme == "https"
ALLOWED_HOSTS = env.words("AVKLAR_HOSTS", f"{_address.hostname},127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = [AVKLAR_ADDRESS] if HTTPS else []
BEHIND_PROXY = env.flag("AVKLAR_BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else one guesser behind it would shut everybody out
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.number("AVKLAR_SESSION_HOURS", 9, least=1, most=24) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "avklar.people.accounts.sessions"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Sign-in (django-allauth) -----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["avklar.people.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "avklar.people.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "avklar.people.accounts.passwords.NotCommon"},
    {"NAME": "avklar.people.accounts.passwords.NotAboutOneself"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:front"
LOGOUT_REDIRECT_URL = "account_login"
SECOND_FACTOR_URL = "accounts:second_factor"
ACCOUNT_ADAPTER = "avklar.people.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
_FORMS = "avklar.people.accounts.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.AuthenticateForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.EditPasskeyForm",
}
MFA_ADAPTER = "avklar.people.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Avklar"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # the library's 300 would throw out counters of throttles and used proofs
    },
}

# --- Mail and background work -----------------------------------------------------------------------------------------

_mail = urlsplit(env.url("AVKLAR_MAIL_URL", f"file://{(DATA / 'mail').resolve()}", schemes=("smtp", "smtps", "file")))
EMAIL_BACKEND = "avklar.foundation.notifications.backend.OutboxBackend"
AVKLAR_DELIVERY_BACKEND = f"django.core.mail.backends.{'filebased' if _mail.scheme == 'file' else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = _mail.path
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("AVKLAR_MAIL_FROM", "avklar@localhost")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- The journal's anchor ---------------------------------------------------------------------------------------------

AVKLAR_ANCHOR_FILE = env.path("AVKLAR_ANCHOR_FILE", DATA / "anchors.jsonl")
AVKLAR_RETENTION_DATABASE_URL = env.text("AVKLAR_RETENTION_DATABASE_URL", "")  # PostgreSQL: may drop expired segments

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "avklar.config.logs.Formatter", "fmt": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("AVKLAR_LOG_LEVEL", "WARNING")},
}
