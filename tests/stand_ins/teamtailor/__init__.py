"""A stand-in for Teamtailor: the part of its API that reads jobs and applications, and makes them.

It speaks what Teamtailor documents (docs.teamtailor.com): JSON:API under `/v1`, the key as
`Authorization: Token token=…`, the version as `X-Api-Version`, which is looked at before the key
(406 without one), pages of ten, and thirty at most, with `links` and `meta`, filters, `sort`,
`include` and `fields`, fifty requests in ten seconds told in `X-Rate-Limit-…`, and errors as
JSON:API has them, those of fields with code 100 and a pointer. Jobs are published ones unless
`filter[status]` says otherwise. Stages belong to one job each. An application has no word for its
status: `rejected-at` says that it ended, the reject reason who ended it, and the type of its stage
whether the person was hired.

What errors say follows the examples there, and otherwise jsonapi-resources.com, whose codes they
carry. Some things are not documented; here it is so, and the docstring of the code says it again:

- 401, 403, 404, 405, 429 and 500 have bodies like all other errors; a 429 has no `Retry-After`;
- every date since the first version is a version, and all of them are answered in one form;
- an id that is no number is a 404, like one of nothing; as a filter it finds nothing;
- parameters that are unknown or repeated are refused, with 400;
- `filter[job]` narrows applications (clients use it, the documentation is silent);
- a second application of one person to one job is a 422, "has already been taken", and so is a
  known address without `merge`; a job takes applications whatever its status.

Left out: questions, answers, custom fields, notes, uploads, regions, roles, teams, requisitions
(neither as resources nor as relations and filters), signed addresses of files, keys of the scopes
Public and Internal, `PATCH` and `DELETE`, and making anything but candidates and applications.
"""

from tests.stand_ins.teamtailor.facade import (
    API_KEY,
    POWERLESS_KEY,
    WRONG_KEY,
    TeamtailorStandIn,
)
from tests.stand_ins.teamtailor.wire import VERSION, vendor_id

__all__ = ["API_KEY", "POWERLESS_KEY", "VERSION", "WRONG_KEY", "TeamtailorStandIn", "vendor_id"]
