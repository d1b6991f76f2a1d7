"""Passkeys: an officer's device signs our challenge, so that a link in a stolen chat is not enough.

The first is added within minutes of signing in, further ones only after one was used. Using one proves, for the rest
of the session, who is there; `access` says which tasks require that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.base.characters import printable
from bot.base.errors import BotError, NotThere
from bot.db.models import PasskeyRow, SessionRow
from bot.programme import access, audit, staff
from bot.programme.access import Officer, ProofMissing, Task
from bot.programme.audit import Action, Actor
from bot.programme.ids import new_id

CHALLENGE_LASTS = timedelta(minutes=5)
FRESH = timedelta(minutes=15)  # after signing in, within which the first passkey may be added
LONGEST_NAME = 40
MOST = 10
_NAME = "Sol"  # the name under which the device lists it
_VERIFIED = UserVerificationRequirement.REQUIRED  # finger, face or code: the device may be stolen too


class NotProven(BotError):
    """The device's answer proves nothing: wrong challenge, key or address, or too late."""


class PasskeyUnknown(NotThere):
    """The officer has no such passkey."""


class TooLateForFirst(BotError):
    """The first passkey must be added right after signing in, and this session is older."""


class TooManyPasskeys(BotError):
    """The officer has the greatest number of passkeys already."""


@dataclass(frozen=True, slots=True)
class Place:
    """The console's address as browsers see it; signatures are valid there only."""

    host: str  # without a port
    origin: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey in the list."""

    id: str
    name: str
    made_at: datetime
    shown_at: datetime | None


async def listed(session: AsyncSession, officer: Officer) -> Sequence[Passkey]:
    """The officer's passkeys, the oldest first."""
    return [Passkey(row.id, row.name, row.made_at, row.shown_at) for row in await _of(session, officer.id)]


async def ask_to_make(
    session: AsyncSession, officer: Officer, session_id: str, place: Place, now: datetime
) -> str:  # fmt: skip
    """The options with which the browser creates a passkey, as JSON.

    Raises:
        ProofMissing, TooLateForFirst, TooManyPasskeys: not now.
    """
    held, row = await _may_make(session, officer, session_id, now)
    options = generate_registration_options(
        rp_id=place.host, rp_name=_NAME, user_name=officer.name or _NAME, user_id=officer.id.encode(),
        exclude_credentials=_descriptors(held),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=_VERIFIED
        ),
    )  # fmt: skip
    _challenge(row, options.challenge, now)
    return options_to_json(options)


async def make(
    session: AsyncSession, officer: Officer, session_id: str, place: Place, answer: str, name: str, now: datetime
) -> None:
    """Store the passkey that the browser created; it counts as used.

    Raises:
        ProofMissing, TooLateForFirst, TooManyPasskeys: not now.
        NotProven: the answer is not to our challenge.
    """
    held, row = await _may_make(session, officer, session_id, now)
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=_challenged(row, now), expected_rp_id=place.host,
            expected_origin=place.origin, require_user_verification=True,
        )  # fmt: skip
    except WebAuthnException as error:
        raise NotProven from error
    if await session.scalar(select(PasskeyRow.id).where(PasskeyRow.credential == made.credential_id)):
        raise NotProven
    session.add(
        PasskeyRow(
            id=new_id(), staff_id=officer.id, credential=made.credential_id, public_key=made.credential_public_key,
            signed=made.sign_count, name=_named(name, str(len(held) + 1)), made_at=now, shown_at=now,
        )
    )  # fmt: skip
    row.proved_at = now
    audit.record(session, audit.of_officer(officer), Action.MAKE_PASSKEY, officer.id, now)
    await session.flush()


async def ask_to_show(session: AsyncSession, officer: Officer, session_id: str, place: Place, now: datetime) -> str:
    """The options with which the browser uses a passkey, as JSON.

    Raises:
        PasskeyUnknown: the officer has none.
    """
    held = await _of(session, officer.id)
    if not held:
        raise PasskeyUnknown
    options = generate_authentication_options(
        rp_id=place.host, allow_credentials=_descriptors(held), user_verification=_VERIFIED
    )
    _challenge(await _session(session, officer, session_id), options.challenge, now)
    return options_to_json(options)


async def show(
    session: AsyncSession, officer: Officer, session_id: str, place: Place, answer: str, now: datetime
) -> None:
    """Check a passkey that was used: from now on this session may do what requires one.

    Raises:
        NotProven: the answer is not to our challenge, or from no passkey of this officer.
    """
    row = await _session(session, officer, session_id)
    try:
        shown = parse_authentication_credential_json(answer)
        key = next((each for each in await _of(session, officer.id) if each.credential == shown.raw_id), None)
        if key is None:
            raise NotProven
        proof = verify_authentication_response(
            credential=shown, expected_challenge=_challenged(row, now), expected_rp_id=place.host,
            expected_origin=place.origin, credential_public_key=key.public_key,
            credential_current_sign_count=key.signed, require_user_verification=True,
        )  # fmt: skip
    except WebAuthnException as error:
        raise NotProven from error
    key.signed, key.shown_at, row.proved_at = proof.new_sign_count, now, now
    audit.record(session, audit.of_officer(officer), Action.SHOW_PASSKEY, officer.id, now)
    await session.flush()


async def rename(session: AsyncSession, officer: Officer, passkey_id: str, name: str) -> None:
    """Rename a passkey; an empty name changes nothing.

    Raises:
        PasskeyUnknown: the officer has no such passkey.
    """
    row = await _own(session, officer, passkey_id)
    row.name = _named(name, row.name)


async def revoke(session: AsyncSession, officer: Officer, session_id: str, passkey_id: str, now: datetime) -> None:
    """Remove a passkey: its device was lost, sold or given away. Other sessions have to use a passkey again.

    Raises:
        ProofMissing: no passkey was used.
        PasskeyUnknown: the officer has no such passkey.
    """
    row = await _own(session, officer, passkey_id)
    if not officer.proved:
        raise ProofMissing
    await session.delete(row)
    others = update(SessionRow).where(SessionRow.staff_id == officer.id, SessionRow.id != session_id)
    await session.execute(others.values(proved_at=None))
    audit.record(session, audit.of_officer(officer), Action.REVOKE_PASSKEY, officer.id, now)


async def forget(session: AsyncSession, officer: Officer, staff_id: str, now: datetime) -> None:
    """Remove all passkeys of a colleague who lost every device: they are signed out, and add one after the next link.

    Raises:
        NotAllowed: the officer's role does not include it.
        OfficerUnknown: there is no such officer.
    """
    access.require(officer, Task.TEAM)
    await forgotten(session, staff_id, now, actor=audit.of_officer(officer))


async def forgotten(session: AsyncSession, staff_id: str, now: datetime, *, actor: Actor) -> None:
    """The same for operators, at the command line.

    Raises:
        OfficerUnknown: there is no such officer.
    """
    await staff.forget_devices(session, staff_id)
    audit.record(session, actor, Action.REVOKE_PASSKEY, staff_id, now)


async def _may_make(
    session: AsyncSession, officer: Officer, session_id: str, now: datetime
) -> tuple[Sequence[PasskeyRow], SessionRow]:
    held, row = await _of(session, officer.id), await _session(session, officer, session_id)
    if held and not officer.proved:
        raise ProofMissing
    if not held and now >= row.began_at + FRESH:
        raise TooLateForFirst
    if len(held) >= MOST:
        raise TooManyPasskeys
    return held, row


async def _of(session: AsyncSession, staff_id: str) -> Sequence[PasskeyRow]:
    query = select(PasskeyRow).where(PasskeyRow.staff_id == staff_id).order_by(PasskeyRow.made_at, PasskeyRow.id)
    return (await session.scalars(query)).all()


async def _own(session: AsyncSession, officer: Officer, passkey_id: str) -> PasskeyRow:
    row = await session.get(PasskeyRow, passkey_id)
    if row is None or row.staff_id != officer.id:
        raise PasskeyUnknown
    return row


async def _session(session: AsyncSession, officer: Officer, session_id: str) -> SessionRow:
    row = await session.get(SessionRow, session_id, with_for_update=True)
    if row is None or row.staff_id != officer.id:  # the session has ended meanwhile
        raise NotProven
    return row


def _challenge(row: SessionRow, challenge: bytes, now: datetime) -> None:
    row.challenge, row.challenged_at = bytes_to_base64url(challenge), now


def _challenged(row: SessionRow, now: datetime) -> bytes:
    """The challenge of this session; it can be used once."""
    challenge, since = row.challenge, row.challenged_at
    row.challenge = row.challenged_at = None
    if challenge is None or since is None or now >= since + CHALLENGE_LASTS:
        raise NotProven
    return base64url_to_bytes(challenge)


def _descriptors(held: Sequence[PasskeyRow]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=each.credential) for each in held]


def _named(name: str, otherwise: str) -> str:
    return printable(name).strip()[:LONGEST_NAME] or otherwise
