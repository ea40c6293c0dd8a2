"""Résumés: fetched from wherever they are, and given to Lever as a file.

https://hire.lever.co/developer/documentation#upload-a-file.
"""

from unified_ats import Transport, fetch_file

__all__ = ["attach"]


def attach(http: Transport, opportunity_id: str, url: str, *, perform_as: str) -> None:
    """Fetch a file from a public address, and add it to an opportunity.

    Raises:
        FileError: it cannot be fetched.
        ATSError: Lever did not take it.
    """
    file = fetch_file(url, options=http.options)
    http.post(
        "/opportunities/{id}/files",
        {"id": opportunity_id},
        files={"file": file},
        params={"perform_as": perform_as},
    )
