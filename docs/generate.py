"""Write what the documentation holds of the code: included files and generated tables.

``make docs`` writes them again; a test fails when they are stale. In a page,

- ``<!-- include: examples/quickstart.py -->`` … ``<!-- /include -->`` holds a file, and
- ``<!-- generated: errors -->`` … ``<!-- /generated -->`` holds a table made here.

Some files are made here as a whole: the JSON Schema of mapping files, which is shipped.
"""

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from docs import mapping_guide
from unified_ats import errors
from unified_ats.api import Config
from unified_ats.api.problems import answer_for
from unified_ats.generic.mapping import schema
from unified_ats.registry import installed, provider_class
from unified_ats.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLES = {"unified-ats-tiny"}
_LANGUAGES = {".py": "python", ".toml": "toml", ".sh": "sh", ".json": "json"}
_BLOCK = re.compile(r"(<!-- (include|generated): (\S+) -->\n)(.*?)(<!-- /\2 -->)", re.DOTALL)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    header = list(header)
    lines = [header, ["---"] * len(header), *(list(row) for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def adapters() -> str:
    """List the adapters and what they can do."""
    rows = []
    for plugin in installed():
        if plugin.distribution in EXAMPLES:
            continue
        adapter = provider_class(plugin.name)
        can = "; ".join(
            f"{resource.name}: {', '.join(o for o in resource.operations if resource.supports(o))}"
            for resource in adapter.resources
        )
        rows.append((f"`{plugin.name}`", adapter.title, f"`{plugin.distribution}`", can))
    return table(("name", "ATS", "distribution", "can"), rows)


def environment() -> str:
    """List the environment variables of the API and of each adapter."""
    parts: dict[str, type[Settings]] = {"The REST API itself": Config}
    for plugin in installed():
        if plugin.distribution not in EXAMPLES:
            adapter = provider_class(plugin.name)
            parts[f"`ATS_PROVIDER={plugin.name}` ({adapter.title})"] = adapter.Settings
    return "\n".join(f"{title}:\n\n{variables(kind)}" for title, kind in parts.items())


def variables(kind: type[Settings]) -> str:
    """List the environment variables of some settings."""
    rows = (
        (
            f"`{item.env}`",
            *("yes" if is_so else "no" for is_so in (item.required, item.secret)),
            item.help,
        )
        for item in kind.wanted({})
    )
    return table(("variable", "required", "secret", "what it is"), rows)


def error_table() -> str:
    """List the errors, what they mean, and how the REST API answers them."""
    rows = []
    for name in errors.__all__:
        kind = getattr(errors, name)
        if not (inspect.isclass(kind) and issubclass(kind, errors.ATSError)):
            continue
        meaning = (inspect.getdoc(kind) or "").splitlines()[0].rstrip(".")
        base = kind.__mro__[1].__name__
        status, code = answer_for(kind)
        rows.append((f"`{name}`", f"`{base}`", meaning, f"{status} `{code}`"))
    return table(("error", "is a", "means", "REST API"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "adapters": adapters,
    "environment": environment,
    "errors": error_table,
    **mapping_guide.TABLES,
}


def mapping_schema() -> str:
    """Return the JSON Schema of mapping files."""
    return f"{json.dumps(schema.schema(), indent=2, ensure_ascii=False)}\n"


FILES: dict[Path, Callable[[], str]] = {
    Path(schema.__file__).with_name(schema.SCHEMA): mapping_schema,
}


def included(name: str) -> str:
    """Return a file as a fenced block."""
    path = ROOT / name
    return f"```{_LANGUAGES.get(path.suffix, '')}\n{path.read_text()}```\n"


def fresh(text: str) -> str:
    """Return a page with every block as it should be."""

    def block(match: re.Match[str]) -> str:
        start, kind, name, _, end = match.groups()
        return start + (included(name) if kind == "include" else TABLES[name]()) + end

    return _BLOCK.sub(block, text)


def main() -> None:
    """Write every page and every file again that is stale."""
    for page in PAGES:
        _write(page, fresh(page.read_text()))
    for path, made in FILES.items():
        _write(path, made())


def _write(path: Path, new: str) -> None:
    if not path.exists() or path.read_text() != new:
        path.write_text(new)
        sys.stderr.write(f"wrote {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
