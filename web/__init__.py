"""Pages for a browser: what the public may check and the moderation console. Above handlers, whose rules it shares."""
