import pytest

from unified_ats.http import next_link

NEXT = "https://api.example.com/jobs?cursor=a%2Cb"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (f'<{NEXT}>; rel="next"', NEXT),
        (f"<{NEXT}>; rel=next", NEXT),
        (f'<https://x.example.com/>; rel="prev", <{NEXT}>; rel="next last"; title="x"', NEXT),
        ('<https://x.example.com/>; rel="prev"', None),
        ("<https://x.example.com/>", None),
        ('<https://x.example.com/>; rel="nextish"', None),
        ("", None),
        (" ", None),
        (";;;", None),
    ],
)
def test_the_next_page(header: str, found: str | None) -> None:
    """The address of the relation "next" is found among others; an empty header has none."""
    assert next_link({"Link": header}) == found


def test_no_header() -> None:
    """An answer without the header has no next page."""
    assert next_link({}) is None
