"""The history of the fake company, written from a seed: a pure function, the same everywhere.

Everything that happened lies before `EPOCH`, so that what is created through an API later is newer.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from unified_ats.sandbox import people
from unified_ats.sandbox.dice import Dice
from unified_ats.sandbox.records import (
    Application,
    Candidate,
    Department,
    Job,
    Office,
    Record,
    RejectionReason,
    Stage,
    User,
)

__all__ = [
    "CROWD",
    "EPOCH",
    "HISTORY",
    "JOB_STATUSES",
    "NEWEST_JOB",
    "OUTCOMES",
    "WANTED",
    "History",
    "generate",
    "identity",
    "job_url",
]

EPOCH = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HISTORY = timedelta(days=540)
NEWEST_JOB = timedelta(days=60)
CROWD = 48
"""How many apply to each of the two popular jobs: three pages of the usual size."""

JOB_STATUSES = (
    "open", "draft", "open", "closed", "open", "pending", "open", "archived", "open", "open",
)  # fmt: skip
OUTCOMES = {
    "open": ("active",) * 15 + ("rejected",) * 7 + ("withdrawn",) * 2 + ("hired",),
    "closed": ("rejected",) * 7 + ("withdrawn", "hired"),
    "archived": ("rejected",) * 7 + ("withdrawn", "hired"),
}
"""How applications fare by the status of their job; only jobs that were opened have any."""

WANTED = (1,) * 13 + (2,) * 5 + (3,) * 2
"""How many jobs a candidate applies to."""

_DAY = timedelta(days=1)


def identity(kind: type[Record], seq: int) -> dict[str, Any]:
    """Return the fields that every record has: its number, and the readable id around it."""
    return {"seq": seq, "id": f"{kind.PREFIX}_{seq}"}


@attrs.frozen(kw_only=True)
class History:
    """Everything that the company holds on the morning of the epoch."""

    offices: Sequence[Office]
    departments: Sequence[Department]
    users: Sequence[User]
    stages: Sequence[Stage]
    rejection_reasons: Sequence[RejectionReason]
    jobs: Sequence[Job]
    candidates: Sequence[Candidate]
    applications: Sequence[Application]

    def tables(self) -> Iterator[Sequence[Record]]:
        """Yield the records by kind, a referenced kind before the ones that refer to it."""
        yield from (getattr(self, field.name) for field in attrs.fields(History))


def generate(*, seed: int, jobs: int, candidates: int) -> History:
    """Return the company that belongs to a seed and sizes."""
    dice = Dice(seed)
    setting = _setting()
    all_jobs = _jobs(dice, jobs, setting)
    visits = _visits(dice, candidates, [job for job in all_jobs if job.opened_at])
    drafts = [
        (person, _applications(dice, applied, setting))
        for person, applied in zip(_people(dice, candidates), visits, strict=True)
    ]
    everyone, applications = _numbered(dice, drafts)
    return History(**setting, jobs=all_jobs, candidates=everyone, applications=applications)


def _setting() -> dict[str, Any]:
    """Return what every company has, whatever its seed."""
    return {
        "offices": [
            Office(**identity(Office, n), name=name, city=city, country=country)
            for n, (name, city, country) in enumerate(people.OFFICES, 1)
        ],
        "departments": [
            Department(**identity(Department, n), name=name)
            for n, name in enumerate(people.DEPARTMENTS, 1)
        ],
        "users": [
            User(
                **identity(User, n),
                first_name=first,
                last_name=last,
                email=f"{_slug(first)}.{_slug(last)}@example.com",
                role=role,
            )
            for n, (first, last, role) in enumerate(people.USERS, 1)
        ],
        "stages": [
            Stage(**identity(Stage, n), name=name, kind=kind)
            for n, (name, kind) in enumerate(people.STAGES, 1)
        ],
        "rejection_reasons": [
            RejectionReason(**identity(RejectionReason, n), name=name)
            for n, name in enumerate(people.REJECTION_REASONS, 1)
        ],
    }


def _jobs(dice: Dice, count: int, setting: dict[str, Any]) -> list[Job]:
    created = sorted(dice.moment(EPOCH - HISTORY, EPOCH - NEWEST_JOB) for _ in range(count))
    return [_job(dice, index, moment, setting) for index, moment in enumerate(created)]


def _job(dice: Dice, index: int, created: datetime, setting: dict[str, Any]) -> Job:
    role, department = people.TITLES[index % len(people.TITLES)]
    title = dice.pick(people.LEVELS) + role
    status = JOB_STATUSES[index % len(JOB_STATUSES)]
    office = dice.pick(setting["offices"])
    recruiters = [user for user in setting["users"] if user.role == "recruiter"]
    managers = [user for user in setting["users"] if user.role == "hiring_manager"]
    opened = dice.moment(created, created + 9 * _DAY) if status in OUTCOMES else None
    over = opened is not None and status != "open"
    closed = dice.moment(opened + 20 * _DAY, EPOCH - _DAY) if opened and over else None
    ids = identity(Job, index + 1)
    return Job(
        **ids,
        title=title,
        status=status,
        department_id=None
        if index % 9 == 4  # now and then one is filed under nothing
        else next(d.id for d in setting["departments"] if d.name == department),
        office_id=None if index % 7 == 3 else office.id,  # or is done from anywhere
        employment_type=dice.pick(people.EMPLOYMENT_TYPES),
        hiring_manager_id=dice.pick(managers).id,
        recruiter_id=dice.pick(recruiters).id,
        description=None if status == "draft" else _description(dice, title, department),
        url=job_url(ids["id"]) if opened else None,
        created_at=created,
        updated_at=dice.moment(closed or opened or created, EPOCH),
        opened_at=opened,
        closed_at=closed,
    )


def job_url(job_id: str) -> str:
    """Return where the public reads about a job, once it has been opened."""
    return f"https://careers.example.com/jobs/{job_id}"


def _description(dice: Dice, title: str, department: str) -> str:
    first, second, third = dice.shuffled(people.DUTIES)[:3]
    return f"{title} in our {department} team. You will {first}, {second}, and {third}."


def _people(dice: Dice, count: int) -> list[dict[str, Any]]:
    unusual = people.UNUSUAL_NAMES[: count // 2]
    usual = [
        (dice.pick(people.FIRST_NAMES), dice.pick(people.LAST_NAMES))
        for _ in range(count - len(unusual))
    ]
    seen: dict[str, int] = {}
    return [_person(dice, first, last, seen) for first, last in dice.shuffled([*unusual, *usual])]


def _person(dice: Dice, first: str, last: str | None, seen: dict[str, int]) -> dict[str, Any]:
    mailbox = ".".join(_slug(word) for word in (first, last) if word)
    seen[mailbox] = seen.get(mailbox, 0) + 1
    number = "" if seen[mailbox] == 1 else str(seen[mailbox])
    phone = f"+1-{dice.pick(people.AREA_CODES)}-555-01{dice.below(100):02d}"
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{mailbox}{number}@example.com",
        "phone": None if dice.chance(0.05) else phone,
        "title": dice.pick(people.TITLES)[0],
        "company": None if dice.chance(0.1) else dice.pick(people.EMPLOYERS),
        "location": None if dice.chance(0.05) else dice.pick(people.PLACES),
    }


def _slug(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def _visits(dice: Dice, candidates: int, opened: Sequence[Job]) -> list[list[Job]]:
    """Return for every candidate the jobs they applied to.

    The first and the last open job draw a crowd: the first has the lowest number, the last heads
    every list that begins with the newest.
    """
    still_open = [job for job in opened if job.status == "open"]
    crowd = CROWD if candidates >= CROWD else (candidates * 7 + 9) // 10
    visits: list[list[Job]] = []
    for n in range(candidates):
        chosen = still_open[:1] if n < crowd else []
        if n >= candidates - crowd:
            chosen = [*chosen, *still_open[-1:]]
        missing = dice.pick(WANTED) - len(chosen) if opened else 0
        chosen = [*chosen, *(dice.pick(opened) for _ in range(missing))]
        visits.append(list({job.id: job for job in chosen}.values()))
    return dice.shuffled(visits)


def _applications(
    dice: Dice, applied: Sequence[Job], setting: dict[str, Any]
) -> list[dict[str, Any]]:
    return [_application(dice, job, setting) for job in applied]


def _application(dice: Dice, job: Job, setting: dict[str, Any]) -> dict[str, Any]:
    end = job.closed_at or EPOCH
    applied = dice.moment(job.opened_at or job.created_at, end - _DAY)
    moved = dice.moment(applied, end)
    status = dice.pick(OUTCOMES[job.status])
    stages = setting["stages"]
    reached = stages[-1] if status == "hired" else dice.pick([*stages[:2], *stages])
    reason = dice.pick(setting["rejection_reasons"])
    return {
        "job_id": job.id,
        "stage_id": None if status == "active" and dice.chance(0.03) else reached.id,
        "status": status,
        "source": None if dice.chance(0.05) else dice.pick(people.SOURCES),
        "rejection_reason_id": reason.id if status == "rejected" else None,
        "created_at": applied,
        "updated_at": moved,
        "closed_at": None if status == "active" else moved,
    }


def _numbered(
    dice: Dice, drafts: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]]
) -> tuple[list[Candidate], list[Application]]:
    """Give ids in the order of time: who applied first is `cand_1`."""
    dated = []
    for person, applications in drafts:
        first = [application["created_at"] for application in applications]
        last = [application["updated_at"] for application in applications]
        created = min(first, default=EPOCH - HISTORY)
        times = {"created_at": created, "updated_at": max(last, default=created)}
        dated.append((person | times, applications))
    candidates: list[Candidate] = []
    waiting: list[dict[str, Any]] = []
    for n, (person, applications) in enumerate(sorted(dated, key=lambda d: d[0]["created_at"]), 1):
        ids = identity(Candidate, n)
        resume = f"https://files.example.com/resumes/{ids['id']}.pdf"
        resume_url = None if dice.chance(0.1) else resume
        candidates.append(Candidate(**ids, **person, resume_url=resume_url))
        waiting.extend({**application, "candidate_id": ids["id"]} for application in applications)
    waiting.sort(key=lambda application: application["created_at"])
    return candidates, [
        Application(**identity(Application, n), **values) for n, values in enumerate(waiting, 1)
    ]
