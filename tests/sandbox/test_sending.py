"""What the bot sends, and how a refusal reads."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, InvalidToken

from sandbox import Served
from sandbox.client import Candidate, SandboxClient

from .conftest import Clock, make_bot


async def test_get_me(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.first_name) == (700_000_000, True, "Sol")


async def test_wrong_token(served: Served) -> None:
    with pytest.raises(InvalidToken):
        async with make_bot(served, "1:wrong"):
            pass


async def test_unknown_method(bot: Bot) -> None:
    with pytest.raises(InvalidToken):  # python-telegram-bot reads every 404 so
        await bot.send_dice(1)


async def test_message_with_html(bot: Bot, amina: Candidate, clock: Clock) -> None:
    message = await bot.send_message(amina.id, "Bonjour 👋 <b>Amina</b> &amp; <i>tous</i>", parse_mode="HTML")
    assert message.text == "Bonjour 👋 Amina & tous"
    assert message.text_html == "Bonjour 👋 <b>Amina</b> &amp; <i>tous</i>"
    assert message.date == clock.now
    assert message.chat.id == amina.id
    assert (await amina.last()).text == message.text


async def test_inline_keyboard(bot: Bot, amina: Candidate) -> None:
    rows = [
        [
            InlineKeyboardButton("Français", callback_data="lang:fr"),
            InlineKeyboardButton("English", callback_data="e"),
        ],
        [InlineKeyboardButton("Site", url="https://example.org/")],
    ]
    sent = await bot.send_message(amina.id, "Langue ?", reply_markup=InlineKeyboardMarkup(rows))
    assert sent.reply_markup == InlineKeyboardMarkup(rows)
    last = await amina.last()
    assert [[button.text for button in row] for row in last.rows] == [["Français", "English"], ["Site"]]
    assert last.buttons[2].url == "https://example.org/"


async def test_reply_keyboard_appears_and_goes(bot: Bot, amina: Candidate) -> None:
    keyboard = ReplyKeyboardMarkup([["Oui", KeyboardButton("Non")]], one_time_keyboard=True)
    await bot.send_message(amina.id, "?", reply_markup=keyboard)
    rows = (await amina.conversation())["keyboard"]["keyboard"]
    assert [[key["text"] for key in row] for row in rows] == [["Oui", "Non"]]
    await bot.send_message(amina.id, "!", reply_markup=ReplyKeyboardRemove())
    assert (await amina.conversation())["keyboard"] is None


async def test_quote(bot: Bot, amina: Candidate) -> None:
    first = await bot.send_message(amina.id, "Une question")
    second = await bot.send_message(amina.id, "La même", reply_parameters=ReplyParameters(first.message_id))
    assert second.reply_to_message is not None
    assert second.reply_to_message.message_id == first.message_id
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(amina.id, "x", reply_parameters=ReplyParameters(5))
    alone = ReplyParameters(5, allow_sending_without_reply=True)
    assert (await bot.send_message(amina.id, "x", reply_parameters=alone)).reply_to_message is None


async def test_document_and_download(bot: Bot, amina: Candidate) -> None:
    file = InputFile("Données de Amina".encode(), "mes données.html")
    message = await bot.send_document(amina.id, file, caption="<b>Voici</b>", parse_mode="HTML")
    assert message.document is not None
    assert message.document.file_name == "mes données.html"
    assert message.caption_html == "<b>Voici</b>"
    download = await (await bot.get_file(message.document.file_id)).download_as_bytearray()
    assert download.decode() == "Données de Amina"
    again = await bot.send_document(amina.id, message.document.file_id)
    assert again.document == message.document


async def test_photo_venue_location(bot: Bot, amina: Candidate) -> None:
    photo = await bot.send_photo(amina.id, b"\xff\xd8\xff", caption="Rimouski")
    assert photo.photo[0].file_size == 3
    venue = await bot.send_venue(amina.id, 48.45, -68.52, "Hôtel de ville", "205, avenue de la Cathédrale")
    assert venue.venue is not None
    assert venue.venue.title == "Hôtel de ville"
    place = await bot.send_location(amina.id, 48.45, -68.52)
    assert place.location is not None
    assert place.location.latitude == 48.45
    with pytest.raises(BadRequest, match=r"[Ww]rong file identifier"):
        await bot.send_photo(amina.id, "https://example.org/a.png")


async def test_typing(bot: Bot, amina: Candidate, sandbox: SandboxClient) -> None:
    await bot.send_chat_action(amina.id, ChatAction.TYPING)
    events = (await sandbox.call("GET", f"/candidates/{amina.id}/events"))["events"]
    assert events[-1]["type"] == "typing"
    with pytest.raises(BadRequest, match=r"[Ww]rong parameter action"):
        await bot.send_chat_action(amina.id, "dancing")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "Can't parse entities: unexpected end tag at byte offset 1"),
        ("é <h1>x</h1>", 'Can\'t parse entities: unsupported start tag "h1" at byte offset 3'),
        ("<b><i>x</b></i>", "Can't parse entities: unmatched end tag at byte offset 7"),
        ("3 < 4", "Can't parse entities: unclosed start tag at byte offset 2"),
    ],
)
async def test_refused_text(bot: Bot, amina: Candidate, text: str, refusal: str) -> None:
    with pytest.raises(BadRequest) as error:
        await bot.send_message(amina.id, text, parse_mode="HTML")
    assert error.value.message.lower().startswith(refusal.lower())


async def test_longest_text(bot: Bot, amina: Candidate) -> None:
    assert (await bot.send_message(amina.id, "x" * 4096)).text == "x" * 4096


@pytest.mark.parametrize("data", ["x" * 65, "é" * 33])
async def test_button_data_too_long(bot: Bot, amina: Candidate, data: str) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("x", callback_data=data))
    with pytest.raises(BadRequest, match=r"(?i)BUTTON_DATA_INVALID"):
        await bot.send_message(amina.id, "x", reply_markup=markup)


async def test_unknown_chat_and_stranger(bot: Bot, sandbox: SandboxClient) -> None:
    carlos = await sandbox.candidate("Carlos")
    for chat in (5, carlos.id):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "x")


async def test_blocked(bot: Bot, amina: Candidate) -> None:
    await amina.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(amina.id, "x")
    with pytest.raises(ValueError, match="409"):
        await amina.send("x")
    await amina.unblock()
    await bot.send_message(amina.id, "x")


async def test_nothing_is_sent_when_refused(bot: Bot, amina: Candidate) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(amina.id, "<b>x", parse_mode="HTML")
    assert not [message for message in await amina.messages() if message.from_bot]
