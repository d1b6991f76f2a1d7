"""Whatever Telegram may send: of groups and businesses nothing is kept, and in private nothing breaks."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from telegram import Bot, Update

from bot.channel.private_chats import is_private
from bot.channel.unreadable_updates import Polling, readable
from bot.channel.webhook import webhook_route
from bot.db.models import CandidateRow, InboxRow, OutboxRow
from tests.channel.conftest import World

PERSON = {"id": 7, "is_bot": False, "first_name": "Amina", "language_code": "fr"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Amina"}
GROUP = {"id": -1005, "type": "supergroup", "title": "Voisins"}
CHANNEL = {"id": -1006, "type": "channel", "title": "Annonces"}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 9}
FULL = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"  # one letter that becomes eighteen
TEXTS = (
    "", " ", "\u200b\u200d\ufeff", "\u202egnol\u202c", "\x00\x07\x1b[31mrouge", "\ud83d", "👩‍👩‍👧‍👦" * 300, FULL * 4096,
    "a" * 4096, "\n" * 4096, "é" * 4000, "z̡̢̛̛̖̗͓̈́̐" * 200, "/", "//", "/start " + "x" * 4000, "/start@other_bot", "/nothing",
    "／restart", '/greet{"a": 1}', "%s %n {0} {name} ${x}", "<b>gras</b> & </i>", "1" * 4000, "، ؛ ؟", "‮/start",
)  # fmt: skip
CONTENTS: Mapping[str, dict[str, Any]] = {
    "sticker": {"sticker": FILE | {"type": "regular", "width": 1, "height": 1,
                                    "is_animated": False, "is_video": False}},
    "voice": {"voice": FILE | {"duration": 3}},
    "video note": {"video_note": FILE | {"length": 1, "duration": 3}},
    "animation": {"animation": FILE | {"width": 1, "height": 1, "duration": 1}, "document": FILE},
    "photo": {"photo": [FILE | {"width": 1, "height": 1}], "caption": "\u202e" * 1024},
    "document": {"document": FILE | {"file_name": "../../etc/passwd\n"}},
    "contact": {"contact": {"phone_number": "+14185550123", "first_name": "Léa"}},
    "location": {"location": {"latitude": 46.8, "longitude": -71.2, "live_period": 60}},
    "venue": {"venue": {"location": {"latitude": 46.8, "longitude": -71.2}, "title": "Gare", "address": "1, rue"},
              "location": {"latitude": 46.8, "longitude": -71.2}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "poll": {"poll": {"id": "1", "question": "Qui vient?", "options": [{"text": "moi", "voter_count": 0,
                                                                       "persistent_id": "o"}],
                      "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
                      "allows_multiple_answers": False, "allows_revoting": False, "members_only": False}},
    "game": {"game": {"title": "g", "description": "d", "photo": [FILE | {"width": 1, "height": 1}]}},
    "story": {"story": {"chat": GROUP, "id": 1}},
    "invoice": {"invoice": {"title": "t", "description": "d", "start_parameter": "s", "currency": "CAD",
                            "total_amount": 1}},
    "shared": {"users_shared": {"request_id": 1, "users": [{"user_id": 9}]}},
    "web app": {"web_app_data": {"data": "x" * 4000, "button_text": "b"}},
    "pinned": {"pinned_message": {"message_id": 1, "date": 0, "chat": PRIVATE}},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 9}},
    "unknown": {"something_that_telegram_adds_one_day": {"a": [1]}},
}  # fmt: skip


def message(chat: Mapping[str, Any], **content: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1_770_000_000, "chat": dict(chat), "from": PERSON, **content}


def _reaction(chat: Mapping[str, Any]) -> dict[str, Any]:
    emoji = [{"type": "emoji", "emoji": "👍"}]
    return {"chat": dict(chat), "message_id": 1, "user": PERSON, "date": 1, "old_reaction": [], "new_reaction": emoji}


def _press(**what: Any) -> dict[str, Any]:
    return {"callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", **what}}


BOOST = {"boost_id": "b", "add_date": 1, "expiration_date": 2, "source": {"source": "premium", "user": PERSON}}
MEMBER = {"user": PERSON, "status": "member"}
ELSEWHERE: Mapping[str, dict[str, Any]] = {
    **{f"{name} in a group": {"message": message(GROUP, **content)} for name, content in CONTENTS.items()},
    "danger in a group": {"message": message(GROUP, text="je veux mourir")},
    "danger in an edit of a channel": {"edited_channel_post": message(CHANNEL, text="i want to die", edit_date=2)},
    "an anonymous officer": {"message": message(GROUP, sender_chat=GROUP, text="/delete")},
    "a post in a linked group": {"message": message(GROUP, sender_chat=CHANNEL, is_automatic_forward=True, text="a")},
    "a reaction in a group": {"message_reaction": _reaction(GROUP)},
    "a count of reactions": {"message_reaction_count": {"chat": CHANNEL, "message_id": 1, "date": 1, "reactions": []}},
    "a press in a group": _press(message=message(GROUP, text="a"), data="human"),
    "a press on an old bubble of a group": _press(message={"chat": GROUP, "message_id": 1, "date": 0}, data="human"),
    "a press of a message sent inline": _press(inline_message_id="i", data="delete_confirm"),
    "an inline question": {"inline_query": {"id": "1", "from": PERSON, "query": "je veux mourir", "offset": ""}},
    "an inline choice": {"chosen_inline_result": {"result_id": "1", "from": PERSON, "query": "a"}},
    "a vote": {"poll_answer": {"poll_id": "1", "user": PERSON, "option_ids": [0], "option_persistent_ids": ["o"]}},
    "a poll": {"poll": CONTENTS["poll"]["poll"]},
    "an address": {"shipping_query": {"id": "1", "from": PERSON, "invoice_payload": "p", "shipping_address": {
        "country_code": "CA", "state": "QC", "city": "Amos", "street_line1": "1", "street_line2": "",
        "post_code": "J"}}},
    "a payment": {"pre_checkout_query": {"id": "1", "from": PERSON, "currency": "CAD", "total_amount": 1,
                                         "invoice_payload": "p"}},
    "a wish to join": {"chat_join_request": {"chat": GROUP, "from": PERSON, "user_chat_id": 7, "date": 1}},
    "a member": {"chat_member": {"chat": GROUP, "from": PERSON, "date": 1, "old_chat_member": MEMBER,
                                 "new_chat_member": MEMBER}},
    "a boost": {"chat_boost": {"chat": GROUP, "boost": BOOST}},
    "no boost": {"removed_chat_boost": {"chat": GROUP, "boost_id": "b", "remove_date": 1,
                                        "source": BOOST["source"]}},
    "a business": {"business_connection": {"id": "b", "user": PERSON, "user_chat_id": 7, "date": 1,
                                           "is_enabled": True, "can_reply": True}},
    "a business' message": {"business_message": message(PRIVATE, text="je veux mourir", business_connection_id="b")},
    "a business' edit": {"edited_business_message": message(PRIVATE, text="a", business_connection_id="b")},
    "what a business deleted": {"deleted_business_messages": {"business_connection_id": "b", "chat": PRIVATE,
                                                              "message_ids": [1]}},
    "nothing": {},
    "what Telegram adds one day": {"something_new": {"chat": PRIVATE}},
}  # fmt: skip
PRIVATELY: Mapping[str, dict[str, Any]] = {
    **{f"text {number}": {"message": message(PRIVATE, text=text)} for number, text in enumerate(TEXTS)},
    **{f"caption {number}": {"message": message(PRIVATE, photo=CONTENTS["photo"]["photo"], caption=text[:1024])}
       for number, text in enumerate(TEXTS)},
    **{f"edit {number}": {"edited_message": message(PRIVATE, text=text, edit_date=2)}
       for number, text in enumerate(TEXTS)},
    **{name: {"message": message(PRIVATE, **content)} for name, content in CONTENTS.items()},
    **{f"edited {name}": {"edited_message": message(PRIVATE, **content)} for name, content in CONTENTS.items()},
    "a reaction": {"message_reaction": _reaction(PRIVATE)},
    "a press without data": _press(message=message(PRIVATE, text="a"), game_short_name="g"),
    "a press on a bubble that is too old": _press(message={"chat": PRIVATE, "message_id": 1, "date": 0}, data="help"),
    "a press that carries anything": _press(message=message(PRIVATE, text="a"), data="set:regions:any:11~" + "\u202e"),
    "a reply to a message that is gone": {"message": message(PRIVATE, text="oui", reply_to_message={
        "message_id": 1, "date": 0, "chat": PRIVATE})},
    "a quote of another chat": {"message": message(PRIVATE, text="oui", quote={"text": "x", "position": 0},
        external_reply={"origin": {"type": "hidden_user", "sender_user_name": "L", "date": 1}})},
    "through another bot": {"message": message(PRIVATE, text="oui", via_bot=PERSON | {"is_bot": True})},
}  # fmt: skip


async def test_of_whatever_is_not_said_in_private_nothing_is_kept_or_answered(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with world.channel(polling=False) as running:
        with caplog.at_level(logging.ERROR):
            for number, raw in enumerate(ELSEWHERE.values()):
                await running.intake.accept([_read(running, number, raw)])
            async with asyncio.timeout(20):
                while running.intake._leaving._tasks or running.turns._worker._tasks:  # noqa: ASYNC110 - they say nothing
                    await asyncio.sleep(0.01)
    assert not _broken(caplog)
    said = {call["method"] for call in world.served.sandbox.calls}
    assert not [method for method in said if method.startswith(("send", "answer", "edit"))]
    async with world.database.reading() as session:
        for table in (InboxRow, OutboxRow, CandidateRow):
            assert (await session.scalars(select(table))).all() == [], table


async def test_whatever_is_said_in_private_breaks_nothing(world: World, caplog: pytest.LogCaptureFixture) -> None:
    amina = await world.candidate()
    await amina.send("/help")  # lets the bot write
    async with world.channel(polling=False) as running:
        with caplog.at_level(logging.ERROR):
            for number, raw in enumerate(PRIVATELY.values()):
                hers = json.loads(json.dumps(raw).replace('"id": 7', f'"id": {amina.id}'))
                await running.intake.accept([_read(running, number, hers)])
            async with asyncio.timeout(120):
                while running.turns._worker._tasks:  # noqa: ASYNC110 - they say nothing
                    await asyncio.sleep(0.05)
    assert not _broken(caplog)
    async with world.database.reading() as session:
        rows = (await session.scalars(select(InboxRow))).all()
    assert len(rows) == len(PRIVATELY) - 2, "of what was pinned long ago the library cannot write down what it read"
    assert {(row.payload, row.handled_at is None) for row in rows} == {(None, False)}, "nobody's words are left"


UNREADABLE = {"poll": {"id": "1", "question": "Qui?", "options": [{"text": "je veux mourir"}]}}  # by this library


@pytest.mark.parametrize("raw", [UNREADABLE, {"sticker": {}}, {"entities": 5}, CONTENTS["pinned"]])
def test_an_update_that_the_library_refuses_holds_up_no_other(
    raw: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """It came again with every poll, and each time all that anybody wrote was logged."""
    updates = [
        {"update_id": 1, "message": message(PRIVATE, **raw)},
        {"update_id": 2, "message": message(PRIVATE, text="bonjour")},
    ]
    answer = Polling.parse_json_payload(json.dumps({"ok": True, "result": updates}).encode())
    first, second = Update.de_list(answer["result"], None)
    assert (first.update_id, first.effective_message) == (1, None)
    assert second.effective_message is not None
    assert "mourir" not in caplog.text


async def test_telegrams_webhook_passes_over_what_it_cannot_read() -> None:
    taken: list[Update] = []

    async def accept(updates: Sequence[Update]) -> None:
        taken.extend(updates)

    app = Starlette(routes=[webhook_route("/hook", "right", Bot("1:a"), accept)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as http:
        body = {"update_id": 5, "message": message(PRIVATE, **UNREADABLE)}
        answer = await http.post("/hook", json=body, headers={"X-Telegram-Bot-Api-Secret-Token": "right"})
    assert answer.status_code == 200, "else it comes again, and holds up the next"
    assert not any(map(is_private, taken))


def _broken(caplog: pytest.LogCaptureFixture) -> list[str]:
    passed_over = "bot.channel.unreadable_updates"
    ours = [each for each in caplog.records if each.name.startswith("bot.") and each.name != passed_over]
    return [record.getMessage() for record in ours]


def _read(running: Any, number: int, raw: Mapping[str, Any]) -> Update:
    update = Update.de_json(readable({"update_id": 9000 + number, **raw}), running.bot)
    assert isinstance(update, Update)
    return update
