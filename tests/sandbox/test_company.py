import hashlib
import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from unified_ats.errors import ConfigurationError
from unified_ats.sandbox import Company

NOW = datetime(2026, 3, 1, tzinfo=UTC)
OVER = {"hired", "rejected", "withdrawn"}


def dump(company: Company) -> str:
    """Return everything that a company holds, as text."""
    tables = [
        company.offices(),
        company.departments(),
        company.users(),
        company.stages(),
        company.rejection_reasons(),
        company.list_jobs()[0],
        company.list_candidates()[0],
        company.list_applications()[0],
    ]
    rows = [[attrs.asdict(record) for record in table] for table in tables]
    return json.dumps(rows, default=datetime.isoformat, sort_keys=True)


@pytest.fixture(scope="module")
def company() -> Company:
    """Generate the company of the usual size, to be read only."""
    return Company.generate()


def test_the_same_seed_gives_the_same_company() -> None:
    """Seed 1 with 5 jobs and 10 candidates is one and the same company everywhere, always."""
    first, second = (dump(Company.generate(seed=1, jobs=5, candidates=10)) for _ in range(2))
    assert first == second
    assert (
        hashlib.sha256(first.encode()).hexdigest()
        == "4e1ca7b5a92173925783eafa888138d1d242cf545fe6e7cd8c8592bb91089aab"
    )


def test_another_seed_gives_another_company() -> None:
    """Seeds differ in people and jobs."""
    first, second = (dump(Company.generate(seed=s, jobs=5, candidates=10)) for s in (1, 2))
    assert first != second


@pytest.mark.parametrize(("jobs", "candidates"), [(0, 0), (0, 3), (3, 0), (1, 1), (2, 50), (7, 96)])
def test_any_size_will_do(jobs: int, candidates: int) -> None:
    """The company has exactly as many jobs and candidates as asked for, however few."""
    company = Company.generate(jobs=jobs, candidates=candidates)
    assert company.list_jobs()[1] == jobs
    assert company.list_candidates()[1] == candidates
    assert (company.list_applications()[1] > 0) == (jobs > 0 and candidates > 0)


def test_no_fewer_than_nobody() -> None:
    """A negative size is refused."""
    with pytest.raises(ConfigurationError, match="fewer than 0"):
        Company.generate(jobs=-1)


def test_jobs_make_sense(company: Company) -> None:
    """All statuses occur, only opened jobs have a URL, and times follow each other."""
    jobs, _ = company.list_jobs()
    assert {job.status for job in jobs} == {"open", "closed", "draft", "pending", "archived"}
    for job in jobs:
        opened = job.status in {"open", "closed", "archived"}
        assert (job.opened_at is not None, job.url is not None) == (opened, opened)
        assert (job.closed_at is not None) == (job.status in {"closed", "archived"})
        times = [t for t in (job.created_at, job.opened_at, job.closed_at, job.updated_at) if t]
        assert times == sorted(times)
    assert any(job.office_id is None for job in jobs)
    assert any(job.department_id is None for job in jobs)


def test_applications_make_sense(company: Company) -> None:
    """Applications lie within the life of their job, and closed ones have a time."""
    jobs = {job.id: job for job in company.list_jobs()[0]}
    applications, total = company.list_applications()
    people = {person.id: person for person in company.list_candidates()[0]}
    assert 1.3 <= total / len(people) <= 1.5
    assert len({(each.candidate_id, each.job_id) for each in applications}) == total
    assert {each.status for each in applications} == OVER | {"active"}
    for each in applications:
        job = jobs[each.job_id]
        assert job.opened_at
        assert job.opened_at <= each.created_at <= each.updated_at
        assert each.updated_at <= (job.closed_at or each.updated_at)
        assert people[each.candidate_id].created_at <= each.created_at
        assert (each.closed_at is not None) == (each.status in OVER)
        assert (each.rejection_reason_id is not None) == (each.status == "rejected")


@pytest.mark.parametrize("candidates", [45 + 3, 60, 500])
def test_the_first_open_job_fills_pages(candidates: int) -> None:
    """The oldest and the newest open job have 45 applications or more, and some job none."""
    company = Company.generate(candidates=candidates)
    still_open, _ = company.list_jobs(status=["open"])
    for job in (still_open[0], still_open[-1]):
        assert company.list_applications(job_id=job.id)[1] >= 45
    counts = Counter(each.job_id for each in company.list_applications()[0])
    assert any(counts[job.id] == 0 for job in company.list_jobs()[0])


def test_people_are_made_up(company: Company) -> None:
    """E-mails are at example.com and differ, phones are fictitious, and some names are unusual."""
    people, total = company.list_candidates()
    emails = {person.email for person in people}
    assert len(emails) == total
    assert all(email.endswith("@example.com") and email.isascii() for email in emails)
    assert all("-555-01" in person.phone for person in people if person.phone)
    assert 0.02 <= sum(person.phone is None for person in people) / total <= 0.09
    assert [person.name for person in people if person.last_name is None] == ["Prasetyo"]
    names = " ".join(person.name for person in people)
    assert not names.isascii()
    assert "O'Connor-Smith" in names


def test_ids_are_in_the_order_of_time(company: Company) -> None:
    """The newest record has the highest number, and lists begin with it."""
    assert company.list_jobs(limit=1)[0][0].id == "job_50"
    assert company.list_candidates(limit=2, offset=1)[0][0].id == "cand_499"


def test_new_records_continue_the_sequence() -> None:
    """What is created gets the clock's time, the next ids, and the first stage."""
    company = Company.generate(jobs=2, candidates=3, clock=lambda: NOW)
    person = company.create_candidate(first_name="Jane", email="jane@example.com")
    assert (person.id, person.created_at, person.name) == ("cand_4", NOW, "Jane")
    before = company.list_applications()[1]
    application = company.create_application(candidate_id=person.id, job_id="job_1")
    assert application.id == f"app_{before + 1}"
    assert application.stage_id == company.stages()[0].id
    assert company.get_application(application.id) == application
    assert company.list_applications(candidate_id=person.id) == ([application], 1)


def test_applying_to_a_job_twice() -> None:
    """Nobody of the generated does, and the company lets those who do: façades may not."""
    company = Company.generate(jobs=4, candidates=60)
    applied = Counter((each.candidate_id, each.job_id) for each in company.list_applications()[0])
    assert set(applied.values()) == {1}
    [person, job] = next(iter(applied))
    company.create_application(candidate_id=person, job_id=job)
    assert company.list_applications(candidate_id=person, job_id=job)[1] == 2


def test_job_statuses_change_times() -> None:
    """Opening, closing and reopening a job set and clear what belongs to it."""
    company = Company.generate(jobs=2, candidates=0, clock=lambda: NOW)
    opened = company.set_job_status("job_2", "open")
    assert (opened.opened_at, opened.closed_at) == (NOW, None)
    assert opened.url
    assert company.set_job_status("job_2", "closed").closed_at == NOW
    assert company.set_job_status("job_2", "open").closed_at is None
    assert company.get_job("job_2") == company.set_job_status("job_2", "open")


def test_application_changes() -> None:
    """An application can be moved and closed; names that are new become the account's own."""
    company = Company.generate(jobs=1, candidates=1, clock=lambda: NOW)
    reason = company.rejection_reasons()[1]
    rejected = company.set_application("app_1", status="rejected", rejection_reason=reason.name)
    assert (rejected.closed_at, rejected.rejection_reason_id) == (NOW, reason.id)
    again = company.set_application("app_1", status="active", rejection_reason=None)
    assert (again.closed_at, again.rejection_reason_id) == (None, None)
    moved = company.set_application("app_1", stage="Vibe check")
    assert moved.stage_id == company.stages()[-1].id == "stage_6"
    assert company.stages()[-1].kind is None
    assert company.set_application("app_1", stage="Vibe check").stage_id == "stage_6"


def test_what_is_not_there_cannot_be_changed() -> None:
    """Changing an unknown job or application is a KeyError; getting one gives None."""
    company = Company.generate(jobs=1, candidates=1)
    with pytest.raises(KeyError, match="job_9"):
        company.set_job_status("job_9", "open")
    with pytest.raises(KeyError, match="app_9"):
        company.set_application("app_9", status="hired")
    assert company.get_candidate("cand_9") is None


def test_a_block_is_written_whole_or_not() -> None:
    """What fails inside an atomic block takes back everything that the block wrote."""
    company = Company.generate(jobs=1, candidates=1)

    def apply_nowhere() -> None:
        with company.atomic():
            person = company.create_candidate(first_name="Jane", email="jane@example.com")
            company.create_application(candidate_id=person.id, job_id="job_9")

    with pytest.raises(sqlite3.IntegrityError):
        apply_nowhere()
    assert company.list_candidates()[1] == 1


def test_writes_are_counted() -> None:
    """Reading leaves the count of writes alone, and each change moves it."""
    company = Company.generate(jobs=1, candidates=1)
    before = company.writes
    company.list_applications()
    assert company.writes == before
    company.set_application("app_1", status="hired")
    after = company.writes
    assert after > before
    company.create_candidate(first_name="Jane", email="jane@example.com")
    assert company.writes > after


def test_times_are_kept_to_the_microsecond() -> None:
    """A time comes back as it went in."""
    now = NOW + timedelta(microseconds=123457)
    company = Company.generate(jobs=1, candidates=0, clock=lambda: now)
    company.set_job_status("job_1", "closed")
    job = company.get_job("job_1")
    assert job
    assert job.closed_at == now


def test_a_file_keeps_the_company(tmp_path: Path) -> None:
    """A file that holds the company is opened with what was added to it."""
    db = tmp_path / "company.sqlite"
    first = Company.generate(jobs=3, candidates=4, db=db)
    first.create_candidate(first_name="Jane", email="jane@example.com")
    kept = dump(first)
    first.close()
    second = Company.generate(jobs=3, candidates=4, db=db)
    assert dump(second) == kept
    second.close()


@pytest.mark.parametrize("wanted", [(2, 3, 4), (1, 4, 4), (1, 3, 5)])
def test_a_file_with_another_company(tmp_path: Path, wanted: tuple[int, int, int]) -> None:
    """A file made with another seed or size is refused, and the error says what it holds."""
    db = tmp_path / "company.sqlite"
    Company.generate(seed=1, jobs=3, candidates=4, db=db).close()
    seed, jobs, candidates = wanted
    with pytest.raises(ConfigurationError, match="--seed 1 --jobs 3 --candidates 4"):
        Company.generate(seed=seed, jobs=jobs, candidates=candidates, db=db)


def test_files_that_hold_no_company(tmp_path: Path) -> None:
    """A text, another program's database, and a folder that is missing are refused."""
    text = tmp_path / "notes.txt"
    text.write_text("nothing that SQLite could read, and long enough to tell\n" * 20)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (id)")
    connection.close()
    for path in (text, other, tmp_path / "missing" / "company.sqlite"):
        with pytest.raises(ConfigurationError, match=path.name):
            Company.generate(db=path)
    assert text.read_text().startswith("nothing")
