"""Text that others wrote, made safe for where it is shown."""

import json
import re
from typing import Any

__all__ = ["json_text", "one_line", "spreadsheet_cell"]

_CONTROLS = (
    r"\x7f-\x9f"  # DEL and the C1 controls: some terminals obey them as they obey ESC
    r"\u2028-\u202e\u2066-\u2069"  # line ends and changes of direction: text that shows as other
    r"\ud800-\udfff"  # halves of characters, which cannot be encoded
)
_UNSAFE = re.compile(rf"[\x00-\x1f{_CONTROLS}]")
_UNSAFE_IN_JSON = re.compile(rf"[{_CONTROLS}]")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What may begin a formula; the last four are the first four in full width."""


def one_line(text: str) -> str:
    """Return the text on one line, with nothing in it that a terminal would obey."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return compact JSON, or indented; what a terminal would obey is escaped, which JSON may."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def spreadsheet_cell(value: Any) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula.

    Candidates write most of this text, and ``=HYPERLINK(…)`` in a name would run on the computer of
    whoever opens the file. A leading apostrophe makes it text. That holds for phone numbers too:
    without one, ``+1 555 0100`` loses its plus, and ``+49-30-1234`` becomes -1215. Programs, which
    want the number as it is, have ``jsonl``.
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else json_text(value)
    text = f"'{text}" if text.startswith(_FORMULA) else text
    return "\n".join(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", line) for line in text.splitlines())
