"""Step 4: that the police or the security service was contacted, when and by whom (R1, R5). Nothing of theirs is held.

Stands above `cases`, whose police case it locks.
"""
