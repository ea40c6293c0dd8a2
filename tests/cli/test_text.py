import json

import pytest

from unified_ats.cli.text import json_text, one_line, spreadsheet_cell


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Zoë O'Connor 王", "Zoë O'Connor 王"),
        ("two\n lines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\x9b31mred\x7f", "\ufffd31mred\ufffd"),
        ("gpj.\u202eexe", "gpj.\ufffdexe"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_one_line(text: str, safe: str) -> None:
    """Text of others stays as it is, but for what a terminal would obey."""
    assert one_line(text) == safe


@pytest.mark.parametrize("value", ["\x1b[2J", "\x9b2J", "\u202e", "half \ud83d", "Zoë", '"\\'])
def test_json_text(value: str) -> None:
    """JSON says the same after escaping, can be encoded, and holds nothing a terminal obeys."""
    text = json_text({"name": value})
    assert json.loads(text) == {"name": value}
    assert text.encode()
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Ann", "Ann"),
        (None, ""),
        (["a"], '["a"]'),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM", "'@SUM"),
        ("-1", "'-1"),
        ("+1 555 0100", "'+1 555 0100"),
        ("\uff1d1", "'\uff1d1"),
        ("1-2", "1-2"),
        ("two\r\nlines", "two\nlines"),
        ("bell\x07", "bell\ufffd"),
    ],
)
def test_spreadsheet_cell(value: object, cell: str) -> None:
    """No cell begins as a formula does, phone numbers included; line ends within are kept."""
    assert spreadsheet_cell(value) == cell


@pytest.mark.parametrize("start", ["\t", "\r", "\n"])
def test_hidden_formula(start: str) -> None:
    """White space before a formula does not hide it."""
    assert spreadsheet_cell(f"{start}=1+1").startswith("'")
