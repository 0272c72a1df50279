"""Pages of comments: what everybody sees and sends, a writer's own, the moderators' desk, the settings."""
