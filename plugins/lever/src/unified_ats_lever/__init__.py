"""Lever for unified-ats, on the Data API."""

from unified_ats_lever.provider import LeverProvider, LeverSettings

__all__ = ["LeverProvider", "LeverSettings"]
