"""Greenhouse for unified-ats, on Harvest v3."""

from unified_ats_greenhouse.provider import GreenhouseProvider, GreenhouseSettings

__all__ = ["GreenhouseProvider", "GreenhouseSettings"]
