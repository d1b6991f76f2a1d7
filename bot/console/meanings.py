"""What the assistant took a message for, in words for officers."""

from collections.abc import Iterable

from bot.base.i18n import Texts

_SUBJECTS = (
    ("regions", "region regions ask_region ask_there compare compare_by chart way"),
    ("services", "service services"),
    (
        "trips",
        "trip trips trip_about trip_program register register_confirm my_trips my_day cancel_trip "
        "cancel_trip_confirm change_seats change_seats_confirm ticket calendar which_trip offer_accept offer_decline",
    ),
    (
        "work",
        "matches employer why vacancy interest choose_interest interest_confirm interest_withdraw which_employer "
        "which_to_save save_vacancy unsave_vacancy saved_vacancies job_alerts application_status trade trades",
    ),
    ("profile", "set toggle clear correct edit keep skip start_profile profile wish wishes must wrong why_asked"),
    ("french", "assess assess_french french_help french_level"),
    ("information", "article question ask ask_on advice what_helps fact_source"),
    ("person", "human danger_person meetings feedback"),
    ("data", "privacy consent my_data delete delete_confirm agreements what_they_see"),
    ("danger", "danger danger_over"),
    ("courtesy", "greet thanks goodbye back bot_challenge help welcome wait"),
    ("nothing", "unsure out_of_scope not_understood"),
)
_SUBJECT_OF = {name: subject for subject, names in _SUBJECTS for name in names.split()}


def meanings(t: Texts, refs: Iterable[str]) -> list[str]:
    """What encoded references (`region:11:housing`) are about, each subject once, in their order."""
    names = (encoded.partition(":")[0].partition("~")[0] for encoded in refs)
    words = {
        "regions": t.gettext("regions and towns"),
        "services": t.gettext("local services"),
        "trips": t.gettext("trips"),
        "work": t.gettext("employers and vacancies"),
        "profile": t.gettext("the profile"),
        "french": t.gettext("learning French"),
        "information": t.gettext("a question"),
        "person": t.gettext("a person of the program"),
        "data": t.gettext("personal data"),
        "danger": t.gettext("danger"),
        "courtesy": t.gettext("a courtesy"),
        "nothing": t.gettext("not understood"),
    }
    return list(dict.fromkeys(words.get(_SUBJECT_OF.get(name, ""), t.gettext("something else")) for name in names))
