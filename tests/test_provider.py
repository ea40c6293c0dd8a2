from typing import Any, ClassVar

import attrs
import pytest

from tests.http.stub import Answer, serve
from unified_ats import (
    Application,
    ApplicationQuery,
    Applications,
    Auth,
    BearerAuth,
    Candidates,
    Capability,
    CreatedCandidate,
    HTTPOptions,
    InvalidRequestError,
    Job,
    JobQuery,
    Jobs,
    NewCandidate,
    Page,
    PageRequest,
    Provider,
    Response,
    ResponseError,
    Settings,
    UnsupportedError,
    setting,
)
from unified_ats.resources import Resource


class AcmeJobs(Jobs):
    """Jobs that can be listed and not looked up."""

    native_filters = frozenset({"updated_after"})
    client_filters = frozenset({"status"})

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Read one page."""
        return Page(items=[Job(id=str(one)) for one in self.http.get("/jobs").json()])


class AcmeCandidates(Candidates):
    """Candidates that can be created and not listed."""

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create nobody."""
        raise NotImplementedError


@attrs.frozen(kw_only=True)
class AcmeSettings(Settings):
    """Settings of Acme."""

    root: str = setting("ACME_ROOT", help="root")
    api_key: str = setting("ACME_KEY", help="key", secret=True, default="k3y")


class Acme(Provider):
    """A provider with two of the resources."""

    name = "acme"
    title = "Acme"
    Settings = AcmeSettings
    resources: ClassVar[tuple[type[Resource], ...]] = (AcmeJobs, AcmeCandidates)

    def base_url(self) -> str:
        """Return the root."""
        return str(self.settings.root)

    def auth(self) -> Auth:
        """Return a token that is no setting."""
        return BearerAuth("t0k3n")

    def read_error(self, response: Response) -> str | ResponseError | None:
        """Return the whole body."""
        return response.text


@pytest.fixture
def acme() -> Acme:
    """Return a provider that calls nobody."""
    return Acme(AcmeSettings(root="http://127.0.0.1:1"))


def test_capabilities_are_what_is_implemented(acme: Acme) -> None:
    """Capabilities follow from what is overridden: no list means no filters either."""
    assert acme.capabilities == {
        "jobs": Capability(
            operations=("list",), filters={"updated_after": "native", "status": "client"}
        ),
        "candidates": Capability(operations=("create",), filters={}),
    }
    assert not acme.jobs.supports("no such thing")


def test_what_is_not_implemented(acme: Acme) -> None:
    """An operation that is not overridden raises an error that names it."""
    missing: dict[str, Any] = {
        "jobs.get": lambda: acme.jobs.get("1"),
        "candidates.get": lambda: acme.candidates.get("1"),
        "candidates.list": acme.candidates.list,
        "applications": lambda: acme.applications,
    }
    for operation, call in missing.items():
        with pytest.raises(UnsupportedError, match=f"acme does not support {operation}") as caught:
            call()
        assert caught.value.operation == operation
    with pytest.raises(UnsupportedError):
        next(acme.candidates.iter())


class AcmeApplications(Applications):
    """Applications that can be listed and not looked up."""

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Read no page."""
        return Page(items=[])


def test_every_optional_method_says_so() -> None:
    """What a vendor may implement raises until it does, in every resource."""

    class Bare(Acme):
        resources = (Candidates, AcmeApplications)

    with Bare(AcmeSettings(root="http://127.0.0.1:1")) as made:
        with pytest.raises(UnsupportedError, match=r"applications\.get"):
            made.applications.get("1")
        with pytest.raises(UnsupportedError, match=r"candidates\.create"):
            made.candidates.create(name="Jane", email="jane@example.com", job_id="1")


def test_other_names_are_no_attributes(acme: Acme) -> None:
    """What is no resource at all is an ordinary missing attribute."""
    with pytest.raises(AttributeError, match="'Acme' object has no attribute 'offrs'"):
        _ = acme.offrs


def test_a_provider_must_be_complete() -> None:
    """A provider without its address and authentication cannot be made."""

    class Half(Provider):
        name = "half"

    with pytest.raises(TypeError, match="abstract"):
        Half(Settings())  # type: ignore[abstract]


def test_repr_shows_no_secret(acme: Acme) -> None:
    """The repr of a provider shows its settings without secrets."""
    assert repr(acme) == "<Acme AcmeSettings(root='http://127.0.0.1:1', api_key='***')>"


def test_a_vendor_may_leave_errors_alone() -> None:
    """A provider that reads no error bodies gets errors all the same, without words."""

    class Terse(Acme):
        read_error = Provider.read_error

    with serve() as stub, Terse(AcmeSettings(root=stub.url)) as ats:
        stub.script(Answer(400, json_body={"message": "no"}))
        with pytest.raises(InvalidRequestError, match=r"^acme answered 400 to GET /users$"):
            ats.request("GET", "/users")


def test_the_passthrough() -> None:
    """Any endpoint can be called: signed, encoded, with our errors and secrets struck out."""
    with serve() as stub, Acme(AcmeSettings(root=stub.url), http=HTTPOptions(attempts=1)) as ats:
        stub.script(Answer(json_body=[7]), Answer(400, body=b"bad k3y, bad t0k3n"))
        found = ats.request("PUT", "/users/{id}", {"id": "a/b"}, params={"x": 1}, json={"y": 2})
        assert found.json() == [7]
        seen = stub.seen[0]
        assert (seen.method, seen.target) == ("PUT", "/users/a%2Fb?x=1")
        assert (seen.headers["Authorization"], seen.body) == ("Bearer t0k3n", b'{"y": 2}')
        with pytest.raises(InvalidRequestError) as caught:
            ats.request("GET", "/users")
        assert caught.value.raw == "bad [secret], bad [secret]"
        assert "k3y" not in str(caught.value).replace("[secret]", "")


def test_resources_share_the_transport() -> None:
    """Resources call through their provider, and the context manager closes its connections."""
    with serve() as stub:
        stub.script(Answer(json_body=[1, 2]))
        with Acme(AcmeSettings(root=stub.url)) as ats:
            assert [job.id for job in ats.jobs.iter()] == ["1", "2"]
            ats.jobs.list()
        ats.jobs.list()
        assert len({seen.connection for seen in stub.seen}) == 2
        ats.close()
        assert ats.jobs.settings is ats.settings
