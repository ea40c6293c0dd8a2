import copy
import pickle
from typing import Any

import pytest

import unified_ats
from unified_ats import errors
from unified_ats.errors import ATSError, error_for_status

MADE: list[ATSError] = [
    errors.ATSError("no", provider="acme", status_code=500, request_id="r", raw={"a": 1}),
    errors.ArgumentError({"page": "is wrong", "per_page": "too"}, provider="acme"),
    errors.UnsupportedError("acme", "offers.create", "not yet"),
    errors.UnreachableError("no", request_sent=False, provider="acme"),
    errors.ATSTimeoutError("no", request_sent=True, provider="acme"),
    errors.RateLimitError("no", provider="acme", retry_after=3.0),
]


def _repickled(error: ATSError) -> Any:
    return pickle.loads(pickle.dumps(error))  # noqa: S301  # our own


def _tree(kind: type[Any], indent: str = "") -> list[str]:
    lines = [f"{indent}{kind.__name__}"]
    for child in kind.__subclasses__():
        lines += _tree(child, indent + "    ")
    return lines


def test_the_docstring_draws_the_tree() -> None:
    """The tree drawn in the module's docstring is the tree there is, in its order."""
    drawing = (errors.__doc__ or "").partition("::\n\n")[2].partition("\n\nAll of them")[0]
    drawn = [line.translate(str.maketrans("├└│─", "    ")) for line in drawing.splitlines()]
    names = [line.partition(line.split()[0])[0] + line.split()[0] for line in drawn]
    assert [name.removeprefix("    ") for name in names] == _tree(ATSError)


def test_the_tree_is_public() -> None:
    """Every error can be caught by a name of the package, and its name ends in Error."""
    for line in _tree(ATSError):
        name = line.strip()
        assert name.endswith("Error")
        assert name in unified_ats.__all__


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_all_carry_the_same(error: ATSError) -> None:
    """Whatever was raised can be asked for provider, status, request id, wait and raw body."""
    assert error.provider == "acme"
    for name in ("status_code", "request_id", "retry_after", "raw"):
        assert hasattr(error, name)
    assert error.message == str(error)


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("again", [copy.copy, _repickled])
def test_errors_travel(error: ATSError, again: Any) -> None:
    """An error survives copying and pickling, as between the processes of a worker pool."""
    found = again(error)
    assert type(found) is type(error)
    assert (str(found), vars(found)) == (str(error), vars(error))


def test_messages() -> None:
    """Messages say what is wrong with which argument, and what is missing from which provider."""
    assert MADE[1].message == "page: is wrong; per_page: too"
    assert MADE[2].message == "acme does not support offers.create: not yet"
    assert errors.UnsupportedError("acme", "offers").message == "acme does not support offers"


@pytest.mark.parametrize(
    ("error", "in_doubt"),
    [
        (errors.ATSError("no"), False),
        (errors.ArgumentError({}), False),
        (errors.UnreachableError("no", request_sent=False), False),
        (errors.UnreachableError("no", request_sent=True), True),
        (errors.ATSTimeoutError("no", request_sent=True), True),
        (errors.InvalidRequestError("no"), False),
        (errors.RateLimitError("no"), False),
        (errors.ServerError("no"), True),
        (errors.BadResponseError("no"), True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_know_what_may_have_been_done(error: ATSError, *, in_doubt: bool) -> None:
    """A write is in doubt when it may have reached the ATS and no clear no came back."""
    assert error.in_doubt is in_doubt


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (errors.ArgumentError, ValueError),
        (errors.UnsupportedError, NotImplementedError),
        (errors.ATSTimeoutError, TimeoutError),
    ],
)
def test_errors_are_what_python_calls_them(kind: type, base: type) -> None:
    """Errors that Python has a word for can be caught by that word."""
    assert issubclass(kind, base)


@pytest.mark.parametrize("status", range(300, 600))
def test_every_status_has_a_class(status: int) -> None:
    """Each status from 300 has an error class: ours to judge, theirs to judge, or odd."""
    kind = error_for_status(status)
    assert issubclass(kind, errors.ResponseError)
    assert (kind is errors.ServerError) == (status >= 500)
    assert (kind is errors.BadResponseError) == (status < 400)
