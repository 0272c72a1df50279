"""Models of libraries, which can't carry a declaration of ours: what they hold, and why they may stand without one."""

from __future__ import annotations

LIBRARY_MODELS: dict[str, str] = {
    "auth.Permission": "Django's own table; not used, roles come from memberships",
    "auth.Group": "Django's own table; not used and empty",
    "auth.Group_permissions": "Django's own table; not used and empty",
    "contenttypes.ContentType": "names of models; no personal data",
    "sessions.Session": "signed-in sessions: a user id and which factors were passed; end after at most 24 hours",
    "account.EmailAddress": "the sign-in library's copy of the user's e-mail; removed with the user",
    "account.EmailConfirmation": "the sign-in library's table; not used and empty, nobody signs up alone",
    "mfa.Authenticator": "second factors; secrets are encrypted, removed with the user",
    "socialaccount.SocialApp": "the sign-in library's table; empty until a log-in provider is set up",
    "socialaccount.SocialAccount": "the sign-in library's table; empty until a log-in provider is set up",
    "socialaccount.SocialToken": "the sign-in library's table; tokens are not kept",
    "django_tasks_database.DBTaskResult": "the task queue: ids only, never personal data; pruned by the worker",
}
