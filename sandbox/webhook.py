"""Pushes updates to the bot's address, one after the other, again and again until it says yes."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime

import httpx

from sandbox.updates import Updates
from sandbox.wire import Json, bad_request

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LONGEST_PAUSE = 60.0
_PATIENCE = 30.0


class Webhook:
    """The address, if the bot gave one, and the task that serves it."""

    def __init__(self, updates: Updates, clock: Callable[[], datetime], first_pause: float) -> None:
        self._updates = updates
        self._clock = clock
        self._first_pause = first_pause
        self._secret = ""
        self._task: asyncio.Task[None] | None = None
        self._error: Json = {}
        self.url = ""

    def info(self) -> Json:
        """`getWebhookInfo`."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.waiting()),
        }
        info |= {"max_connections": 40} if self.url else {}
        info |= {"allowed_updates": self._updates.allowed} if self._updates.allowed else {}
        return info | self._error

    async def set(self, url: str, secret: str) -> None:
        """`setWebhook`; plain http is taken too, since nothing leaves this machine."""
        if not re.match(r"https?://[^\s/]+", url):
            raise bad_request("bad webhook: invalid webhook URL specified")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        await self.remove()
        self._updates.end_poll("setWebhook request")
        self.url, self._secret = url, secret
        self._task = asyncio.create_task(self._push(), name="sandbox webhook")

    async def remove(self) -> None:
        """`deleteWebhook`."""
        self.url, self._secret, self._error = "", "", {}
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _push(self) -> None:
        pause = self._first_pause
        async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False) as client:
            while True:
                if not (waiting := self._updates.waiting(1)):
                    await self._updates.changed.wait(_LONGEST_PAUSE)
                elif await self._send(client, waiting[0]):
                    self._updates.done(waiting[0])
                    pause = self._first_pause
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)

    async def _send(self, client: httpx.AsyncClient, update: Json) -> bool:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            answer = await client.post(self.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            return self._failed(type(error).__name__)
        if answer.is_success:
            return True
        return self._failed(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")

    def _failed(self, message: str) -> bool:
        self._error = {"last_error_date": int(self._clock().timestamp()), "last_error_message": message}
        return False
