"""Texts of a mapping file that name environment variables: ``Token token=${ATS_API_KEY}``."""

import re
from collections.abc import Mapping

import attrs

__all__ = ["Template"]

_REFERENCE = re.compile(r"\$\{([A-Z_][A-Z0-9_]*)\}")


def _checked(_: object, __: object, text: str) -> None:
    if "${" in _REFERENCE.sub("", text):
        raise ValueError("has a ${ that begins no reference such as ${ATS_API_KEY}")


@attrs.frozen
class Template:
    """A text with references to environment variables.

    Raises:
        ValueError: a reference is not well-formed.
    """

    text: str = attrs.field(validator=_checked)

    def variables(self) -> tuple[str, ...]:
        """Return the names of the variables it refers to, in order."""
        return tuple(_REFERENCE.findall(self.text))

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with the variables' values; those there are no values for are empty."""
        return _REFERENCE.sub(lambda found: values.get(found[1], ""), self.text)
