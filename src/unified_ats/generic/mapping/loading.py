"""Loading mapping files: TOML in, one mapping out, or every problem at once."""

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from os import PathLike
from pathlib import Path

from unified_ats.generic.mapping.checks import check
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.reader import Problems, read

__all__ = ["MappingError", "default_mapping", "load", "parse"]

DEFAULT = "default.toml"


class MappingError(ValueError):
    """A mapping file is wrong.

    Attributes:
        name: of the file.
        problems: what is wrong, by key; what concerns the whole file is at ``""``.
    """

    def __init__(self, name: str, problems: Mapping[str, str]) -> None:
        self.name = name
        self.problems = dict(problems)
        said = [f"{key} {problem}".strip() for key, problem in self.problems.items()]
        super().__init__(f"{name}: {'; '.join(said)}")


def load(path: str | PathLike[str]) -> ATSMapping:
    """Load a mapping file.

    Raises:
        MappingError: it cannot be read, or names every key that is wrong.
    """
    name = Path(path).name
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        problem = f"cannot be read ({error.strerror}): {path}"
    except UnicodeDecodeError:
        problem = "is not text in UTF-8"
    else:
        return parse(text, name)
    raise MappingError(name, {"": problem})


@functools.lru_cache(maxsize=32)  # a service connects again and again with the same file
def parse(text: str, name: str) -> ATSMapping:
    """Read the text of a mapping file; ``name`` is for errors.

    Raises:
        MappingError: names every key that is wrong.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(name, {"": f"is not TOML: {error}"}) from None
    problems: Problems = {}
    mapping: ATSMapping = read(tables, ATSMapping, "", problems)
    problems |= {
        key: problem for key, problem in check(mapping).items() if not _is_near(key, problems)
    }
    if problems:
        raise MappingError(name, problems)
    return mapping


def _is_near(key: str, problems: Problems) -> bool:
    """Whether what is wrong there follows from what is wrong beside it, and is told already."""
    return any(f"{key}.".startswith(f"{each}.") or each.startswith(f"{key}.") for each in problems)


@functools.cache
def default_mapping() -> ATSMapping:
    """Return the mapping of the generic ATS API, which is shipped."""
    return parse(files(__package__).joinpath(DEFAULT).read_text(encoding="utf-8"), DEFAULT)
