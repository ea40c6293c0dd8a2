from datetime import timedelta

from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import EPOCH, Company, RunningSandbox


def test_the_facade_is_there_for_tests(sandbox: RunningSandbox) -> None:
    """A test reaches the façade that a sandbox runs, and so whatever that lets it switch."""
    assert isinstance(sandbox.facade, GenericSandbox)
    assert sandbox.facade.company is sandbox.company


def test_a_facade_changes_columns() -> None:
    """Changed columns take the time of the last change with them, unless that is given too."""
    later = EPOCH + timedelta(days=1)
    company = Company.generate(jobs=2, candidates=2, clock=lambda: later)
    [person, *_] = company.list_candidates()[0]
    changed = company.change(person, resume_url="https://example.com/cv.pdf")
    assert changed.updated_at == later
    assert company.get_candidate(person.id) == changed
    [application, *_] = company.list_applications()[0]
    moved = company.change(application, stage_id=None, updated_at=EPOCH)
    assert (moved.stage_id, moved.updated_at) == (None, EPOCH)
    assert company.get_application(application.id) == moved


def test_history_lies_before_the_epoch() -> None:
    """A façade can tell what the company began with from what was made since."""
    company = Company.generate(jobs=4, candidates=10)
    job = next(job for job in company.list_jobs()[0] if job.status == "open")
    new = company.create_candidate(first_name="Ada", email="ada@example.com")
    application = company.create_application(candidate_id=new.id, job_id=job.id)
    assert new.created_at > EPOCH
    assert application.created_at > EPOCH
    for noun in (company.list_jobs, company.list_candidates, company.list_applications):
        old = [each for each in noun()[0] if each.id not in {new.id, application.id}]
        assert old
        assert all(each.created_at < EPOCH for each in old)
