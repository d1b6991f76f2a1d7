"""What the assistant took a message for, in words for officers."""

from collections.abc import Iterable

from bot.base.i18n import Texts

_SUBJECTS = (
    (
        "regions",
        "region regions ask_region ask_there compare compare_by chart way ask_housing ask_climate ask_jobs_in_region "
        "ask_getting_there ask_schools_childcare ask_health_care ask_community compare_regions",
    ),
    ("services", "service services ask_local_services"),
    (
        "trips",
        "trip trips trip_about trip_asked seats_asked trip_program register register_confirm my_trips my_day "
        "cancel_trip cancel_trip_confirm change_seats change_seats_confirm ticket calendar which_trip offer_accept "
        "offer_decline ask_exploratory_trip list_trips ask_trip_program register_trip",
    ),
    (
        "work",
        "matches employer why vacancy interest choose_interest interest_confirm interest_withdraw which_employer "
        "which_to_save save_vacancy unsave_vacancy saved_vacancies job_alerts job_alerts_off job_alerts_now "
        "application_status trade trades "
        "vacancy_asked find_employers explain_match ask_employer express_interest report_hired ask_why_none",
    ),
    (
        "profile",
        "set toggle clear correct edit keep skip start_profile profile wish wishes must wrong why_asked inform "
        "correct_profile view_profile",
    ),
    (
        "french",
        "assess assess_french french_help french_level ask_francisation francisation_register francisation_formats "
        "francisation_level francisation_allowance assess_my_french",
    ),
    (
        "information",
        "article question ask ask_on advice what_helps fact_source ask_immigration_advisor ask_immigration_procedure "
        "ask_credential_recognition ask_financial_aid ask_worker_rights ask_programme",
    ),
    ("person", "human danger_person meetings feedback talk_to_human give_feedback"),
    (
        "data",
        "privacy consent my_data delete delete_confirm agreements what_they_see ask_privacy export_my_data "
        "delete_my_data",
    ),
    ("danger", "danger danger_over emergency"),
    (
        "courtesy",
        "greet thanks goodbye back bot_challenge help welcome wait thank affirm deny go_back cancel skip "
        "change_language",
    ),
    ("nothing", "unsure out_of_scope not_understood later"),
)
_SUBJECT_OF = {name: subject for subject, names in _SUBJECTS for name in names.split()}


def meanings(t: Texts, refs: Iterable[str]) -> list[str]:
    """The subjects of encoded references (`region:11:housing`), each once, in their order."""
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
