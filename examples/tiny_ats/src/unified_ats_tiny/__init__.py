"""Tiny ATS for unified-ats."""

from unified_ats_tiny.provider import TinyProvider, TinySettings

__all__ = ["TinyProvider", "TinySettings"]
