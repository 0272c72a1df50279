"""What each model holds and for how long: declarations, the organisations' retention decisions and disposal (R12).

Finds the rooms' models by asking Django, so it imports nothing from above.
"""
