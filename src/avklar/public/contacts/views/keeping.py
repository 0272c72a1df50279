"""How long an open page may be kept by browsers and proxies."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from avklar.foundation import clock
from avklar.foundation.access.guard import may_be_kept

A_WHILE = timedelta(minutes=5)


def until() -> datetime:
    """Five minutes on, but never past midnight in Norway: appointments, absences and activities go by the day."""
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(), tzinfo=clock.OSLO)
    return min(clock.now() + A_WHILE, tomorrow)


def show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """The page, to be kept for that long by whoever isn't signed in."""
    return may_be_kept(render(request, template, context), until())


def file(content: bytes, kind: str, name: str) -> HttpResponseBase:
    """A file to download, kept for as long."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return may_be_kept(HttpResponse(content, content_type=kind, headers=headers), until())
