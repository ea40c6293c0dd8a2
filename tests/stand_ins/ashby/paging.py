"""Pages of lists: opaque cursors, sync tokens, and a size that is cut to a hundred.

developers.ashbyhq.com/docs/pagination-and-incremental-sync: a list is walked by sending back
`nextCursor` until `moreDataAvailable` is false; the last page brings a `syncToken`, and whoever
sends that the next time gets what has changed since. That a cursor belongs to the filters it was
given for is not documented.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import attrs

from tests.stand_ins.ashby.wire import Refusal, Row, ms
from unified_ats.sandbox import Application, Candidate, Department, Job, Office, RejectionReason
from unified_ats.sandbox import checks as checking

T = TypeVar("T", bound=Job | Candidate | Application | Department | Office | RejectionReason)

LARGEST = 100
"""The largest page, and the usual one; whoever asks for more gets no more."""


@attrs.frozen(kw_only=True)
class Walk:
    """One request for a page.

    Attributes:
        method: Which list, such as `job.list`.
        sent: The fields of the body, checked.
        now: When it came.
    """

    method: str
    sent: Mapping[str, Any]
    now: datetime

    def page(self, records: Sequence[T], shown: Callable[[T], Row], *, syncs: bool = True) -> Row:
        """Return one page of records, oldest first.

        Raises:
            Refusal: The cursor or the sync token is not one of this list's.
        """
        after, since = self._after(), self._since()
        found = [each for each in records if each.seq > after and _changed(each) >= since]
        left = sorted(found, key=lambda each: each.seq)
        size = min(self.sent.get("limit", LARGEST), LARGEST)
        rows = [shown(each) for each in left[:size]]
        if len(left) > size:
            cursor = _sealed([self._mark(), left[size - 1].seq])
            return {"results": rows, "moreDataAvailable": True, "nextCursor": cursor}
        token = {"syncToken": _sealed([self.method, ms(self.now)])} if syncs else {}
        return {"results": rows, "moreDataAvailable": False, **token}

    def _after(self) -> int:
        if "cursor" not in self.sent:
            return -1
        mark, seq = _opened(self.sent["cursor"], "invalid_next_cursor")
        if mark != self._mark():
            raise Refusal("invalid_next_cursor", "The cursor is not one of this list; begin anew")
        return int(seq)

    def _since(self) -> int:
        if "syncToken" not in self.sent:
            return 0
        method, moment = _opened(self.sent["syncToken"], "sync_token_invalid")
        if method != self.method:
            raise Refusal("sync_token_invalid", "The sync token is not one of this list")
        return int(moment)

    def _mark(self) -> str:
        filters = {name: each for name, each in self.sent.items() if name not in _NO_FILTERS}
        told = json.dumps([self.method, filters], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


_NO_FILTERS = {"cursor", "limit"}


def _changed(record: T) -> int:
    return ms(record.updated_at) if isinstance(record, Job | Candidate | Application) else 0


def _sealed(content: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def _opened(token: str, code: str) -> tuple[str, int]:
    try:
        text = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        first, second = checking.strict_json(text)
    except (ValueError, TypeError):
        raise Refusal(code, "The token cannot be decoded; begin without it") from None
    if not isinstance(first, str) or not isinstance(second, int):
        raise Refusal(code, "The token cannot be decoded; begin without it")
    return first, second
