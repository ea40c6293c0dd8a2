import base64
import html
import json
import logging
import traceback
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Stub, drop, silence
from unified_ats import ATSError, NotFoundError
from unified_ats.http import BasicAuth, BearerAuth, Response
from unified_ats.http.redact import Redactor

SECRET = 's3cr3t"/+= é<k>'


def everything(error: ATSError) -> str:
    """Return all that an error would show to a person or a log."""
    told = (str(error), repr(error), str(error.raw), repr(error.raw), error.message)
    return "\n".join((*told, *traceback.format_exception(error)))


def escaped(text: str) -> str:
    """Spell every character as an escape, which JSON allows."""
    return "".join(f"\\u{ord(char):04X}" for char in text)


SPELLINGS: list[tuple[str, Callable[[str], str]]] = [
    ("plain", lambda text: text),
    ("json", lambda text: json.dumps({"error": {"key": text}})),
    ("json as is", lambda text: json.dumps({"key": text}, ensure_ascii=False)),
    ("json as key", lambda text: json.dumps([{text: 1}])),
    ("json of PHP", lambda text: json.dumps({"key": text}).replace("/", "\\/")),
    ("json of .NET", lambda text: f'{{"key": "{escaped(text)}"}}'),
    ("url", lambda text: f"/jobs?key={quote(text, safe='')}&x=1"),
    ("url with slashes", lambda text: f"/jobs?key={quote(text)}"),
    ("form", lambda text: f"key={quote_plus(text)}"),
    ("html", lambda text: f"<p>{html.escape(text)}</p>"),
    ("long", lambda text: "x" * 3_990 + text),
]


@pytest.mark.parametrize("secret", [SECRET, base64.b64encode(SECRET.encode()).decode()])
@pytest.mark.parametrize("spelling", [each[1] for each in SPELLINGS], ids=[e[0] for e in SPELLINGS])
def test_an_echoed_secret_is_struck_out(
    stub: Stub, transport: MakeTransport, secret: str, spelling: Callable[[str], str]
) -> None:
    """A secret that the vendor repeats, however it is spelled, shows up nowhere in the error."""
    stub.script(Answer(400, body=spelling(secret).encode()))
    client = transport(secrets=(secret,), read_error=_words)
    with pytest.raises(ATSError) as caught:
        client.get("/jobs")
    shown = everything(caught.value)
    assert "[secret]" in shown
    for trace in (secret, repr(secret)[1:-1], spelling(secret).strip("x"), secret[:6]):
        assert trace not in shown


def _words(response: Response) -> str:
    try:
        return str(response.json())
    except ATSError:
        return response.text


def test_overlapping_secrets_leave_no_rest() -> None:
    """When one secret is part of another, nothing of the longer one is left."""
    assert Redactor(["key", "key-of-the-house", ""]).clean("a key-of-the-house b key c") == (
        "a [secret] b [secret] c"
    )


def test_the_secrets_of_settings_and_authentication_are_struck_out(
    stub: Stub, transport: MakeTransport
) -> None:
    """Both the given secrets and the pair that Basic sends are kept out of errors."""
    auth = BasicAuth("user-7", "pass-7")
    pair = base64.b64encode(b"user-7:pass-7").decode()
    stub.script(Answer(404, json_body=["user-7", "pass-7", pair, f"Basic {pair}", "other-7", "ok"]))
    with pytest.raises(NotFoundError) as caught:
        transport(auth=auth, secrets=("other-7",)).get("/jobs")
    struck = "[secret]"
    assert caught.value.raw == [struck, struck, struck, f"Basic {struck}", struck, "ok"]


@pytest.mark.parametrize("step", [drop, silence, Answer(500), Answer(body=b"x" * 2_000)])
def test_no_error_shows_what_was_asked(
    stub: Stub, transport: MakeTransport, step: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    """No failure, log line or traceback names ids, parameters, bodies, headers or the address."""
    caplog.set_level(logging.DEBUG)
    stub.script(step)
    client = transport(read_timeout=0.05, max_body=1_000, attempts=2)
    with pytest.raises(ATSError) as caught:
        client.request(
            "GET",
            "/candidates/{id}",
            {"id": "id-of-jane"},
            params={"email": "jane@example.com"},
            json={"name": "Jane Doe"},
            headers={"X-Whose": "of-jane"},
        )
    shown = everything(caught.value) + caplog.text
    assert "GET /candidates/{id}" in shown
    for word in ("jane", "Jane", "t0k3n", "127.0.0.1"):
        assert word not in shown


def test_a_token_that_cannot_be_sent_is_not_shown(
    transport: MakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    """A token with a line end, which the HTTP library quotes in its refusal, stays unseen."""
    caplog.set_level(logging.DEBUG)
    client = transport(auth=BearerAuth(f"{SECRET}\nline"))
    with pytest.raises(ATSError, match="check the base URL and the credentials") as caught:
        client.get("/jobs")
    assert SECRET[:6] not in everything(caught.value) + caplog.text
    assert caught.value.__context__ is None


def test_a_whole_error_of_an_adapter_is_cleaned_too(stub: Stub, transport: MakeTransport) -> None:
    """Secrets are struck out of an error that the adapter's reader returns whole."""
    stub.script(Answer())
    said = NotFoundError("no t0k3n", raw={"a": "t0k3n"})
    with pytest.raises(NotFoundError) as caught:
        transport(auth=BearerAuth("t0k3n"), read_error=lambda _: said).get("/jobs")
    assert str(caught.value) == "no [secret]"
    assert caught.value.raw == {"a": "[secret]"}
