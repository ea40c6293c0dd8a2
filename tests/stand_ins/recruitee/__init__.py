"""A stand-in for Recruitee's ATS API, over the fake company.

It speaks `/c/{company}` of one company, by its number or its subdomain, with a personal API token:
offers (which are jobs) and one of them, candidates with their placements (which are applications)
and one of them, creating a candidate, placing one in an offer, departments, locations, pipeline
templates and disqualify reasons. It leaves out the careers site API, talent pools, the search
(`/search/new/candidates`), moving, disqualifying and all other writes, notes and attachments.

A placement is shown only inside its candidate: there is no list of placements, and none is served
by its id. What its ids mean stands beside the candidates, in `references`.

- https://docs.recruitee.com/reference/getting-started
- https://docs.recruitee.com/reference/offers-get
- https://docs.recruitee.com/reference/offersid-get
- https://docs.recruitee.com/reference/candidates-get
- https://docs.recruitee.com/reference/candidatesid-get
- https://docs.recruitee.com/reference/candidates-post
- https://docs.recruitee.com/reference/departments-get
- https://docs.recruitee.com/reference/locations

Not documented, and so as such APIs usually have it: how errors read, and that there is a limit of
requests, without headers; that an unknown parameter or field is refused (422; a misspelt filter
that was passed over would list everything); that another company's path is a 403; that an
`offer_id` of no offer is a 404; that a known e-mail address makes another candidate, which shows
the first among its `duplicates`; that a second placement of one candidate in one offer is a 422;
that `disqualify_kind` is `candidate` for those who withdrew; that offers which were never opened
have no addresses.
"""

from tests.stand_ins.recruitee.facade import (
    API_KEY,
    COMPANY_ID,
    FORBIDDEN_KEY,
    SUBDOMAIN,
    WRONG_KEY,
    RecruiteeStandIn,
)
from tests.stand_ins.recruitee.ids import vendor_id

__all__ = [
    "API_KEY",
    "COMPANY_ID",
    "FORBIDDEN_KEY",
    "SUBDOMAIN",
    "WRONG_KEY",
    "RecruiteeStandIn",
    "vendor_id",
]
