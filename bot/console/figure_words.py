"""What the figures count and divide, in words."""

from collections.abc import Mapping

from bot.base.i18n import Texts, own_name
from bot.knowledge import Knowledge
from bot.programme.yearly_breakdown import ERASED, UNKNOWN, By, Measure, Part, TripDay
from bot.programme.yearly_report import Step


def step_names(t: Texts) -> dict[Step, str]:
    """How far somebody came."""
    return {
        Step.AGREED: t.gettext("agreed that their answers are kept"),
        Step.TRAVELLED: t.gettext("came on a trip (households)"),
        Step.MET: t.gettext("met an employer there (households)"),
        Step.OFFERED: t.gettext("told of an offer"),
        Step.ACCEPTED: t.gettext("accepted it"),
        Step.STARTED: t.gettext("started in the job"),
    }


def kept_names(t: Texts) -> dict[str, str]:
    """How long a job is known to have lasted."""
    return {
        "1m": t.gettext("still there after a month"),
        "3m": t.gettext("still there after three months"),
        "6m": t.gettext("still there after six months"),
        "12m": t.gettext("still there after a year"),
    }


def measure_names(t: Texts) -> dict[Measure, str]:
    """What the programme counted from its beginning."""
    return {
        Measure.ACTIVITIES: t.gettext("trips and other activities"),
        Measure.TOWNS: t.gettext("towns"),
        Measure.COMPANIES: t.gettext("companies"),
        Measure.PARTICIPANTS: t.gettext("participants"),
        Measure.JOBS: t.gettext("jobs accepted"),
    }


def table_words(t: Texts, by: By) -> tuple[str, str, str]:
    """The title of a part of the year, what it shows, and what its groups are."""
    return {
        By.LANGUAGE: (
            t.gettext("By language"), t.gettext("In which language people talk with the assistant."),
            t.gettext("Language"),
        ),
        By.REGION: (
            t.gettext("By region"), t.gettext("The region of the trip, and that of the employer."), t.gettext("Region"),
        ),
        By.TRADE: (
            t.gettext("By trade"), t.gettext("The trade that people told, of those who came or have a job."),
            t.gettext("Trade"),
        ),
        By.TRIP: (
            t.gettext("By trip"),
            t.gettext("Households expected on each trip; a job counts with the last trip before it was told."),
            t.gettext("Trip"),
        ),
    }[by]  # fmt: skip


def group_names(t: Texts, knowledge: Knowledge, part: Part, trips: Mapping[str, TripDay]) -> dict[str, str]:
    """The groups of a part, by their codes."""
    unknown = t.gettext("without a trip") if part.by is By.TRIP else t.gettext("not known")
    special = {UNKNOWN: unknown, ERASED: t.gettext("erased since")}

    def name(code: str) -> str:
        match part.by:
            case By.LANGUAGE:
                return own_name(code)
            case By.REGION:
                return knowledge.place_name(code, t.language)
            case By.TRADE:
                known = knowledge.occupations.get(code)
                return known.title(t.language) if known else code
        return f"{trips[code].town}, {t.short_date(trips[code].departs_at)}"

    return {code: special.get(code) or name(code) for code in part.groups}
