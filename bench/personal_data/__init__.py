"""How well personal data is found: precision and recall on sentences that say what is in them."""
