from collections.abc import Callable
from typing import Any

import attrs
import pytest

from unified_ats import BadResponseError, ConfigurationError, NotFoundError, Provider
from unified_ats.sandbox import RunningSandbox

Connect = Callable[..., Provider]
PERSON = {"name": "Wilhelmina Quast", "email": "wilhelmina.quast@example.com"}


def gone(ats: Provider) -> set[str]:
    """Return the ids of the users who have left."""
    params = {"includeDeactivated": True, "limit": 100}
    users = ats.request("GET", "/users", params=params).json()["data"]
    return {user["id"] for user in users if user["deactivatedAt"]}


def belonging(ats: Provider, owner: str, manager: str, creator: str) -> dict[str, Any]:
    """Return a posting whose people are all ``there``, ``gone`` or ``nobody``, as asked for."""
    left = gone(ats)

    def state(user: str | None) -> str:
        if user is None:
            return "nobody"
        return "gone" if user in left else "there"

    wanted = {"owner": owner, "hiringManager": manager, "user": creator}
    return next(
        dict(job.raw)
        for job in ats.jobs.iter(status="OPEN")
        if all(kind in ("any", state(job.raw[field])) for field, kind in wanted.items())
    )


@pytest.mark.parametrize(
    ("owner", "manager", "creator", "actor"),
    [
        ("there", "any", "any", "owner"),
        ("gone", "there", "any", "hiringManager"),
        ("nobody", "there", "any", "hiringManager"),
        ("nobody", "nobody", "there", "user"),
    ],
)
def test_nobody_named_means_whose_posting_it_is(
    sandbox: RunningSandbox, connect: Connect, owner: str, manager: str, creator: str, actor: str
) -> None:
    """Without perform_as, one call finds the owner, who hires or who made it, if still there."""
    ats = connect(perform_as=None)
    posting = belonging(ats, owner, manager, creator)
    sandbox.requests.clear()
    ats.candidates.create(**PERSON, job_id=posting["id"])
    looked_up, _, post = sandbox.requests
    assert looked_up.path == f"/v1/postings/{posting['id']}"
    assert (post.method, post.query["perform_as"]) == ("POST", posting[actor])


def test_a_posting_that_is_nobodys(sandbox: RunningSandbox, connect: Connect) -> None:
    """When nobody is there to act as, the error says what to set, and nothing is created."""
    ats = connect(perform_as=None)
    posting = belonging(ats, "nobody", "nobody", "nobody")
    with pytest.raises(ConfigurationError, match="LEVER_PERFORM_AS"):
        ats.candidates.create(**PERSON, job_id=posting["id"])
    assert not [each for each in sandbox.requests if each.method == "POST"]


def test_an_unknown_job_without_an_actor(connect: Connect) -> None:
    """A job that does not exist is not found, when its owner is looked for."""
    with pytest.raises(NotFoundError):
        connect(perform_as=None).candidates.create(**PERSON, job_id="no-such-job")


def test_a_posting_of_an_odd_shape(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """A posting that is none is an error that says where, when its owner is looked for."""
    ats = connect(perform_as=None)
    answer = attrs.evolve(ats.request("GET", "/stages"), body=b'{"data": []}')
    monkeypatch.setattr(ats.http, "get", lambda *_, **__: answer)
    with pytest.raises(BadResponseError, match=r"\$\.data"):
        ats.candidates.create(**PERSON, job_id="some-job")
