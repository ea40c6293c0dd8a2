"""What an ATS sends and a mapping does not look at."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from unified_ats.generic.mapping import Expression
from unified_ats.generic.mapping.fields import given

__all__ = ["leftovers"]

Path = tuple[str, ...]
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def leftovers(rows: Iterable[Any], part: Any) -> list[str]:
    """Return the paths of records that no expression looks at, as expressions have them.

    Args:
        rows: as they came; what came inside another record has that as its ``parent``.
        part: of the mapping, for these records.
    """
    looked_at = [path for each in _expressions(part) for path in _ends(each.paths())]
    if part.list.nested is not None:  # the parent holds the record itself, too
        looked_at += [("parent", *path) for path in _ends(part.list.nested.paths())]
    leaves = dict.fromkeys(leaf for row in rows for leaf in _leaves(row, ()))
    return [
        ".".join(name if _BARE.fullmatch(name) else f'"{name}"' for name in leaf)
        for leaf in _ends(leaves)
        if not any(_same_way(leaf, path) for path in looked_at)
    ]


def _expressions(part: Any) -> Iterator[Expression]:
    yield from given(part.fields).values()
    yield from (use.id for use in part.lookups.values())
    if getattr(part, "stage_kind", None) is not None:
        yield part.stage_kind


def _ends(paths: Collection[Path]) -> list[Path]:
    """Return paths without those that lead to others of them.

    An expression only passes through these, and a record has them where a value is empty.
    """
    through = {path[:length] for path in paths for length in range(1, len(path))}
    return [path for path in paths if path not in through]


def _leaves(value: Any, at: Path) -> Iterator[Path]:
    """Return the paths of values that hold no others; a list counts as what is in it."""
    if value and isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, (*at, str(name)))
    elif value and isinstance(value, list):
        for each in value:
            yield from _leaves(each, at)
    elif at:
        yield at


def _same_way(leaf: Path, path: Path) -> bool:
    """Whether one leads past the other: to a part of it, or to what is empty this time."""
    shorter = min(len(leaf), len(path))
    return leaf[:shorter] == path[:shorter]
