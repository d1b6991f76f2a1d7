"""The words of a notice at the moment when it is sent; none, where it is no longer true."""

from datetime import datetime

from bot.answers import job_alerts
from bot.answers.addressee import Addressee
from bot.answers.registration_news import OF_REGISTRATIONS, of_registration, vacancy_over
from bot.answers.turn import Turn
from bot.base.clock import local_day
from bot.base.terms import Field
from bot.programme import (
    attachments,
    employers,
    group_messages,
    meetings,
    partners,
    preselection,
    profiles,
    requests,
    sign_in,
    transcript,
    trip_views,
    who_answers,
)
from bot.programme.access import Role
from bot.programme.impressions import Theme
from bot.programme.trips import TAKES_REGISTRATIONS, TripState
from bot.queues import notices
from bot.queues.notices import Notice, NoticeKind
from bot.replies import console as console_replies
from bot.replies import handover as handover_replies
from bot.replies import impressions, officer_answers, staff
from bot.replies import invitation as invitation_replies
from bot.replies import meetings as meeting_replies
from bot.replies import partners as partner_replies
from bot.replies import profile as profile_replies
from bot.replies.message import Message

# Several of these are written ahead, and a later one repeats what an earlier one said.
_IN_A_ROW = {NoticeKind.REMINDER, NoticeKind.FOLLOW_UP, NoticeKind.MEETING, NoticeKind.STAFF_MEETING}


async def told(turn: Turn, notice: Notice) -> list[Message]:
    """The words of a notice, for its reader."""
    if notice.kind in _IN_A_ROW and await notices.overtaken(turn.session, notice, turn.now):
        return []
    if notice.kind in OF_REGISTRATIONS:
        return await of_registration(turn.addressee, notice)
    match notice.kind:
        case NoticeKind.JOB_ALERT:
            return await job_alerts.news(turn, notice)
        case NoticeKind.VACANCY_OVER:
            return await vacancy_over(turn.addressee, notice.subject)
        case NoticeKind.FOLLOW_UP:
            subject = f"{notice.subject}.{notice.data['step']}"
            return [impressions.impression_question(turn.t, Theme.JOB, subject)]
        case NoticeKind.TAKEN_OVER:
            held = await who_answers.holder(turn.session, turn.candidate, turn.now)
            if held is None:
                return []
            return [handover_replies.taken_over(turn.t, held.name, held.role, held.until)]
        case NoticeKind.PERSON_WRITES:
            said = await transcript.by_officer(turn.session, notice.subject)
            if said is None:
                return []
            file = await attachments.sent_with(turn.session, said.id)
            return [handover_replies.person_writes(turn.t, said.name, said.role, said.text, file)]
        case NoticeKind.INVITED:
            return await _invited(turn.addressee, notice.subject)
        case NoticeKind.PARTNER_LINKED:
            found = await partners.partner_of(turn.session, turn.candidate)
            return [partner_replies.linked(turn.t, turn.knowledge, found)] if found else []
        case NoticeKind.PARTNER_ENDED:
            return (
                []
                if await partners.partner_of(turn.session, turn.candidate)
                else [partner_replies.ended_by_other(turn.t)]
            )
        case NoticeKind.GROUP_MESSAGE:
            written = await group_messages.said(turn.session, notice.subject)
            return [handover_replies.to_a_group(turn.t, written)] if written else []
        case NoticeKind.HANDED_BACK:
            if await who_answers.is_held(turn.session, turn.candidate, turn.now):
                return []
            return [handover_replies.handed_back(turn.t, waits=notice.data.get("waits", False))]
        case NoticeKind.PROFILE_CORRECTED:
            field = Field(notice.data["field"])
            by = handover_replies.person(turn.t, notice.data["name"], Role(notice.data["role"]))
            profile = await profiles.load(turn.session, turn.candidate)
            return [profile_replies.corrected(turn.t, turn.knowledge, profile, field, by)]
        case NoticeKind.STAFF_REPLY:
            return [handover_replies.somebody_wrote(turn.t)]
        case NoticeKind.STAFF_HANDED:
            return [handover_replies.handed_to_you(turn.t, notice.data["name"])]
        case NoticeKind.STAFF_DANGER:
            return [handover_replies.somebody_in_danger(turn.t)]
        case NoticeKind.STAFF_LOST:
            return [handover_replies.not_reachable(turn.t)]
        case NoticeKind.STAFF_SIGN_IN:
            asked = await sign_in.is_asked(turn.session, notice.subject, turn.now)
            numbers = notice.data["numbers"]
            return [console_replies.which_number(turn.t, notice.subject, numbers)] if asked else []
        case NoticeKind.STAFF_ALARM:
            waiting = len(await requests.waiting(turn.session))
            return [staff.alarm(turn.t, notice.data["about"], waiting, notice.data)]
        case NoticeKind.ANSWER:
            answer = await requests.text_of_note(turn.session, notice.subject)
            return [officer_answers.answer(turn.t, answer)] if answer else []
    return await _about_meeting(turn, notice)


async def _invited(reader: Addressee, preselection_id: str) -> list[Message]:
    """An officer's invitation to a trip or a job; empty: it was taken back, or is over."""
    found = await preselection.invitation(reader.session, preselection_id)
    if found is None:
        return []
    if found.trip_id is not None:
        trip = await trip_views.find(reader.session, found.trip_id)
        ahead = trip.departs_at > reader.now and trip.state in {*TAKES_REGISTRATIONS, TripState.CLOSED}
        return [invitation_replies.to_trip(reader.t, trip)] if ahead else []
    row = await employers.find_vacancy(reader.session, found.vacancy_id or "")
    return [invitation_replies.to_job(reader.t, row)] if row.is_open(local_day(reader.now)) else []


async def _about_meeting(turn: Turn, notice: Notice) -> list[Message]:
    """A meeting that is still ahead, told to the candidate or to the officer."""
    if "starts_at" in notice.data:  # the meeting is gone: only the notice knows when it was
        starts = datetime.fromisoformat(notice.data["starts_at"])
        gone = {
            NoticeKind.MEETING_WITHDRAWN: meeting_replies.meeting_withdrawn,
            NoticeKind.STAFF_MEETING_FREED: meeting_replies.staff_meeting_freed,
        }[notice.kind]
        return [gone(turn.t, starts)] if starts > turn.now else []
    row = await meetings.find(turn.session, notice.subject)
    if row is None or row.chat_id is None or row.starts_at <= turn.now:
        return []
    if notice.kind == NoticeKind.MEETING:
        return [meeting_replies.meeting_reminder(turn.t, row)]
    taken = notice.kind == NoticeKind.STAFF_MEETING_TAKEN
    return [meeting_replies.staff_meeting(turn.t, row.starts_at, row.chat_id, taken=taken)]
