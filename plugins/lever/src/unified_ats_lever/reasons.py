"""Archive reasons: how an opportunity ended, and who said no.

https://hire.lever.co/developer/documentation#archive-reasons. A reason says whether it is of a
hire. Whether the company or the candidate said no is in its text only, which each account words as
it likes.
"""

import re
from collections.abc import Mapping

import attrs

from unified_ats import (
    ApplicationStatus,
    NotFoundError,
    PermissionDeniedError,
    Transport,
    table,
)
from unified_ats_lever.listing import read_all

__all__ = ["ENDS", "RawReason", "Verdicts", "read_reasons", "reason_table", "they_said_no"]

ENDS = (ApplicationStatus.HIRED, ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN)
"""How an opportunity can end."""

_NO = "(?:declined|rejected|refused|turned down|not accepted|did not accept)"
_JOB = "(?:offer|position|role|job|req|requisition|opening|posting|headcount)"
_US = "(?:us|we|(?:the )?(?:company|employer|client|team|hm|hiring manager|manager|recruiter))"
_OTHER = "(?:another|other|different|better|competing|new)"
_WORK = "(?:company|employer|job|offer|opportunity|position|role)"
_TOOK = "(?:took|taken|accepted|found|got|has|joined|chose)"
_OURS = (
    rf"{_JOB} (?:was |has been |is )?(?:withdrawn|rescinded)",
    rf"^{_US} (?:are |is |was |has )?(?:withdrew|not interested|no longer interested|{_NO})",
    rf"by {_US}\b",
    r"withdr[ae]w (?:the|our|an) (?:job )?offer",
    rf"{_OTHER} (?:\w+ )?(?:candidate|applicant|finalist|person)",
)
"""What the company does, in words that would else be the candidate's."""
_THEIRS = (
    r"withdr[ae]w",
    rf"offer (?:was |is |has been )?{_NO}",
    rf"{_NO} (?:(?:our|the|an?|job|written|verbal) )*offer(?! stage)",
    r"declined (?:(?:our|the|an?|to) )*(?:interview|phone screen|assessment|invitation)",
    r"(?:candidate|applicant|they) (?:has )?(?:declined|refused|turned)",
    r"(?:declined|refused) by (?:the )?(?:candidate|applicant)",
    r"(?:rejected|declined|refused|turned down) us\b|turned us down",
    r"(?:not|no longer|wasnt|isnt) interested|uninterested|lost interest",
    r"(?:another|other|better|competing|counter) ?(?:job )?offer",
    rf"{_TOOK} (?:\w+ ){{0,4}}(?:elsewhere|competitor|{_OTHER} (?:\w+ )?{_WORK})",
    r"(?:hired|employed|working|job|offer|role|position) elsewhere",
    r"(?:pulled|dropped|backed|opted|bowed|self selected) out|reneged",
    r"(?:stay|remain)(?:ed|ing)? (?:at|with|in) (?:\w+ )?current",
)
"""What candidates do who say no."""


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})")


_OURS_IN, _THEIRS_IN = _any(_OURS), _any(_THEIRS)


def they_said_no(text: str) -> bool:
    """Whether the text of a reason says that it was the candidate who ended it."""
    words = " ".join(re.findall(r"\w+", re.sub("['\u2019]", "", text.lower())))
    return not _OURS_IN.search(words) and bool(_THEIRS_IN.search(words))


def reason_table(value: object) -> dict[str, ApplicationStatus]:
    """Parse a setting that says what archive reasons mean; the texts come out in lower case."""
    names = ", ".join(ENDS)
    problem = f'is not a table such as {{"Ghosted": "WITHDRAWN"}}; reasons are {names}'
    try:
        found = {key(text): ApplicationStatus(word) for text, word in table(value).items()}
    except ValueError:
        raise ValueError(problem) from None
    if not set(ENDS).issuperset(found.values()):
        raise ValueError(problem)
    return found


def key(text: str | None) -> str:
    """Return the text of a reason as tables have it."""
    return (text or "").strip().lower()


@attrs.frozen(kw_only=True)
class RawReason:
    """A reason for archiving; the type is ``hired`` or ``non-hired``."""

    id: str
    text: str | None = None
    type: str | None = None


@attrs.frozen(kw_only=True)
class Verdicts:
    """What reasons mean in an account, as its settings say.

    Attributes:
        texts: text of a reason, lower case → how it ended; they win.
        rejection: id of the reason that stands for a rejection, whatever its text.
    """

    texts: Mapping[str, ApplicationStatus] = attrs.field(factory=dict)
    rejection: str | None = None

    def of(self, reason: RawReason) -> ApplicationStatus:
        """Return how what was archived for a reason ended."""
        if key(reason.text) in self.texts:
            return self.texts[key(reason.text)]
        if reason.type == "hired":
            return ApplicationStatus.HIRED
        if reason.id == self.rejection:
            return ApplicationStatus.REJECTED
        if reason.type != "non-hired":
            return ApplicationStatus.UNKNOWN
        theirs = they_said_no(reason.text or "")
        return ApplicationStatus.WITHDRAWN if theirs else ApplicationStatus.REJECTED


def read_reasons(http: Transport) -> dict[str, RawReason] | None:
    """Read all archive reasons, by id, those that are in use no longer too.

    Returns:
        ``None`` where they are not to be had: they take a permission of their own.
    """
    try:
        return {reason.id: reason for reason in read_all(http, "/archive_reasons", RawReason)}
    except (NotFoundError, PermissionDeniedError):
        return None
