import importlib
import inspect
import pathlib
from types import ModuleType

import pytest

import unified_ats

ROOT = pathlib.Path(unified_ats.__file__).parent
PACKAGES = sorted(
    ".".join(("unified_ats", *path.parent.relative_to(ROOT).parts))
    for path in ROOT.rglob("__init__.py")
)
MODULES = sorted(
    ".".join(("unified_ats", *path.relative_to(ROOT).with_suffix("").parts))
    for path in ROOT.rglob("*.py")
    if not path.stem.startswith("__")
)


def _import(name: str) -> ModuleType:
    return importlib.import_module(name)


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_sorted_and_true(name: str) -> None:
    """A package's `__all__` is sorted, without doubles, and names only what there is."""
    module = _import(name)
    exported = getattr(module, "__all__", [])
    assert [*exported] == sorted(set(exported), key=_order)
    assert not [each for each in exported if not hasattr(module, each)]


def _order(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then functions, each by name, as isort has it."""
    return (not name.isupper(), not name[:1].isupper(), name)


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_complete(name: str) -> None:
    """Whatever a package imports from its own modules for others to use is in its `__all__`."""
    module = _import(name)
    public = {
        each
        for each, value in vars(module).items()
        if not each.startswith("_")
        and not inspect.ismodule(value)
        and str(getattr(value, "__module__", "")).startswith("unified_ats")
    }
    assert public <= {*getattr(module, "__all__", [])}


def test_the_names_of_the_package() -> None:
    """What `from unified_ats import *` gives is exactly the public surface."""
    given: dict[str, object] = {}
    exec("from unified_ats import *", given)  # noqa: S102  # this is what is being tested
    assert {*given} - {"__builtins__"} == {*unified_ats.__all__}


@pytest.mark.parametrize("name", PACKAGES + MODULES)
def test_everything_public_is_documented(name: str) -> None:
    """Every module, and every class, function and method in its `__all__`, has a docstring."""
    module = _import(name)
    assert module.__doc__
    for exported in getattr(module, "__all__", []):
        value = getattr(module, exported)
        if not (inspect.isclass(value) or inspect.isfunction(value)):
            continue
        if "<locals>" in value.__qualname__:  # made by a function: a value, not a definition
            continue
        assert inspect.getdoc(value), exported
        for attribute, member in vars(value).items() if inspect.isclass(value) else ():
            if not attribute.startswith("_") and inspect.isfunction(member):
                assert inspect.getdoc(member), f"{exported}.{attribute}"
