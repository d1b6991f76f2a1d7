"""What each answer looks like: sentences, buttons, lists, files. Knows no Telegram and no database."""
