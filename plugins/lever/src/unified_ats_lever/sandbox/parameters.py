"""Query parameters: what they may say, and how often.

hire.lever.co/developer/documentation#lists: most may be repeated, and then mean any of the values.
What Lever does with a parameter that it does not know is not documented; here it is refused, since
a filter that is misspelt and passed over would list everything.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from werkzeug.wrappers import Request

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox.wire import Refusal

__all__ = ["Asked", "flag", "milliseconds", "one_of", "read"]

Asked = dict[str, list[Any]]
"""The checked values of parameters, by name."""


def read(
    request: Request, table: Mapping[str, checks.Check], *, repeatable: Collection[str] = ()
) -> Asked:
    """Return the checked parameters of a request.

    Raises:
        Refusal: 400 when one is unknown, wrong, or given twice where once is all there is.
    """
    found: Asked = {}
    for name, sent in request.args.lists():
        if name not in table:
            raise Refusal(400, f"{name} is not a parameter here")
        if len(sent) > 1 and name not in repeatable:
            raise Refusal(400, f"{name} is given more than once")
        try:
            found[name] = [table[name](each) for each in sent]
        except ValueError as error:
            raise Refusal(400, f"{name} {error}") from None
    return found


def flag(sent: str) -> bool:
    """Check a yes or no."""
    if sent not in {"true", "false"}:
        raise ValueError("must be true or false")
    return sent == "true"


def milliseconds(sent: str) -> int:
    """Check a time: milliseconds since 1970."""
    if not re.fullmatch("[0-9]{1,15}", sent):
        raise ValueError("must be a time in milliseconds since 1970")
    return int(sent)


def one_of(words: Collection[str]) -> checks.Check:
    """Return a check for one of some words."""

    def check(sent: Any) -> str:
        if not isinstance(sent, str) or sent not in words:
            raise ValueError(f"must be one of: {', '.join(words)}")
        return sent

    return check
