"""Addresses of comments. A writer's cookie is sent to these alone, so that pages with comments on them can be kept."""

from __future__ import annotations

from django.urls import path

from avklar.public.comments.views import desk, own, reading, sending, setting

app_name = "comments"
urlpatterns = [
    path("mine/", own.mine, name="mine"),
    path("mine/glem/", own.forget, name="forget"),
    path("mine/<uuid:comment_id>/", own.edit, name="edit"),
    path("mine/<uuid:comment_id>/slett/", own.withdraw, name="withdraw"),
    path("mine/<uuid:comment_id>/klage/", own.complain, name="complain"),
    path("lenke/<str:token>/", own.link, name="link"),
    path("lesing/", desk.desk, name="desk"),
    path("lesing/<uuid:comment_id>/", desk.item, name="item"),
    path("lesing/<uuid:comment_id>/svar/", desk.answer, name="answer_as_staff"),
    path("innstillinger/", setting.settings, name="settings"),
    path("innstillinger/diskusjoner/", setting.listing, name="discussions"),
    path("innstillinger/diskusjoner/<uuid:discussion_id>/", setting.discussion, name="set"),
    path("<uuid:discussion_id>/", reading.discussion, name="discussion"),
    path("<uuid:discussion_id>/tilstand/", reading.state, name="state"),
    path("<uuid:discussion_id>/liste/", reading.listing, name="list"),
    path("<uuid:discussion_id>/skriv/", sending.write, name="write"),
    path("<uuid:discussion_id>/svar/<uuid:comment_id>/", sending.answer, name="answer"),
    path("<uuid:discussion_id>/si-fra/<uuid:comment_id>/", sending.report, name="report"),
    path("<uuid:discussion_id>/takk/<str:outcome>/", sending.thanks, name="thanks"),
]
