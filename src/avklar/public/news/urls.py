"""Addresses of news and of the newsroom."""

from __future__ import annotations

from django.urls import path

from avklar.public.news.views import desk, editing, feeds, files, reading

app_name = "news"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("rss.xml", feeds.rss, name="rss"),
    path("atom.xml", feeds.atom, name="atom"),
    path("bilde/<str:name>", files.picture, name="picture"),
    path("redaksjon/", desk.desk, name="desk"),
    path("redaksjon/ny/", editing.begin, name="begin"),
    path("redaksjon/ny/<str:kind>/<str:language>/", editing.first, name="first"),
    path("redaksjon/<uuid:article_id>/", desk.manage, name="manage"),
    path("redaksjon/<uuid:article_id>/trekk-tilbake/", desk.withdraw, name="withdraw"),
    path("redaksjon/<uuid:article_id>/<str:language>/", editing.edit, name="edit"),
    path("redaksjon/<uuid:article_id>/<str:language>/<int:position>/", desk.edition, name="edition"),
    path("<slug:slug>/", reading.article, name="article"),
    path("<slug:slug>/deling-<str:language>.png", files.share, name="share"),
    path("<slug:slug>/<str:language>/", reading.article, name="variant"),
]
