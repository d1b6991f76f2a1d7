"""The least that a bot can do: python-telegram-bot with long polling, which says back what it was told.

Run as a process of its own, with `TELEGRAM_API_URL` and `TELEGRAM_BOT_TOKEN`: `python -m tests.bench.echo`.
"""

import os
import warnings
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters
from telegram.warnings import PTBUserWarning

from tests.end_to_end.process import READY

_BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data="trips")]])


async def _text(update: Update, context: Any) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(update.effective_message.text or "", reply_markup=_BUTTON)


async def _button(update: Update, context: Any) -> None:
    assert update.callback_query is not None
    assert update.effective_chat is not None
    await update.callback_query.answer()
    await update.effective_chat.send_message(update.callback_query.data or "", reply_markup=_BUTTON)


async def _ready(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    print(READY, flush=True)


def main() -> None:
    """Until the process is ended."""
    warnings.simplefilter("ignore", PTBUserWarning)
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(os.environ["TELEGRAM_API_URL"] + "/bot").concurrent_updates(True).post_init(_ready)
    application = builder.build()
    application.add_handler(CallbackQueryHandler(_button))
    application.add_handler(CommandHandler(["start", "trips"], _text))
    application.add_handler(MessageHandler(filters.TEXT, _text))
    application.run_polling(poll_interval=0)


if __name__ == "__main__":
    main()
