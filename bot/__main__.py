"""`python -m bot` is `citizenbot`."""

from bot.cli import main

main()
