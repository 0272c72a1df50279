"""The synthetic district: a fictional cast and their story, replayed through the rooms' real actions.

Nobody here exists. The demo imports actions and never writes a row itself, so it can't build an impossible state.
"""
