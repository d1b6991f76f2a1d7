"""Changing messages, and answering presses."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ReplyKeyboardMarkup
from telegram.error import BadRequest

from sandbox.client import Candidate

BUTTON = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Oui", callback_data="yes"))


async def test_edit_text(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_message(amina.id, "Une", reply_markup=BUTTON)
    edited = await bot.edit_message_text("<b>Deux</b>", amina.id, sent.message_id, parse_mode="HTML")
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup, edited.edit_date) == ("Deux", None, sent.date)
    last = await amina.last()
    assert (last.id, last.text, last.edited, last.buttons) == (sent.message_id, "Deux", True, [])


async def test_not_modified(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_message(amina.id, "Une", reply_markup=BUTTON)
    for call in (
        bot.edit_message_text("Une", amina.id, sent.message_id, reply_markup=BUTTON),
        bot.edit_message_reply_markup(amina.id, sent.message_id, reply_markup=BUTTON),
    ):
        with pytest.raises(BadRequest, match="Message is not modified"):
            await call


async def test_edit_markup_does_not_mark_the_bubble(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_message(amina.id, "Une", reply_markup=BUTTON)
    await bot.edit_message_reply_markup(amina.id, sent.message_id, reply_markup=None)
    last = await amina.last()
    assert (last.buttons, last.edited) == ([], False)


async def test_edit_caption(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_document(amina.id, InputFile(b"x", "x.txt"), caption="Une")
    await bot.edit_message_caption(amina.id, sent.message_id, caption="Deux")
    assert (await amina.last()).text == "Deux"
    with pytest.raises(BadRequest, match=r"(?i)no text in the message"):
        await bot.edit_message_text("x", amina.id, sent.message_id)


async def test_what_cannot_be_edited(bot: Bot, amina: Candidate) -> None:
    own = (await amina.messages())[0]
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", amina.id, 5)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", amina.id, own.id)
    sent = await bot.send_message(amina.id, "Une")
    with pytest.raises(BadRequest, match="Inline keyboard expected"):
        await bot.edit_message_text(
            "Deux",
            amina.id,
            sent.message_id,
            reply_markup=ReplyKeyboardMarkup([["x"]]),  # type: ignore[arg-type]
        )


async def test_delete(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_message(amina.id, "Une")
    assert await bot.delete_message(amina.id, sent.message_id)
    assert [message.text for message in await amina.messages()] == ["/start"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(amina.id, sent.message_id)


async def test_press_and_answer(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_message(amina.id, "Une", reply_markup=BUTTON)
    await amina.tap(sent.message_id, "yes")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("yes", amina.id)
    assert query.message is not None
    assert query.message.message_id == sent.message_id
    assert [press["answered"] for press in (await amina.conversation())["presses"]] == [False]
    await query.answer("Merci", show_alert=True)
    [press] = (await amina.conversation())["presses"]
    assert (press["answered"], press["text"], press["show_alert"]) == (True, "Merci", True)


async def test_answer_to_nothing(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query("5")


async def test_only_buttons_that_are_there_are_pressed(bot: Bot, amina: Candidate) -> None:
    sent = await bot.send_message(amina.id, "Une", reply_markup=BUTTON)
    with pytest.raises(ValueError, match="no such button"):
        await amina.tap(sent.message_id, "delete-everything")
    await amina.tap(sent.message_id, "delete-everything", forged=True)
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "delete-everything"
