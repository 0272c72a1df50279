"""Addresses of the front page, the guidance and its desk."""

from __future__ import annotations

from django.urls import path

from avklar.public.guidance.views import desk, reading

app_name = "guidance"
urlpatterns = [
    path("", reading.front, name="front"),
    path("rad/", reading.listing, name="list"),
    path("rad/rediger/", desk.desk, name="desk"),
    path("rad/rediger/<str:slug>/<str:language>/", desk.edit, name="edit"),
    path("rad/rediger/<str:slug>/<str:language>/utgave/<int:position>/", desk.version, name="version"),
    path("rad/rediger/<str:slug>/<str:language>/fra-avklar/", desk.follow_shipped, name="follow_shipped"),
    path("rad/rediger/<str:slug>/<str:language>/stemmer/", desk.review, name="review"),
    path("rad/<str:slug>/", reading.page, name="page"),
]
