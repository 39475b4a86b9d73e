"""How fast the whole service is beside bare echo bots, on the same emulated Telegram: `make bench`."""
