"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from avklar.network.meetings.views import answering, arranging, day, minutes, reading

app_name = "meetings"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("nytt/", arranging.new, name="new"),
    path("aret/", reading.year, name="year"),
    path("svar/<str:token>/", answering.answer, name="answer"),
    path("svar/<str:token>/her/", answering.here, name="here_by_link"),
    path("oppgave/<uuid:task_id>/gjort/", minutes.finish, name="finish"),
    path("oppgave/<uuid:task_id>/apne/", minutes.reopen, name="reopen"),
    path("<uuid:meeting_id>/", reading.meeting, name="meeting"),
    path("<uuid:meeting_id>/svar/", answering.reply, name="reply"),
    path("<uuid:meeting_id>/endre/", arranging.change, name="change"),
    path("<uuid:meeting_id>/neste/", arranging.repeat, name="repeat"),
    path("<uuid:meeting_id>/kall-inn/", arranging.invite, name="invite"),
    path("<uuid:meeting_id>/avlys/", arranging.cancel, name="cancel"),
    path("<uuid:meeting_id>/kode/", day.code, name="code"),
    path("<uuid:meeting_id>/her/", day.here, name="here"),
    path("<uuid:meeting_id>/oppmote/", day.attendance, name="attendance"),
    path("<uuid:meeting_id>/referat/", minutes.minutes, name="minutes"),
    path("<uuid:meeting_id>/referat/send/", minutes.send_minutes, name="send_minutes"),
    path("<uuid:meeting_id>/enige/", minutes.agree, name="agree"),
    path("<uuid:meeting_id>/innkalling.pdf", reading.invitation_paper, name="invitation_paper"),
    path("<uuid:meeting_id>/referat.pdf", reading.minutes_paper, name="minutes_paper"),
    path("<uuid:meeting_id>/mote.ics", reading.calendar_file, name="calendar"),
]
