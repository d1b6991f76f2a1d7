"""Files that a candidate sends, fetched from Telegram for the officer who has the conversation."""

import asyncio

from telegram import Document, Message, PhotoSize
from telegram.error import TelegramError

from bot.programme.attachments import LARGEST, Attachment, Refused, taken


async def fetched(message: Message) -> Attachment | Refused | None:
    """The picture or document of a message, or why it is not passed on; None for a message without a file."""
    file = _file(message)
    if file is None or isinstance(file, Refused):
        return file
    if file.file_size is not None and file.file_size > LARGEST:
        return Refused.SIZE
    try:
        content = await (await file.get_file()).download_as_bytearray()
    except TelegramError:
        return Refused.LOST
    name = file.file_name if isinstance(file, Document) else None
    return await asyncio.to_thread(taken, name or "", bytes(content))


def _file(message: Message) -> PhotoSize | Document | Refused | None:
    if message.photo:
        return message.photo[-1]  # the largest
    if message.voice or message.audio or message.video or message.video_note or message.animation:
        return Refused.KIND
    return message.document
