"""The work of the programme, one module a subject: rules and transactions, no words and no Telegram."""
