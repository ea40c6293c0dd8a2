"""`/v1/tags` and `/v1/sources`: words, and how often each is used. They have no ids."""

from collections import Counter
from collections.abc import Iterable

from werkzeug.wrappers import Response

from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.candidacies import candidacies
from unified_ats_lever.sandbox.listing import Call, whole
from unified_ats_lever.sandbox.wire import Row

__all__ = ["sources", "tags"]


def _counted(words: Iterable[str]) -> list[Row]:
    return [{"text": word, "count": count} for word, count in sorted(Counter(words).items())]


def tags(account: Account, call: Call) -> Response:
    """Answer `GET /tags`."""
    return whole(call, _counted(tag for each in candidacies(account) for tag in each.tags))


def sources(account: Account, call: Call) -> Response:
    """Answer `GET /sources`."""
    return whole(call, _counted(word for each in candidacies(account) for word in each.sources))
