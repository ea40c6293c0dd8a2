"""A stand-in for AWS: a parameter store, and a door that is shut for everything else."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from functools import partial

import attrs
from werkzeug import Request, Response

from unified_ats.local_http import LocalServer

_JSON = "application/x-amz-json-1.1"
_SHUT = "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"


@attrs.frozen(kw_only=True)
class ParameterStore:
    """A running stand-in.

    Attributes:
        url: where it listens; ``AWS_ENDPOINT_URL`` points clients at it.
        asked: the names of parameters that were asked for, decrypted.
        turned_away: the bodies of all other requests.
    """

    url: str
    asked: list[str]
    turned_away: list[str]


@contextlib.contextmanager
def parameter_store(parameters: Mapping[str, str]) -> Iterator[ParameterStore]:
    """Serve parameters, all of them a ``SecureString``, while the block runs."""
    asked: list[str] = []
    turned_away: list[str] = []
    server = LocalServer(partial(_answer, parameters, asked, turned_away))
    try:
        yield ParameterStore(url=server.base_url, asked=asked, turned_away=turned_away)
    finally:
        server.close()


def _answer(
    parameters: Mapping[str, str], asked: list[str], turned_away: list[str], request: Request
) -> Response:
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
    if request.headers.get("X-Amz-Target") != "AmazonSSM.GetParameter":
        turned_away.append(request.get_data(as_text=True))
        return Response(_SHUT, 403, content_type="text/xml")
    wanted = json.loads(request.get_data())
    name = wanted["Name"]
    if not (wanted["WithDecryption"] and name in parameters):
        missing = {"__type": "ParameterNotFound", "message": name}
        return Response(json.dumps(missing), 400, content_type=_JSON)
    asked.append(name)
    found = {"Name": name, "Type": "SecureString", "Value": parameters[name]}
    return Response(json.dumps({"Parameter": found}), content_type=_JSON)
