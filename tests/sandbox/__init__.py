"""The stand-in for the Bot API answers what python-telegram-bot expects."""
