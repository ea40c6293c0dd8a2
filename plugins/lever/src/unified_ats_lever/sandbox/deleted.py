"""`/v1/opportunities/deleted` and `/v1/postings/deleted`: what was deleted in Lever itself.

That confidential records are left out unless they are asked for, as in all other lists of postings
and opportunities, is unconfirmed of these two.
"""

from collections.abc import Iterator

from werkzeug.wrappers import Response

from unified_ats_lever.sandbox import opportunities, postings
from unified_ats_lever.sandbox.account import Account, Deletion
from unified_ats_lever.sandbox.candidacies import Candidacy
from unified_ats_lever.sandbox.filters import window
from unified_ats_lever.sandbox.listing import Call, Listing
from unified_ats_lever.sandbox.openings import Posting
from unified_ats_lever.sandbox.users import user_wire
from unified_ats_lever.sandbox.wire import Row, ms

__all__ = ["LIST", "deleted_opportunities", "deleted_postings"]

LIST: Listing[Row] = Listing(
    what="Deleted object",
    row=dict,
    identify=lambda row: str(row["id"]),
    rank=lambda row: int(row["deletedAt"]),
    filters=window("deleted_at", lambda row: row["deletedAt"]),
    confidentiality=lambda row: str(row["confidentiality"]),
)


def _row(row: Row, deletion: Deletion) -> Row:
    return {**row, "deletedAt": ms(deletion.at), "deletedBy": user_wire(deletion.by)}


def _opportunities(account: Account) -> Iterator[Row]:
    books = account.books()
    for each in account.everyone():
        deletion = account.deletion(each)
        if deletion:
            candidacy = Candidacy(application=each, account=account, books=books)
            yield _row(opportunities.row(candidacy), deletion)


def _postings(account: Account) -> Iterator[Row]:
    books = account.books()
    for each in account.books().jobs.values():
        deletion = account.deletion(each)
        if deletion:
            yield _row(postings.row(Posting(job=each, books=books)), deletion)


def deleted_opportunities(account: Account, call: Call) -> Response:
    """Answer `GET /opportunities/deleted`, the last deleted first."""
    return LIST.answer(account, call, _opportunities(account))


def deleted_postings(account: Account, call: Call) -> Response:
    """Answer `GET /postings/deleted`, the last deleted first."""
    return LIST.answer(account, call, _postings(account))
