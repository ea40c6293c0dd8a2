"""YAML with bodies as blocks of text: a serializer for vcrpy, named ``yaml`` like its own."""

from typing import Any

import yaml  # type: ignore[import-untyped]  # its stubs are a distribution of their own

__all__ = ["deserialize", "serialize"]


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]  # as above
    """Writes texts of several lines as blocks."""


def _block(dumper: _Dumper, text: str) -> Any:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _block)


def serialize(cassette: Any) -> str:
    """Return a cassette as text."""
    return str(
        yaml.dump(cassette, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000)
    )


def deserialize(text: str) -> Any:
    """Return a cassette from its text."""
    return yaml.safe_load(text)
