"""`/v1/opportunities/:opportunity/files` and `…/resumes`: what belongs to a candidacy.

hire.lever.co/developer/documentation#files. What is downloaded wants the same key as all else.
"""

import mimetypes
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import bodies, parameters, users
from unified_ats_lever.sandbox.account import Account, StoredFile
from unified_ats_lever.sandbox.candidacies import Candidacy, seen
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import Call, Listing
from unified_ats_lever.sandbox.rules import is_old
from unified_ats_lever.sandbox.wire import Refusal, Row, data, ms, not_found

__all__ = ["FILES", "READS", "RESUMES", "Paper", "store", "upload"]

FILES = "files"
RESUMES = "resumes"
_PAPER = b"%PDF-1.4\n%%EOF\n"
"""What stands for a file that the company knows only the address of."""


@attrs.frozen(kw_only=True, eq=False)
class Paper:
    """A file, and where it can be had."""

    file: StoredFile
    address: str


def store(candidacy: Candidacy, kind: str, name: str, content: bytes) -> StoredFile:
    """Keep a file that came through the API."""
    account = candidacy.account
    file = StoredFile(
        id=account.new_id(kind),
        application_id=candidacy.application.id,
        kind=kind,
        name=name,
        content=content,
        at=account.company.clock(),
    )
    account.files.append(file)
    return file


def _files(candidacy: Candidacy) -> Iterator[StoredFile]:
    """Yield the files of a candidacy: those of the company's history, and those that came since."""
    application, person = candidacy.application, candidacy.contact.person
    if person.resume_url and not candidacy.contact.is_anonymised:
        yield _old(candidacy, RESUMES, urlsplit(person.resume_url).path.rpartition("/")[2])
    if is_old(application) and application.seq % 6 == 4:
        yield _old(candidacy, FILES, "cover-letter.pdf")
    yield from (each for each in candidacy.account.files if each.application_id == application.id)


def _old(candidacy: Candidacy, kind: str, name: str) -> StoredFile:
    application = candidacy.application
    return StoredFile(
        id=wire_id(kind, application.id),
        application_id=application.id,
        kind=kind,
        name=name or "resume",
        content=_PAPER,
        at=application.created_at,
    )


def _papers(account: Account, call: Call, opportunity: str, kind: str) -> list[Paper]:
    base = f"{call.request.host_url}v1/opportunities/{opportunity}/{kind}"
    return [
        Paper(file=each, address=f"{base}/{each.id}/download")
        for each in _files(seen(account, call, opportunity))
        if each.kind == kind
    ]


def _ext(file: StoredFile) -> str:
    return f".{file.name.rpartition('.')[2]}" if "." in file.name else ""


def _row(paper: Paper) -> Row:
    file = paper.file
    return {
        "id": file.id,
        "name": file.name,
        "ext": _ext(file),
        "downloadUrl": paper.address,
        "uploadedAt": ms(file.at),
        "status": "processed" if _ext(file) in {".pdf", ".doc", ".docx", ".txt"} else "unsupported",
        "size": len(file.content),
    }


def _resume_row(paper: Paper) -> Row:
    row = _row(paper)
    return {
        "id": row.pop("id"),
        "createdAt": ms(paper.file.at),
        "file": row,
        "parsedData": {"positions": [], "schools": []},
    }


def _listing(what: str, kind: str) -> Listing[Paper]:
    return Listing(
        what=what,
        row=_row if kind == FILES else _resume_row,
        identify=lambda paper: paper.file.id,
        rank=lambda paper: ms(paper.file.at),
    )


FILES_LIST, RESUMES_LIST = _listing("File", FILES), _listing("Resume", RESUMES)


def _reads(kind: str, listing: Listing[Paper]) -> tuple[tuple[str, Callable[..., Response]], ...]:
    """Return the endpoints that read files of a kind."""

    def index(account: Account, call: Call, opportunity: str) -> Response:
        return listing.answer(account, call, _papers(account, call, opportunity, kind))

    def find(account: Account, call: Call, opportunity: str, wire: str) -> Paper | None:
        papers = _papers(account, call, opportunity, kind)
        return next((each for each in papers if each.file.id == wire), None)

    def show(account: Account, call: Call, opportunity: str, wire: str) -> Response:
        return listing.answer_one(call, find(account, call, opportunity, wire))

    def download(account: Account, call: Call, opportunity: str, wire: str) -> Response:
        paper = find(account, call, opportunity, wire)
        if paper is None:
            raise not_found(listing.what)
        guessed = mimetypes.guess_type(paper.file.name)[0]
        return Response(paper.file.content, content_type=guessed or "application/octet-stream")

    return (kind, index), (f"{kind}/<wire>", show), (f"{kind}/<wire>/download", download)


READS = (*_reads(FILES, FILES_LIST), *_reads(RESUMES, RESUMES_LIST))
"""The paths below an opportunity at which files are read, and who answers there."""


def upload(account: Account, call: Call, opportunity: str) -> Response:
    """Answer `POST /opportunities/:opportunity/files`, with the part `file`.

    Raises:
        Refusal: 400 when there is no such part, or `perform_as` is not there (unconfirmed), 404
            when there is no such opportunity.
    """
    candidacy = seen(account, call, opportunity)
    asked = parameters.read(call.request, {"perform_as": checks.text})
    if not asked:
        raise Refusal(400, "perform_as is required")
    users.acting(account, asked["perform_as"][0])
    file = store(candidacy, FILES, *bodies.file_in(call.request))
    address = f"{call.request.base_url}/{file.id}/download"
    return data(_row(Paper(file=file, address=address)), 201)
