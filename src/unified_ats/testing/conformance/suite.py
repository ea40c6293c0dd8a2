"""What the conformance tests stand on: what an author declares, and the fixtures."""

import time
from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar, Literal, NoReturn

import attrs
import pytest

from unified_ats.http import HTTPOptions
from unified_ats.provider import Provider
from unified_ats.registry import provider_class
from unified_ats.resources import JobStatus
from unified_ats.sandbox import Candidate, RunningSandbox, Sandbox, launch
from unified_ats.testing.conformance.truth import CompanyRecord, Truth

__all__ = ["FILTERS", "OPERATIONS", "Suite", "Waits"]

OPERATIONS = (
    "jobs.list",
    "jobs.get",
    "candidates.create",
    "candidates.list",
    "candidates.get",
    "applications.list",
    "applications.get",
)
FILTERS = (
    "jobs.list(status)",
    "jobs.list(updated_after)",
    "candidates.list(email)",
    "candidates.list(updated_after)",
    "applications.list(job_id)",
    "applications.list(status)",
    "applications.list(updated_after)",
)


class Waits:
    """A clock that waiting moves on at once.

    Attributes:
        asked: seconds of each wait, in order.
    """

    def __init__(self) -> None:
        self.asked: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        self.asked.append(seconds)

    def clock(self) -> float:
        """Return monotonic seconds, as if the waits had been real."""
        return time.monotonic() + sum(self.asked)


class Suite:
    """Base of the conformance tests: one provider against its sandbox."""

    # -- an author declares ---------------------------------------------------------------------

    provider: ClassVar[str]
    """Entry-point name of the provider and of its sandbox."""

    # -- an author may declare ------------------------------------------------------------------

    expected_skips: ClassVar[Collection[str] | None] = None
    """What may be skipped, such as ``{"candidates.list", "forbidden"}``. Once given, any other
    skip fails, and so does a name here that is no longer skipped."""
    lacks: ClassVar[Mapping[str, str]] = {}
    """What the vendor has not, with the reason: ``"jobs.vendor_status"`` and
    ``"applications.vendor_status"`` when it cannot show a word of its own for the status,
    ``"jobs.pages"`` when its jobs come whole."""
    wrong_credentials: ClassVar[Mapping[str, Any]] = {}
    """Settings the sandbox answers 401 to; without any, each secret setting is ``"wrong"``."""
    forbidden_credentials: ClassVar[Mapping[str, Any] | None] = None
    """Settings the sandbox answers 403 to, if it can."""
    duplicate: ClassVar[Literal["refused", "kept", "added"]] = "refused"
    """What the vendor does with a second application of one person to one job: it refuses it
    (:class:`ConflictError`), keeps the first, or adds another."""
    person_per_application: ClassVar[bool] = False
    """Whether the vendor has a person once for each application, under the application's id; then
    :meth:`vendor_id` is asked for applications and jobs only."""
    create_path: ClassVar[str] = "*"
    """Path of the POST that creates a candidate, for vendors whose reads are POSTs too; ``*``
    stands for anything."""
    job_statuses: ClassVar[Mapping[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.PENDING,
        "archived": JobStatus.ARCHIVED,
    }
    """The company's words for a job's status, and what the adapter should make of them."""

    employment_types: ClassVar[Mapping[str, str]] = {}
    """The company's words for a job's employment type, and the vendor's, where they differ."""

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the id under which the vendor shows a record of the company."""
        return record.id

    def shows(self, record: CompanyRecord) -> bool:  # noqa: ARG002  # for those who override it
        """Whether the vendor's API shows a record of the company at all."""
        return True

    def provider_class(self) -> type[Provider]:
        """Return the provider class; override it for one that is not installed."""
        return provider_class(self.provider)

    def sandbox_class(self) -> str | type[Sandbox]:
        """Return the sandbox's entry-point name, or its class when it is not installed."""
        return self.provider

    # -- what the tests use ---------------------------------------------------------------------

    @pytest.fixture
    def sandbox(self) -> Iterator[RunningSandbox]:
        """Run the vendor's sandbox over a company of its own for each test."""
        with launch(self.sandbox_class(), jobs=24, candidates=60, rate_limit=False) as sandbox:
            yield sandbox

    @pytest.fixture
    def waits(self) -> Waits:
        """Record how long the provider waits, without waiting."""
        return Waits()

    @pytest.fixture
    def ats(self, sandbox: RunningSandbox, waits: Waits) -> Iterator[Provider]:
        """Connect the provider with the sandbox's settings."""
        with self.connect(sandbox, waits) as ats:
            yield ats

    @pytest.fixture
    def truth(self, sandbox: RunningSandbox) -> Truth:
        """Say what the vendor ought to show."""
        return self.truth_of(sandbox)

    def truth_of(self, sandbox: RunningSandbox) -> Truth:
        """Return what the vendor ought to show of a sandbox's company."""
        company = sandbox.company

        def vendor_id(record: CompanyRecord) -> str:
            if self.person_per_application and isinstance(record, Candidate):
                *_, record = company.list_applications(candidate_id=record.id)[0]
            return self.vendor_id(record)

        return Truth(
            company=company,
            vendor_id=vendor_id,
            shows=self.shows,
            person_per_application=self.person_per_application,
            employment_types=self.employment_types,
        )

    def connect(
        self, sandbox: RunningSandbox, waits: Waits, *, read_timeout: float = 10.0, **changes: Any
    ) -> Provider:
        """Return a provider for the sandbox; ``changes`` go over the sandbox's settings."""
        kind = self.provider_class()
        env = sandbox.env
        given = {item.name: env[item.env] for item in kind.Settings.declared() if item.env in env}
        settings = kind.Settings.from_arguments(self.provider, given)
        options = HTTPOptions(
            connect_timeout=5.0,
            read_timeout=read_timeout,
            clock=waits.clock,
            sleep=waits.sleep,
            resolve=lambda _host, _port: (),  # no file is fetched: the suite stays on this machine
        )
        return kind(attrs.evolve(settings, **changes), http=options)

    def wrong(self) -> dict[str, Any]:
        """Return settings that the sandbox does not know."""
        declared = self.provider_class().Settings.declared()
        return dict(self.wrong_credentials) or {
            item.name: "wrong" for item in declared if item.secret
        }

    def missing(self, ats: Provider) -> dict[str, str]:
        """Return what cannot be tested with this provider, and why."""
        found = dict(self.lacks)
        capabilities = ats.capabilities
        for name in OPERATIONS:
            noun, _, operation = name.partition(".")
            if noun not in capabilities or operation not in capabilities[noun].operations:
                found[name] = f"{self.provider} does not support it"
        for name in FILTERS:
            noun, _, word = name.partition(".list(")
            if noun not in capabilities or word.rstrip(")") not in capabilities[noun].filters:
                found[name] = f"{self.provider} has no such filter"
        if self.forbidden_credentials is None:
            found["forbidden"] = "no forbidden_credentials are declared"
        return found

    def needs(self, ats: Provider, *names: str) -> None:
        """Skip the test, visibly, when something it needs is missing."""
        missing = self.missing(ats)
        for name in names:
            if name in missing:
                self.skip(name, missing[name])

    def skip(self, name: str, why: str) -> NoReturn:
        """Skip the test, or fail it when the author does not expect this skip."""
        if self.expected_skips is not None and name not in self.expected_skips:
            pytest.fail(f"{name} is skipped ({why}), and expected_skips does not name it")
        pytest.skip(f"{name}: {why}")
