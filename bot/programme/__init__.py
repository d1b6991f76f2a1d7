"""The work of the programme, one module for each subject: rules and transactions, no wording, no Telegram."""
