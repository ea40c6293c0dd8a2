"""What docstrings say of a class and of its attributes, for the documents that are made of them."""

import inspect
import re

__all__ = ["attributes", "summary"]


def summary(kind: type) -> str:
    """Return the first line of a class's docstring, as Markdown."""
    return _markdown((inspect.getdoc(kind) or "").partition("\n")[0])


def attributes(kind: type) -> dict[str, str]:
    """Return what the ``Attributes:`` of a class and of its bases say, by name.

    Each is on one line, as Markdown.
    """
    return {name: text for base in reversed(kind.__mro__) for name, text in _own(base).items()}


def _own(kind: type) -> dict[str, str]:
    doc = inspect.cleandoc(vars(kind).get("__doc__") or "")
    section = doc.partition("\nAttributes:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^    (\w+): (.*(?:\n     .*)*)", section, re.MULTILINE)
    said = {name: _markdown(re.sub(r"\s+", " ", text)) for name, text in entries}
    return {name: f"{text[:1].upper()}{text[1:]}" for name, text in said.items()}


def _markdown(text: str) -> str:
    return text.replace("``", "`")
