"""A stand-in for Ashby: the part of its API that reads jobs and applications, and makes them.

It speaks what Ashby documents (developers.ashbyhq.com/reference, with the OpenAPI description on
each of its pages, and the guides developers.ashbyhq.com/docs/authentication and
developers.ashbyhq.com/docs/pagination-and-incremental-sync): calls named `category.method`, all of
them POST with a JSON body, the key as the user name of basic authentication, 401 without a key and
403 with a wrong one or one that may not, and errors that are answered with 200 and
`"success": false`. Lists come oldest first, a hundred at once at most, with opaque cursors, and
with a `syncToken` on the last page. Keys without a value are left out where Ashby leaves them out.

Some things are not documented; here it is so, and the docstring of the code says it again:

- a wrong key is answered with the code `invalid_api_key`, a missing one with `missing_api_key`;
- a body that is no JSON is a 400, all other refusals of a method are a 200;
- an id that is no UUID is answered like one of nothing, `..._not_found`; as a filter it finds
  nothing;
- fields that a method does not know are refused, with `invalid_input`;
- a second application of one person to one job is refused, with `application_already_exists`; a
  job takes applications whatever its status;
- a thousand requests a minute; a 429 carries `Retry-After`, and no answer tells how the limit
  stands.

Left out: openings and custom fields (empty everywhere), notes, tags, uploads, `candidate.update`,
moving applications, `applicationHistory` in `application.create`, `user.list`, postings in full
(`jobPosting.info`), surveys, offers and interviews.
"""

from tests.stand_ins.ashby.facade import API_KEY, POWERLESS_KEY, WRONG_KEY, AshbyStandIn
from tests.stand_ins.ashby.wire import vendor_id

__all__ = ["API_KEY", "POWERLESS_KEY", "WRONG_KEY", "AshbyStandIn", "vendor_id"]
