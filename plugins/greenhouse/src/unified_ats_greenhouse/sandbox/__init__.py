"""A Greenhouse to test against: Harvest v3 over the fake company.

It is written from Greenhouse's documentation, and as strict as that. Tests may switch what a real
account decides: `sandbox.facade.access.scopes`, `.access.site_admins_only`,
`.account.cursor_lifetime`, `.account.withheld`.
"""

from unified_ats_greenhouse.sandbox.access import CLIENT_ID, CLIENT_SECRET, LIMITED_CLIENT_ID
from unified_ats_greenhouse.sandbox.facade import GreenhouseSandbox
from unified_ats_greenhouse.sandbox.ids import vendor_id

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "LIMITED_CLIENT_ID", "GreenhouseSandbox", "vendor_id"]
