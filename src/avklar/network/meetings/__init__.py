"""Meetings: series, invitations with calendar file, answers, attendance, minutes, follow-up (step 0)."""
