"""How a company comes to be: generated into an empty database, or found in a full one."""

from functools import lru_cache
from pathlib import Path

from unified_ats.errors import ConfigurationError
from unified_ats.sandbox.generate import generate
from unified_ats.sandbox.store import Store

__all__ = ["MEMORY", "open_or_fill"]

MEMORY = ":memory:"


def open_or_fill(db: str | Path, *, seed: int, jobs: int, candidates: int) -> Store:
    """Return the store that holds the company of this seed and these sizes.

    Raises:
        ConfigurationError: A size is negative; the file cannot be opened, is not a company's, or
            holds a company made with another seed or other sizes.
    """
    if min(jobs, candidates) < 0:
        raise ConfigurationError("a company has no fewer than 0 jobs and 0 candidates")
    if db == MEMORY:
        return Store(MEMORY, image=_image((seed, jobs, candidates)))
    store = Store(db)
    try:
        if store.tables:
            _check(store, db, (seed, jobs, candidates))
        else:
            _fill(store, (seed, jobs, candidates))
    except BaseException:
        store.close()
        raise
    return store


@lru_cache(maxsize=8)
def _image(wanted: tuple[int, int, int]) -> bytes:
    """Generate a company once; a suite of tests starts a hundred sandboxes over the same one."""
    store = Store(MEMORY)
    _fill(store, wanted)
    image = store.image()
    store.close()
    return image


def _fill(store: Store, wanted: tuple[int, int, int]) -> None:
    seed, jobs, candidates = wanted
    with store.atomic():
        store.create_tables(wanted)
        for records in generate(seed=seed, jobs=jobs, candidates=candidates).tables():
            if records:
                store.insert(type(records[0]), records)


def _check(store: Store, db: str | Path, wanted: tuple[int, int, int]) -> None:
    if "made_with" not in store.tables:
        raise ConfigurationError(f"{db} holds no company; name another file with --db")
    held = store.made_with()
    if held != wanted:
        raise ConfigurationError(
            "{} holds a company made with --seed {} --jobs {} --candidates {}; "
            "ask for the same, or name another file with --db".format(db, *held)
        )
