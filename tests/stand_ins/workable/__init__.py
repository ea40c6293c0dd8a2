"""A stand-in for Workable's API v3, over the fake company.

It speaks `/spi/v3` of one account, with an account token: jobs, candidates by account and by job,
one candidate, creating a candidate in a job, stages, departments, disqualification reasons and
members. It leaves out the talent pool, moving, disqualifying and all other writes, offers,
requisitions, events, subscriptions, OAuth and partner tokens.

A candidate of Workable's is one person in one job, so that it stands for an application here, and
whoever applied to two jobs is two candidates.

- https://workable.readme.io/reference/jobs
- https://workable.readme.io/reference/jobsshortcode
- https://workable.readme.io/reference/job-candidates-index
- https://workable.readme.io/reference/job-candidates-show
- https://workable.readme.io/reference/job-candidates-create
- https://workable.readme.io/reference/stages
- https://workable.readme.io/reference/rate-limits

Not documented, and so as such APIs usually have it: that an unknown parameter or field is refused
(422; a misspelt filter that was passed over would list everything); that `limit` above 100 is
refused and not capped; the answers 400, 403, 405 and 415; that `GET /candidates` with a shortcode
of no job is empty; that jobs in any state take candidates; that a stage of unknown kind has none.
"""

from tests.stand_ins.workable.facade import (
    API_KEY,
    FORBIDDEN_KEY,
    WRONG_KEY,
    WorkableStandIn,
)
from tests.stand_ins.workable.ids import vendor_id

__all__ = ["API_KEY", "FORBIDDEN_KEY", "WRONG_KEY", "WorkableStandIn", "vendor_id"]
