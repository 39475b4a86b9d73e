"""Measures, on the machine at hand: nothing here passes or fails."""
