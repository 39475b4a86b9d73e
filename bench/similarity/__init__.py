"""How well similar contributions are found: the top three for light changes and for other words."""
