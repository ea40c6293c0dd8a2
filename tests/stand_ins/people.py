"""What stand-ins make of the company's people beyond what it holds."""

from unified_ats.sandbox import EPOCH, Candidate

__all__ = ["has_email"]


def has_email(person: Candidate) -> bool:
    """Return whether a vendor knows an address; of some who were sourced long ago it does not.

    Those begin beyond the first hundred.
    """
    nameless = person.seq > 100 and person.seq % 20 == 7 and person.created_at < EPOCH
    return bool(person.email) and not nameless
