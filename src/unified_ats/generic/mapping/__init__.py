"""Mapping files: an ATS described as data (``docs/adapting-the-generic-adapter.md``)."""

from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.expression import FUNCTIONS, Expression
from unified_ats.generic.mapping.loading import MappingError, default_mapping, load, parse

__all__ = [
    "FUNCTIONS",
    "ATSMapping",
    "Expression",
    "MappingError",
    "default_mapping",
    "load",
    "parse",
]
