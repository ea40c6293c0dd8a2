import json
import os
import pathlib
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from importlib.metadata import distributions
from typing import Any

import pytest

import unified_ats
from unified_ats import ConfigurationError, UnknownProviderError
from unified_ats.registry import PROVIDERS, installed, load

PROVIDER = """
import unified_ats

class {name}(unified_ats.Provider):
    name = "{entry}"
    title = "Acme"
    resources = ()
    class Settings(unified_ats.Settings): pass
    def base_url(self): return "http://127.0.0.1:1"
    def auth(self): return unified_ats.BearerAuth("x")
"""
ASK = """
import json, sys, traceback
found = {{}}
try:
    found["answer"] = {expression}
except Exception as error:
    found["error"] = type(error).__name__
    found["message"] = str(error)
    found["cause"] = repr(error.__cause__)
found["modules"] = sorted(sys.modules)
print(json.dumps(found, default=repr))
"""


def distribution(
    root: pathlib.Path, name: str, entries: Mapping[str, str], modules: Mapping[str, str]
) -> None:
    """Lay out an installed distribution: its modules and its dist-info."""
    info = root / f"{name.replace('-', '_')}-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    lines = [f"{entry} = {target}" for entry, target in entries.items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{PROVIDERS}]", *lines, ""]))
    for module, source in modules.items():
        (root / f"{module}.py").write_text(source)


@pytest.fixture
def ask(tmp_path: pathlib.Path) -> Any:
    """Return a function that evaluates an expression in a new process that sees the folder."""

    def run(expression: str, *, before: str = "", stripped: bool = False) -> dict[str, Any]:
        paths = [str(tmp_path)]
        if not stripped:
            paths += [path for path in sys.path if path.endswith(("site-packages", "src"))]
        setup = f"import sys; sys.path[:0] = {paths!r}\nimport unified_ats\n"
        code = setup + textwrap.dedent(before) + ASK.format(expression=expression)
        flags = ["-I", "-S"] if stripped else ["-I"]
        done = subprocess.run(  # noqa: S603  # our own interpreter and our own text
            [sys.executable, *flags, "-W", "error", "-c", code],
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run


def test_an_installed_plugin_is_found(tmp_path: pathlib.Path, ask: Any) -> None:
    """A distribution with an entry point is all it takes, and it alone is imported."""
    source = PROVIDER.format(name="Acme", entry="acme")
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, {"ats_acme": source})
    distribution(tmp_path, "ats-zeta", {"zeta": "ats_zeta:Zeta"}, {"ats_zeta": "1 / 0"})
    found = ask('[unified_ats.providers(), repr(unified_ats.connect("acme"))]')
    assert set(found["answer"][0]) >= {"acme", "generic", "zeta"}
    assert found["answer"][1] == "<Acme Acme.Settings()>"
    assert "ats_acme" in found["modules"]
    assert "ats_zeta" not in found["modules"]
    assert "unified_ats.generic" not in found["modules"]


def test_providers_imports_nothing(tmp_path: pathlib.Path, ask: Any) -> None:
    """Listing the adapters imports none of them."""
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, {"ats_acme": "1 / 0"})
    found = ask("unified_ats.providers()")
    assert "acme" in found["answer"]
    assert not {"ats_acme", "unified_ats.generic"} & {*found["modules"]}


def test_an_unknown_name_lists_the_installed(tmp_path: pathlib.Path, ask: Any) -> None:
    """The error for an unknown name says which there are."""
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, {})
    found = ask('unified_ats.connect("lver")')
    assert found["error"] == "UnknownProviderError"
    assert found["message"].startswith("'lver' is none of the providers: installed are acme, ")


def test_a_stripped_bundle_is_hinted_at(tmp_path: pathlib.Path, ask: Any) -> None:
    """Where no dist-info is left, the package still imports and its error says what is missing."""
    for dist in distributions():
        for top in {path.parts[0] for path in dist.files or () if path.suffix in {".py", ".so"}}:
            whole = pathlib.Path(str(dist.locate_file(top))).resolve()
            if not top.startswith(("..", "__")) and not (tmp_path / top).exists():
                (tmp_path / top).symlink_to(whole)
    (tmp_path / "unified_ats").symlink_to(pathlib.Path(unified_ats.__file__).parent)
    found = ask('unified_ats.connect("generic")', stripped=True)
    assert found["error"] == "UnknownProviderError"
    assert "Were the *.dist-info folders stripped from the bundle?" in found["message"]


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("import no_such_module", "ModuleNotFoundError"),
        ("1 / 0", "ZeroDivisionError"),
        ("def (", "SyntaxError"),
        ("assert False, 'no'", "AssertionError"),
        ("Other = 1", "AttributeError"),
    ],
)
def test_a_failing_import_names_the_distribution(
    tmp_path: pathlib.Path, ask: Any, source: str, cause: str
) -> None:
    """A plugin that does not import is told by its distribution, and the cause is kept."""
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, {"ats_acme": source})
    found = ask('unified_ats.connect("acme")')
    assert found["error"] == "PluginError"
    assert f"'acme' of ats-acme cannot be imported ({cause}: " in found["message"]
    assert found["cause"].startswith(cause)


def test_two_claims_on_a_name(tmp_path: pathlib.Path, ask: Any) -> None:
    """A name that two distributions claim is an error that names both and imports neither."""
    source = PROVIDER.format(name="Acme", entry="acme")
    modules = {"ats_acme": source, "ats_other": source}
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, modules)
    distribution(tmp_path, "ats-other", {"acme": "ats_other:Acme"}, {})
    found = ask('unified_ats.connect("acme")')
    assert found["error"] == "PluginError"
    assert "'acme' is claimed by ats-acme and ats-other: uninstall one" in found["message"]
    assert not {"ats_acme", "ats_other"} & {*found["modules"]}


def test_two_names_for_one_target(tmp_path: pathlib.Path, ask: Any) -> None:
    """Two distributions that point at the very same class, as after a renaming, do not clash."""
    source = PROVIDER.format(name="Acme", entry="acme")
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, {"ats_acme": source})
    distribution(tmp_path, "ats-old-acme", {"acme": "ats_acme:Acme"}, {})
    assert ask('unified_ats.connect("acme").name').get("answer") == "acme"


def test_one_distribution_seen_twice(tmp_path: pathlib.Path, ask: Any) -> None:
    """The same distribution in two folders of the path, as of an overlay, is no conflict."""
    source = PROVIDER.format(name="Acme", entry="acme")
    for root in (tmp_path, tmp_path / "overlay"):
        distribution(root, "ats-acme", {"acme": "ats_acme:Acme"}, {"ats_acme": source})
    found = ask(
        'unified_ats.connect("acme").name',
        before=f"sys.path.insert(0, {str(tmp_path / 'overlay')!r})",
    )
    assert found.get("answer") == "acme"


@pytest.mark.parametrize(
    "source",
    [
        "Acme = 5",
        "Acme = None",
        "class Acme: name = 'acme'",
        "def Acme(*args, **more): pass",
        "import unified_ats\nclass Acme(unified_ats.Provider): pass",
        PROVIDER.format(name="Acme", entry="other"),
        PROVIDER.format(name="Base", entry="acme") + "\nAcme = Base(Base.Settings())",
    ],
    ids=["number", "none", "class", "function", "nameless", "other name", "instance"],
)
def test_what_is_no_provider(tmp_path: pathlib.Path, ask: Any, source: str) -> None:
    """An entry point must be a Provider class of the same name; anything else is told so."""
    distribution(tmp_path, "ats-acme", {"acme": "ats_acme:Acme"}, {"ats_acme": source})
    found = ask('unified_ats.connect("acme")')
    assert found["error"] == "PluginError"
    assert "does not point at a Provider class whose name is 'acme'" in found["message"]


def test_what_is_installed() -> None:
    """Each entry point is told with its target and its distribution."""
    (found,) = [plugin for plugin in installed() if plugin.name == "generic"]
    assert found.target == "unified_ats.generic:GenericProvider"
    assert found.distribution == "unified-ats"
    assert found.version


@pytest.mark.parametrize("name", ["", "Generic", "no-such", "generic ", "../generic"])
def test_names_are_exact(name: str) -> None:
    """A name that is not exactly one of the installed is unknown."""
    with pytest.raises(UnknownProviderError, match=r"installed are .*generic") as caught:
        unified_ats.connect(name)
    assert caught.value.provider == name


def test_an_empty_group() -> None:
    """A group in which nothing is installed gets the hint at stripped metadata."""
    with pytest.raises(UnknownProviderError, match="'x' is none of the nothings: none is inst"):
        load("unified_ats.nothings", "x")


def test_connect_takes_arguments_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings come from the arguments, never from the environment behind them."""
    monkeypatch.setenv("ATS_BASE_URL", "https://ats.example.com")
    monkeypatch.setenv("ATS_API_KEY", "k")
    with pytest.raises(ConfigurationError, match=r"base_url is missing .*; api_key is missing"):
        unified_ats.connect("generic")
    with unified_ats.connect("generic", base_url="https://a.example.com", api_key="k") as ats:
        assert ats.settings.base_url == "https://a.example.com"


@pytest.mark.parametrize("named", [{}, {"ATS_PROVIDER": " "}, {"ATS_PROVIDER": " generic\n"}])
def test_connect_from_the_environment(
    named: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment names the adapter, generic if it does not, and gives its settings."""
    environ = {**named, "ATS_BASE_URL": "https://a.example.com", "ATS_API_KEY": "k"}
    with unified_ats.connect_from_env(environ) as ats:
        assert (ats.name, ats.settings.api_key) == ("generic", "k")
    for name in ("ATS_PROVIDER", "ATS_BASE_URL", "ATS_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with unified_ats.connect_from_env() as ats:
        assert ats.settings.base_url == "https://a.example.com"


def test_connect_from_an_environment_without_settings() -> None:
    """Every missing variable is named in one error."""
    with pytest.raises(ConfigurationError, match=r"ATS_BASE_URL is missing .*ATS_API_KEY is miss"):
        unified_ats.connect_from_env({})
    with pytest.raises(UnknownProviderError, match="'lver' is none of"):
        unified_ats.connect_from_env({"ATS_PROVIDER": "lver"})
