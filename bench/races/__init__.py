"""Moderators who decide at the same instant, each in a process of their own."""
