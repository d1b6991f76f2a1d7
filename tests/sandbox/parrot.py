"""A small bot to talk to: enough to see every part of the chat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.constants import ChatAction, ParseMode

WELCOME = (
    "<b>Bonjour !</b> Je suis un assistant d’essai.\n\n"
    "<i>Choose your language.</i> Voyez <a href='https://example.org/'>cette page</a> ou /help."
)
LANGUAGES = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Français", callback_data="fr"),
            InlineKeyboardButton("English", callback_data="en"),
        ]
    ]
)


@asynccontextmanager
async def perched(bot: Bot) -> AsyncIterator[None]:
    """The bot polls until the block ends."""
    await bot.set_my_commands([("help", "What I can do"), ("trips", "Trips to come")])
    await bot.set_my_commands([("help", "Ce que je sais faire"), ("trips", "Visites à venir")], language_code="fr")
    await bot.set_my_description("I repeat what you say.")
    await bot.set_my_description("Je répète ce que vous dites.", language_code="fr")
    task = asyncio.create_task(_poll(bot))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _poll(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=5):
            offset = update.update_id + 1
            if update.message is not None:
                await _answer(bot, update.message)
            elif update.callback_query is not None:
                await _pressed(update.callback_query)


async def _answer(bot: Bot, message: Message) -> None:
    chat = message.chat_id
    match message.text:
        case "/start":
            await bot.send_chat_action(chat, ChatAction.TYPING)
            await bot.send_message(chat, WELCOME, parse_mode=ParseMode.HTML, reply_markup=LANGUAGES)
        case "two":
            await bot.send_message(chat, "one")
            await bot.send_message(chat, "two")
        case "silence":
            pass
        case "keys":
            await bot.send_message(chat, "Oui ou non ?", reply_markup=ReplyKeyboardMarkup([["Oui", "Non"]]))
        case "file":
            await bot.send_document(chat, b"mes donn\xc3\xa9es", filename="données.txt", caption="Vos données")
        case "place":
            await bot.send_venue(chat, 48.45, -68.52, "Gare de Rimouski", "57, rue de l’Évêché Est")
        case None:
            await message.reply_text("Je lis seulement le texte.", do_quote=True)
        case text:
            await bot.send_message(chat, f"« {text} »")


async def _pressed(query: CallbackQuery) -> None:
    if query.data == "en":
        await query.answer("English it is")
        await query.edit_message_text("We go on in <b>English</b>.", parse_mode=ParseMode.HTML)
    elif query.data == "fr":
        await query.answer()
        await query.edit_message_text("Nous continuons en <b>français</b>.", parse_mode=ParseMode.HTML)
