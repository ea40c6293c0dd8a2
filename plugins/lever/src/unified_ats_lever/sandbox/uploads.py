"""`/v1/uploads`: files that are to be named in an application, for a day.

hire.lever.co/developer/documentation#uploads. Of the answer only `uri` is known for sure.
"""

from datetime import timedelta

from werkzeug.wrappers import Response

from unified_ats_lever.sandbox import bodies, parameters
from unified_ats_lever.sandbox.account import Account, Upload
from unified_ats_lever.sandbox.listing import Call
from unified_ats_lever.sandbox.wire import data, ms

__all__ = ["LIFETIME", "create"]

LIFETIME = timedelta(hours=24)
"""How long an upload can be named."""


def create(account: Account, call: Call) -> Response:
    """Answer `POST /uploads`, with the part `file`.

    Raises:
        Refusal: 400 when there is no such part.
    """
    parameters.read(call.request, {})
    name, content = bodies.file_in(call.request)
    wire = account.new_id("uploads")
    uri = f"{call.request.base_url}/{wire}"
    ends = account.company.clock() + LIFETIME
    account.uploads[uri] = Upload(name=name, content=content, ends=ends)
    row = {"id": wire, "uri": uri, "filename": name, "size": len(content), "expiresAt": ms(ends)}
    return data(row, 201)
