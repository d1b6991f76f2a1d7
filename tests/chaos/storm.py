"""A crowd that writes and taps while the bot's process is killed, Rasa misbehaves and Telegram is in trouble."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import CandidateRow, InboxRow, NoteRow, OutboxRow, RegistrationRow, TripRow
from bot.dialogue.trained_model import ROOT
from bot.programme.trips import RegistrationState
from bot.replies.outages import failure
from sandbox import SANDBOX_TOKEN, Sandbox, serve
from sandbox.client import SandboxClient
from tests.chaos.crowd import Crowd
from tests.chaos.rasa import Mood, Rasa
from tests.chaos.verdict import Evidence, Household
from tests.end_to_end.process import BotProcess, free_port

APOLOGY = failure(texts(Language.FRENCH)).text
TROUBLES: tuple[dict[str, object], ...] = (
    {"method": "sendMessage", "retry_after": 1},
    {"method": "sendMessage", "status": 500, "times": 3},
    {"method": "sendMessage", "drop": True, "times": 2},
    {"method": "getUpdates", "status": 502, "times": 2},
    {"method": "answerCallbackQuery", "status": 400, "times": 3},
    {"method": "sendMessage", "delay": 1.0, "times": 3},
)
# What Telegram did and could not say: the bot cannot know, and says it again. Rare, as it is in life.
UNKNOWABLE: tuple[dict[str, object], ...] = (
    {"method": "sendMessage", "drop": True, "applied": True},
    {"method": "sendMessage", "delay": 25.0},  # longer than the bot waits
)
_RARE = 0.05
_STUCK = 60.0  # seconds without a single thing done after the storm: what is left then is left


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of a storm."""

    updates: int
    kills: int
    people: int
    seed: int
    webhook: bool = False


@dataclass
class Storm:
    """One run: start, storm, calm, count."""

    scale: Scale
    folder: Path
    progress: Callable[[str], None]
    troubles: Counter[str] = field(default_factory=Counter)
    kills: int = 0

    async def run(self) -> Evidence:
        """Everything, and what is found at the end."""
        random = Random(self.scale.seed)
        sandbox = Sandbox(SANDBOX_TOKEN, lambda: datetime.now(UTC), count(1000), webhook_pause=0.05)
        key = Fernet.generate_key().decode()
        url = f"sqlite+aiosqlite:///{self.folder}/bot.db"
        async with serve(sandbox) as served, Rasa.running(self.folder) as rasa:
            bot = BotProcess(self.folder, self._environment(served.url, rasa.url, url, key))
            await bot.command("db", "seed", "--demo")
            await bot.start()
            database = Database.open(url, key)
            try:
                async with SandboxClient(served.url, patience=30, quiet=0.3) as client:
                    crowd = await Crowd.meet(client, self.scale.people, database)
                    await self._rage(random, bot, client, crowd, rasa)
                    await client.calm()
                    await rasa.become(Mood.WELL)
                    await self._settled(database, crowd)
                    await crowd.leave(random)  # one more at least, whatever chance brought before
                    await self._settled(database, crowd)
                    return await self._evidence(database, crowd)
            finally:
                await sandbox.webhook.remove()  # else it tries a bot that is gone until the block cannot end
                await bot.end()
                await database.close()

    def _environment(self, telegram: str, rasa: str, url: str, key: str) -> dict[str, str]:
        port = free_port()
        hook = {
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
            "TELEGRAM_WEBHOOK_SECRET": "a-secret-of-the-storm",
        }
        return {
            "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN, "TELEGRAM_API_URL": telegram, "DATABASE_URL": url,
            "BOT_DATA_KEY": key, "BOT_PORT": str(port), "BOT_VAR": str(ROOT / "var"), "RASA_URL": rasa,
            "RASA_TOKEN": "a-token-of-the-storm", **(hook if self.scale.webhook else {}),
        }  # fmt: skip

    async def _rage(self, random: Random, bot: BotProcess, client: SandboxClient, crowd: Crowd, rasa: Rasa) -> None:
        """People act until enough was sent and all kills are done; meanwhile everything breaks."""
        acting = asyncio.create_task(self._act(random, client, crowd))
        breaking = asyncio.create_task(self._break(random, client, rasa, acting))
        while self.kills < self.scale.kills:
            await asyncio.sleep(random.uniform(0.1, 1.5))
            await bot.end(signal.SIGKILL)
            self.kills += 1
            written = sum(map(len, crowd.sent.values()))
            self.progress(f"{self.kills} kills, {written} texts, {sum(self.troubles.values())} troubles")
            await bot.start()
        await asyncio.gather(acting, breaking)

    async def _act(self, random: Random, client: SandboxClient, crowd: Crowd) -> None:
        for number in range(self.scale.updates):
            await crowd.act(random, number)
            if random.random() < 0.02:
                await client.repeat()
                self.troubles["repeated update"] += 1
            # spread over the kills, so that the last one still falls among people who write
            await asyncio.sleep(0 if self.kills >= self.scale.kills else random.uniform(0.0, 2 * self._pause))
        for person in crowd.people:
            await crowd.join(person)

    @property
    def _pause(self) -> float:
        """Seconds between two acts, so that the acts last about as long as the kills."""
        return 4.0 * self.scale.kills / self.scale.updates

    async def _break(self, random: Random, client: SandboxClient, rasa: Rasa, acting: asyncio.Task[None]) -> None:
        while not acting.done():
            await asyncio.sleep(random.uniform(0.3, 2.0))
            kind = random.random()
            if kind < 0.5:
                trouble = random.choice(UNKNOWABLE if random.random() < _RARE else TROUBLES)
                await client.call("POST", "/faults", dict(trouble))
                self.troubles[f"{trouble['method']} {next(name for name in trouble if name != 'method')}"] += 1
            elif kind < 0.9:
                mood = random.choice(list(Mood))
                await rasa.become(mood)
                self.troubles[f"Rasa {mood}"] += 1
            else:
                self.troubles["Rasa killed"] += 1
                await rasa.die(random.uniform(0.2, 3.0))

    async def _settled(self, database: Database, crowd: Crowd) -> None:
        """Wait until everything is done, as long as something is being done."""
        quiet, before, moved = 0, (-1, -1), datetime.now(UTC)
        while quiet < 4 and datetime.now(UTC) - moved < timedelta(seconds=_STUCK):
            await asyncio.sleep(0.5)
            taken, left = await crowd.accept(), await _left(database)
            quiet = quiet + 1 if left == (0, 0) and not taken else 0
            if left != before:
                before, moved = left, datetime.now(UTC)
                self.progress(f"calm: {left[0]} updates and {left[1]} messages left")

    async def _evidence(self, database: Database, crowd: Crowd) -> Evidence:
        async with database.reading() as session:
            chats = dict((await session.execute(select(CandidateRow.id, CandidateRow.chat_id))).all())
            kept: dict[int, list[str]] = {}
            for note in await session.scalars(select(NoteRow)):
                kept.setdefault(chats[note.candidate_id], []).append(note.text)
            query = select(RegistrationRow).where(RegistrationRow.trip_id == crowd.trip)
            rows = (await session.scalars(query.order_by(RegistrationRow.number))).all()
            trip = await session.get_one(TripRow, crowd.trip)
        unhandled, unsent = await _left(database)
        confirmed = {chats[row.candidate_id] for row in rows if row.state == RegistrationState.CONFIRMED}
        return Evidence(
            texts=crowd.sent,
            kept=kept,
            expected=crowd.expected(confirmed),
            answers=await crowd.answers(),
            apologies=await _apologies(crowd),
            joining=frozenset(crowd.joining),
            leaving=frozenset(crowd.leaving),
            households=[Household(chats[row.candidate_id], row.state) for row in rows],
            seats=trip.seats,
            taken=trip.taken,
            unhandled=unhandled,
            unsent=unsent,
            kills=self.kills,
            troubles=self.troubles,
        )


async def _apologies(crowd: Crowd) -> int:
    said = [message for person in crowd.people for message in await person.messages()]
    return sum(message.from_bot and APOLOGY in message.text for message in said)


async def _left(database: Database) -> tuple[int, int]:
    async with database.reading() as session:
        unhandled = await session.scalar(
            select(func.count()).select_from(InboxRow).where(InboxRow.handled_at.is_(None))
        )
        unsent = await session.scalar(select(func.count()).select_from(OutboxRow).where(OutboxRow.done_at.is_(None)))
    return unhandled or 0, unsent or 0
