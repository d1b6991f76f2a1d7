"""Every handler of Telegram's updates, in order: the first that fits takes the update."""

import asyncio
import contextlib
import logging
import re
from functools import partial
from typing import Any

from telegram import Bot, CallbackQuery, ChatMember, Message
from telegram import Update as TelegramUpdate
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.answers.all_answers import COMMANDS
from bot.answers.doors import Door
from bot.answers.seats import CHECK_IN
from bot.base.errors import described
from bot.channel.attached_files import fetched
from bot.channel.before_consent import agrees
from bot.channel.conversation import OVER, Conversation
from bot.channel.conversation_parts import Update
from bot.channel.understanding import Heard, Memory
from bot.dialogue.client import MOST_READ, plain_text
from bot.replies.message import Ref
from bot.safety import Sighting

_LINKED = r"[A-Za-z0-9_-]{1,64}"  # the parameter of a link to the bot
_BEFORE_ALL = -1  # the group of handlers that sees an update first
_SLOW = 0.8  # seconds after which "typing…" is shown
log = logging.getLogger(__name__)
KINDS = (
    (filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE, "voice"),
    (filters.PHOTO | filters.VIDEO | filters.ANIMATION, "picture"),
    (filters.Document.ALL, "file"),
    (filters.LOCATION | filters.VENUE, "location"),
    (filters.Sticker.ALL, "sticker"),
)


class Context(CallbackContext[Bot, None, None, None]):
    """What the handlers of one update share."""

    sighting: Sighting | None = None  # whether it hints at danger


CONTEXT = ContextTypes(context=Context, user_data=type(None), chat_data=type(None), bot_data=type(None))


class Handlers:
    """Passes each kind of update on to the conversation."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._to_officers = conversation.to_officers
        self._ending = conversation.ending
        self._background: set[asyncio.Task[Any]] = set()
        self._albums: Memory[str] = Memory()  # of each chat, the last album

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Register all handlers, in an order that matters: no edit may reach the commands, no command the texts.

        All are for private chats.
        """
        fresh, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        add = application.add_handler
        add(
            MessageHandler((fresh | edited) & (filters.TEXT | filters.CAPTION), self._danger_before_all),
            group=_BEFORE_ALL,
        )
        add(ChatMemberHandler(self._membership, ChatMemberHandler.MY_CHAT_MEMBER))
        add(CallbackQueryHandler(self._button))
        add(MessageHandler(edited, self._edit))
        add(CommandHandler(list(COMMANDS), self._command, filters=fresh))
        add(MessageHandler(fresh & filters.COMMAND, self._unknown_command))
        add(MessageHandler(fresh & filters.TEXT, self._text))
        for kind, name in KINDS:
            add(MessageHandler(fresh & kind, self._unsupported(name)))
        add(MessageHandler(fresh & ~filters.StatusUpdate.ALL, self._unsupported("other")))
        add(TypeHandler(TelegramUpdate, self._ignore))
        application.add_error_handler(self._error)

    async def _danger_before_all(self, update: TelegramUpdate, context: Context) -> None:
        """Answer somebody in danger before anything else reads the message, whatever kind of message it is."""
        message = _message(update)
        context.sighting = await self._conversation.look_out(message.chat.id, _said(message))
        if await self._conversation.in_danger(_known(update, context)):
            raise ApplicationHandlerStop

    async def _command(self, update: TelegramUpdate, context: Context) -> None:
        text = _message(update).text or ""
        command, *words = text.split()
        name = command.lstrip("/").split("@")[0].lower()
        linked = name == "start" and words and re.fullmatch(_LINKED, words[0])
        answer = Ref("start_with", (words[0],)) if linked else COMMANDS[name]
        await self._conversation.perform(_known(update, context), [answer], Door.COMMAND)

    async def _unknown_command(self, update: TelegramUpdate, context: Context) -> None:
        await self._conversation.perform(_known(update, context), [Ref("help")], Door.CHANNEL)

    async def _button(self, update: TelegramUpdate, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        self._spawn(_acknowledge(query))  # acknowledge before any work: Telegram gives up within seconds
        ref, known, led_to = Ref.decode(query.data or ""), _known(update, context), _led_to(query)
        if agrees(ref) and led_to:
            await self._conversation.agree(known, ref, led_to)
        elif ref == OVER and led_to:
            await self._conversation.nobody_in_danger(known, led_to)
        else:
            await self._conversation.perform(known, [ref], Door.BUTTON)

    async def _text(self, update: TelegramUpdate, context: Context) -> None:
        await self._read(update, context, _message(update).text or "")

    async def _read(self, update: TelegramUpdate, context: Context, written: str) -> None:
        """Read a text, or the caption of a file."""
        text, known = plain_text(written), _known(update, context)
        if await self._to_officers.to_person(known) or await self._to_officers.to_who_answered(known):
            return
        if len(text) > MOST_READ:
            await self._conversation.perform(known, [Ref("too_long")], Door.CHANNEL)
        elif not any(character.isalnum() for character in text):
            await self._conversation.perform(known, [Ref("unsupported", ("sticker",))], Door.CHANNEL)
        elif code := await self._to_officers.code_typed(known.chat_id, text):
            await self._conversation.perform(known, [Ref("start_with", (f"{CHECK_IN}{code}",))], Door.CHANNEL)
        elif not await self._conversation.tells_how_to_reach(known, text):
            typing = self._spawn(_typing(context.bot, known.chat_id))
            try:
                await self._conversation.understand(known, _heard(update, text))
            finally:
                typing.cancel()

    async def _edit(self, update: TelegramUpdate, context: Context) -> None:
        """An edit corrects the answer to the open question, or what was not understood; it never repeats a command."""
        text = plain_text(_message(update).text or "")
        known = _known(update, context)
        is_command = (_message(update).text or "").startswith("/")
        if text and not is_command and await self._to_officers.to_person(known):
            return
        if text and not is_command and await self._conversation.takes_edits(known.chat_id):
            await self._conversation.understand(known, _heard(update, text[:MOST_READ]))
        else:
            await self._ending.pass_over(known)

    def _unsupported(self, kind: str) -> Any:
        async def handle(update: TelegramUpdate, context: Context) -> None:
            message, known = _message(update), _known(update, context)
            if await self._to_officers.to_person(known, kind, partial(fetched, message)):
                return
            album, caption = message.media_group_id, plain_text(message.caption or "")
            seen = album is not None and self._albums.of(known.chat_id) == album
            if album is not None:
                self._albums.keep(known.chat_id, album)
            if any(character.isalnum() for character in caption):
                await self._read(update, context, caption)
            elif seen or (album and await self._conversation.album_speaks(known, album)):  # one to its sender
                await self._ending.drop(known.bot_id, known.update_id)
            else:
                await self._conversation.perform(known, [Ref("unsupported", (kind,))], Door.CHANNEL)

        return handle

    async def _membership(self, update: TelegramUpdate, context: Context) -> None:
        change = update.my_chat_member
        assert change is not None
        gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
        await self._conversation.blocked(_known(update, context), by_candidate=gone)

    async def _ignore(self, update: TelegramUpdate, context: Context) -> None:
        """Pinned messages and the like ask for no answer."""
        await self._ending.drop(context.bot.id, update.update_id)

    async def _error(self, update: object, context: Context) -> None:
        """The one place for unforeseen errors: logged once, by kind and without anybody's words."""
        log.error("a turn failed: %s", described(context.error))
        if not isinstance(update, TelegramUpdate):
            return
        if update.effective_chat is None:
            await self._ending.drop(context.bot.id, update.update_id)
        else:
            await self._ending.fail(_known(update, context))

    def _spawn(self, work: Any) -> "asyncio.Task[Any]":
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return task


def _known(update: TelegramUpdate, context: Context) -> Update:
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    assert chat is not None
    return Update(
        bot_id=context.bot.id,
        update_id=update.update_id,
        chat_id=chat.id,
        language_tag=user.language_code if user else None,
        pressed=message.message_id if update.callback_query and message else None,
        message_id=message.message_id if message else None,
        said=_shown(update),
        sighting=context.sighting,
    )


def _shown(update: TelegramUpdate) -> str:
    """What was written, or the words on the button that was tapped; for a link to the bot, only the command."""
    query, message = update.callback_query, update.effective_message
    if query is not None:
        markup = query.message.reply_markup if isinstance(query.message, Message) else None
        buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
        return next((str(button.text) for button in buttons if button.callback_data == query.data), "")
    text = (message.text or message.caption or "") if message else ""
    return "/start" if text.startswith("/start ") else text


def _heard(update: TelegramUpdate, text: str) -> Heard:
    """A text, whether it was forwarded, and the buttons of the bubble that it replies to."""
    message = _message(update)
    replied = message.reply_to_message
    markup = replied.reply_markup.inline_keyboard if replied and replied.reply_markup else ()
    data = [button.callback_data for row in markup for button in row if isinstance(button.callback_data, str)]
    shown = tuple((ref.name, *ref.args) for ref in map(Ref.decode, data))
    return Heard(text, message.forward_origin is not None, shown)


def _led_to(query: CallbackQuery) -> Heard | None:
    """The text to which the bubble of the pressed button is a reply, as Telegram repeats it."""
    bubble = query.message
    replied = bubble.reply_to_message if isinstance(bubble, Message) else None
    if replied is None:
        return None
    text = plain_text(replied.text or replied.caption or "")[:MOST_READ]
    return Heard(text, replied.forward_origin is not None, sent_at=replied.date) if text else None


def _said(message: Message) -> str:
    """The words of a message, without one of our commands at its beginning."""
    text = message.text or message.caption or ""
    command, _, rest = text.partition(" ")
    return rest if command.removeprefix("/").split("@")[0].lower() in COMMANDS and text.startswith("/") else text


def _message(update: TelegramUpdate) -> Message:
    message = update.effective_message
    assert message is not None
    return message


async def _acknowledge(query: CallbackQuery) -> None:
    with contextlib.suppress(TelegramError):  # too old, or answered before: the tap is handled all the same
        await query.answer()


async def _typing(bot: Bot, chat_id: int) -> None:
    await asyncio.sleep(_SLOW)
    with contextlib.suppress(TelegramError):
        await bot.send_chat_action(chat_id, ChatAction.TYPING)
