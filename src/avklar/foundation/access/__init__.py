"""Who acts, what they may do, and inside which organisation: actor, permissions, guard and scope."""
