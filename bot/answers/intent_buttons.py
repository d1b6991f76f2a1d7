"""Buttons for intents: what to tap when a message may mean several things."""

from bot.base.i18n import Texts
from bot.replies.message import Button, Ref, ref


def button_for(t: Texts, intent: str) -> Button | None:
    """A button that does what this intent asks, or None for an intent that no button can express."""
    known = _buttons(t).get(intent)
    return Button(*known) if known else None


def _buttons(t: Texts) -> dict[str, tuple[str, Ref]]:
    return {
        "help": (t.gettext("See what I can do"), ref("help")),
        "change_language": (t.gettext("Change the language"), ref("language_menu")),
        "talk_to_human": (t.gettext("Talk to a person"), ref("human")),
        "start_profile": (t.gettext("Fill in my profile"), ref("start_profile")),
        "inform": (t.gettext("Tell you about myself"), ref("start_profile")),
        "correct_profile": (t.gettext("Correct an answer"), ref("correct")),
        "view_profile": (t.gettext("See my profile"), ref("profile")),
        "ask_privacy": (t.gettext("Know what you do with my data"), ref("privacy")),
        "export_my_data": (t.gettext("See my data"), ref("my_data")),
        "delete_my_data": (t.gettext("Erase my data"), ref("delete")),
        "find_employers": (t.gettext("Find employers who suit me"), ref("matches")),
        "explain_match": (t.gettext("Know why an employer is proposed"), ref("matches")),
        "ask_employer": (t.gettext("Know more about an employer"), ref("matches")),
        "express_interest": (t.gettext("Say that an employer interests me"), ref("choose_interest")),
        "ask_exploratory_trip": (t.gettext("Know what an exploratory trip is"), ref("article", "exploratory_trip")),
        "list_trips": (t.gettext("See the coming trips"), ref("trips")),
        "ask_trip_program": (t.gettext("See the program of a trip"), ref("trips")),
        "register_trip": (t.gettext("Register for a trip"), ref("trips")),
        "cancel_trip": (t.gettext("Cancel my seats on a trip"), ref("my_trips")),
        "my_trips": (t.gettext("See my trips"), ref("my_trips")),
        "ask_region": (t.gettext("Discover a region"), ref("regions")),
        "ask_housing": (t.gettext("Housing and rents"), ref("regions", "housing")),
        "ask_climate": (t.gettext("Climate"), ref("regions", "climate")),
        "ask_jobs_in_region": (t.gettext("Work in a region"), ref("regions", "jobs")),
        "ask_getting_there": (t.gettext("Distances and transport"), ref("regions", "getting_there")),
        "ask_schools_childcare": (t.gettext("Schools and child care"), ref("regions", "schools_childcare")),
        "ask_health_care": (t.gettext("Health care"), ref("regions", "health_care")),
        "ask_community": (t.gettext("Community life"), ref("regions", "community")),
        "compare_regions": (t.gettext("Compare regions"), ref("regions")),
        "ask_local_services": (t.gettext("Local services"), ref("services")),
        "ask_francisation": (t.gettext("Learn French"), ref("article", "francisation")),
        "francisation_register": (t.gettext("Register for French classes"), ref("article", "francisation_register")),
        "francisation_formats": (t.gettext("Formats of French classes"), ref("article", "francisation_formats")),
        "francisation_level": (t.gettext("Levels and tests of French"), ref("article", "francisation_levels")),
        "francisation_allowance": (t.gettext("Money while learning French"), ref("article", "francisation_allowance")),
        "assess_my_french": (t.gettext("Estimate my French"), ref("assess_french")),
        "ask_immigration_advisor": (t.gettext("Who may advise on immigration"), ref("article", "immigration_advisor")),
        "ask_immigration_procedure": (t.gettext("My immigration case"), ref("article", "immigration_procedure")),
        "ask_credential_recognition": (
            t.gettext("Recognition of a diploma"), ref("article", "credential_recognition")
        ),
        "ask_financial_aid": (t.gettext("Financial aid"), ref("article", "financial_aid")),
        "ask_worker_rights": (t.gettext("Workers’ rights"), ref("article", "worker_rights")),
        "ask_programme": (t.gettext("Know this program"), ref("article", "programme")),
        "report_hired": (t.gettext("Tell you that I found a job"), ref("hired")),
    }  # fmt: skip
