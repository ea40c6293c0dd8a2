import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import count
from typing import Any

import pytest

from unified_ats import ConfigurationError, Provider, connect, connect_from_env
from unified_ats.api import App, Config, Request
from unified_ats.generic.mapping import parse
from unified_ats.sandbox import RunningSandbox

Send = Callable[..., Any]
Sender = Callable[[App], Send]
Connect = Callable[[], Provider]


def test_health_needs_no_provider(sender: Sender, unused: Connect) -> None:
    """Health says ok without a provider, and closing then has nothing to close."""
    app = App(unused, Config())
    assert sender(app)("GET", "/health").json == {"status": "ok"}
    app.close()


def test_title_of_a_mapping(sender: Sender) -> None:
    """The provider route shows the title of the ATS that a mapping file describes."""
    text = (files("unified_ats.generic.mapping") / "default.toml").read_text("utf-8")
    mapping = parse(text.replace("Generic ATS", "Acme"), "acme.toml")
    app = App(
        lambda: connect("generic", mapping=mapping, base_url="http://127.0.0.1:1", api_key="k"),
        Config(),
    )
    shown = sender(app)("GET", "/provider").json
    app.close()
    assert (shown["name"], shown["title"]) == ("generic", "Acme")


def test_provider(send: Send) -> None:
    """The provider route shows name, title and capabilities."""
    shown = send("GET", "/provider").json
    assert (shown["name"], shown["title"]) == ("generic", "Generic ATS")
    assert shown["capabilities"]["candidates"]["operations"] == ["create", "list", "get"]
    assert shown["capabilities"]["jobs"]["filters"] == {
        "status": "native",
        "updated_after": "native",
    }


def test_from_env(sender: Sender, sandbox: RunningSandbox) -> None:
    """The environment describes the whole application."""
    app = App.from_env({**sandbox.env, "UNIFIED_ATS_API_TOKEN": "s3cret"})
    send = sender(app)
    assert send("GET", "/jobs").status == 401
    assert send("GET", "/jobs", headers={"authorization": "Bearer s3cret"}).status == 200
    app.close()


def test_from_the_environment_of_the_process(
    sender: Sender, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without variables given, those of the process count."""
    for name, value in sandbox.env.items():
        monkeypatch.setenv(name, value)
    app = App.from_env()
    assert sender(app)("GET", "/jobs").status == 200
    app.close()


def test_wrong_settings_are_answered(sender: Sender) -> None:
    """Missing settings are a 500 that names their variables; routes without the ATS still work."""
    send = sender(App.from_env({}))
    answer = send("GET", "/jobs")
    assert (answer.status, answer.json["error"]) == (500, "configuration_error")
    assert "ATS_BASE_URL" in answer.json["message"]
    assert "ATS_API_KEY" in answer.json["message"]
    assert send("GET", "/health").status == 200


def test_connecting_is_tried_again(sender: Sender, sandbox: RunningSandbox) -> None:
    """After a failure to connect, the next request tries again."""
    attempts = count(1)

    def connect() -> Provider:
        if next(attempts) == 1:
            raise ConfigurationError("not yet")
        return connect_from_env(sandbox.env)

    app = App(connect, Config())
    send = sender(app)
    assert [send("GET", "/jobs").status for _ in range(3)] == [500, 200, 200]
    assert next(attempts) == 3
    app.close()


def test_one_provider_for_all_threads(sender: Sender, sandbox: RunningSandbox) -> None:
    """Requests that come at once share one provider, and closing closes it."""
    made: list[Provider] = []
    together = threading.Barrier(8)

    def connect() -> Provider:
        made.append(connect_from_env(sandbox.env))
        return made[-1]

    app = App(connect, Config())
    send = sender(app)

    def one(_: int) -> int:
        together.wait()
        return int(send("GET", "/jobs").status)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(8))) == {200}
    assert len(made) == 1
    app.close()


def test_one_line_a_request(unused: Connect, caplog: pytest.LogCaptureFixture) -> None:
    """The log has a line a request: method, route, status, time, id; no query, header or body."""
    times = iter([1.0, 1.25])
    app = App(unused, Config(), clock=lambda: next(times), new_id=lambda: "id-1")
    with caplog.at_level(logging.DEBUG):
        app.handle(
            Request(
                method="POST",
                path="/candidates",
                query=[("secret", "query")],
                headers={"content-type": "application/json", "authorization": "Bearer secret"},
                body=b'{"name": "secret"}',
            )
        )
    assert caplog.messages == ["POST /candidates 400 250ms request_id=id-1"]


@pytest.mark.parametrize(
    ("method", "path", "line"),
    [("GET", "/jane.doe@example.com", "GET - 404"), ("SE\nCRET", "/health/", "- /health 405")],
)
def test_unknown_words_are_not_logged(
    unused: Connect, caplog: pytest.LogCaptureFixture, method: str, path: str, line: str
) -> None:
    """Paths and methods that are not ours stand in the log as a dash."""
    with caplog.at_level(logging.INFO, "unified_ats.api"):
        App(unused, Config()).handle(Request(method=method, path=path))
    assert caplog.messages[0].startswith(f"{line} ")


@pytest.mark.parametrize(
    ("environ", "token", "origins"),
    [
        ({}, None, ()),
        ({"UNIFIED_ATS_API_TOKEN": " ", "UNIFIED_ATS_CORS_ORIGINS": ""}, None, ()),
        ({"UNIFIED_ATS_API_TOKEN": "x\n"}, "x", ()),
        ({"UNIFIED_ATS_CORS_ORIGINS": "*"}, None, ("*",)),
        (
            {"UNIFIED_ATS_CORS_ORIGINS": "https://A.example.com/ , http://localhost:5173,"},
            None,
            ("https://a.example.com", "http://localhost:5173"),
        ),
    ],
)
def test_config(environ: Mapping[str, str], token: str | None, origins: tuple[str, ...]) -> None:
    """The settings of the API are read from the environment; empty ones count as not set."""
    assert Config.from_env(environ) == Config(api_token=token, cors_origins=origins)


@pytest.mark.parametrize(
    "origins",
    ["*,https://example.com", "example.com", "https://example.com/path", "https://a@example.com"],
)
def test_wrong_origins(origins: str) -> None:
    """What is no origin is refused, by the name of its variable, when the application is made."""
    with pytest.raises(ConfigurationError, match="UNIFIED_ATS_CORS_ORIGINS is neither"):
        App.from_env({"UNIFIED_ATS_CORS_ORIGINS": origins})


def test_the_token_stays_out_of_repr() -> None:
    """The token is never shown."""
    assert "s3cret" not in repr(Config(api_token="s3cret"))
