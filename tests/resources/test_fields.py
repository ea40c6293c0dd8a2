from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.resources.conftest import MakeATS, Vendor
from unified_ats import ArgumentError, NewCandidate
from unified_ats.resources.fields import build, schema

GOOD: dict[str, Any] = {"name": "Jane Doe", "email": "jane@example.com", "job_id": "7"}


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("name", "  Jane Doe ", "Jane Doe"),
        ("name", "山田\u3000太郎", "山田\u3000太郎"),
        ("name", "ශ\u0dca\u200dර\u0dd3", "ශ\u0dca\u200dර\u0dd3"),
        ("name", "Zoë O'Brien-Müller Jr.", "Zoë O'Brien-Müller Jr."),
        ("name", "x" * 200, "x" * 200),
        ("email", " Jane@EXAMPLE.com ", "Jane@example.com"),
        ("email", "jane+jobs@mail.example.org", "jane+jobs@mail.example.org"),
        ("email", "o'brien@example.com", "o'brien@example.com"),
        ("phone", "+49 (30) 1234-5", "+49 (30) 1234-5"),
        ("phone", None, None),
        (
            "resume_url",
            "https://example.com/jane.pdf?x=1#p2",
            "https://example.com/jane.pdf?x=1#p2",
        ),
        ("resume_url", "http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("job_id", "../admin?x=", "../admin?x="),
    ],
)
def test_good_values(ats: MakeATS, field: str, given: Any, kept: Any) -> None:
    """Good values reach the vendor's adapter, without white space around them."""
    vendor = Vendor()
    ats(vendor).candidates.create(**{**GOOD, field: given})
    assert getattr(vendor.created[0], field) == kept


@pytest.mark.parametrize(
    ("field", "given", "problem"),
    [
        ("name", None, "is required"),
        ("name", "", "is empty"),
        ("name", " \u3000", "is empty"),
        ("name", 5, "is not text"),
        ("name", ["Jane"], "is not text"),
        ("name", b"Jane", "is not text"),
        ("name", "x" * 201, "is longer than 200 characters"),
        ("name", "Jane\nDoe", "has control characters"),
        ("name", "Jane\x00", "has control characters"),
        ("name", "Jane\u2028Doe", "has control characters"),
        ("name", "\ud800", "has control characters"),
        ("email", None, "is required"),
        *(
            ("email", email, "is not an e-mail address such as jane.doe@example.com")
            for email in [
                "",
                "jane",
                "@example.com",
                "jane@",
                "jane@example",
                "jane@@example.com",
                "jane doe@example.com",
                "jane@example.com, joe@example.com",
                "Jane <jane@example.com>",
                "jane@example.com\nBcc: joe@example.com",
                "jane@exa mple.com",
                "jane@-example.com",
                "jane@example..com",
                ".jane@example.com",
                "jane@[127.0.0.1]",
                "jane@\ud800.com",
                "j" * 300 + "@example.com",
            ]
        ),
        ("phone", "", "is empty"),
        ("phone", "1" * 51, "is longer than 50 characters"),
        ("phone", 4930, "is not text"),
        *(
            ("resume_url", url, "is not an address such as https://example.com/resume.pdf")
            for url in [
                "example.com/jane.pdf",
                "ftp://example.com/jane.pdf",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://",
                "https:///jane.pdf",
                "http://[::1",
                "http://example.com:99999/",
                "http://example.com:port/",
                "https://example.com/jane doe.pdf",
                "https://example.com/jane\u00a0doe.pdf",
            ]
        ),
        ("resume_url", "https://example.com/" + "x" * 2_000, "is longer than 2000 characters"),
        ("resume_url", "https://example.com/\r\nX: y", "has control characters"),
        ("job_id", "", "is empty"),
        ("job_id", None, "is required"),
        ("job_id", 7, "is not text"),
    ],
)
def test_wrong_values(ats: MakeATS, field: str, given: Any, problem: str) -> None:
    """A wrong value is an argument error with a message for its field, and nothing is sent."""
    vendor = Vendor()
    with pytest.raises(ArgumentError) as caught:
        ats(vendor).candidates.create(**{**GOOD, field: given})
    assert caught.value.fields == {field: problem}
    assert caught.value.provider == "memory"
    assert isinstance(caught.value, ValueError)
    assert not vendor.created


def test_every_problem_at_once() -> None:
    """All that is missing, wrong or unknown is told at once, and no value is repeated."""
    given = {"email": "of Joan", "phone": "1" * 99, "resume_url": "Joan", "nmae": "Joan"}
    with pytest.raises(ArgumentError) as caught:
        build(NewCandidate, given)
    assert list(caught.value.fields) == ["nmae", "name", "email", "phone", "resume_url", "job_id"]
    assert caught.value.fields["nmae"] == "is not a known field"
    assert not [word for word in ("Joan", "111") if word in str(caught.value)]
    assert caught.value.__context__ is None


def test_the_schema_says_what_is_checked() -> None:
    """The JSON Schema takes what is taken and refuses what is refused, as far as it can tell."""
    found = schema(NewCandidate)
    Draft202012Validator.check_schema(found)
    valid = Draft202012Validator(found).is_valid
    assert found["required"] == ["name", "email", "job_id"]
    assert valid(GOOD)
    assert valid({**GOOD, "phone": None})
    for wrong in ({"name": ""}, {"name": None}, {"name": "x" * 201}, {"phone": 5}, {"more": "x"}):
        assert not valid({**GOOD, **wrong})
