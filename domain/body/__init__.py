"""Bodies: committees and branches with their members, what they decide and what they hold."""
