"""How the moderation queue reads when it grows."""
