"""Measures and fits the FAQ engine on questions of its own, written before it was tuned."""
