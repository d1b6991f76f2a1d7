"""What each answer looks like: sentences, buttons, lists, files. Knows neither Telegram nor the database."""
