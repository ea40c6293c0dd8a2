"""What must not be in a cassette, to be asked of every one in a repository."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from unified_ats.testing.cassettes import text
from unified_ats.testing.cassettes.tidy import PLACE, REQUEST_HEADERS, RESPONSE_HEADERS

__all__ = ["problems", "unused"]

_EMAIL = re.compile(r"[\w.+-]+(?:@|%40)(?!example\.(?:com|org)\b)[\w-]+(?:\.[\w-]+)+")
_CREDENTIAL = re.compile(
    r"(?:Bearer|Basic) [\w+/=.-]{6,}"
    r"|(?i:api_?key|access_?token|refresh_?token|client_?secret|password)"
    r'\\?"?\s*[=:]\s*\\?"?(?!secret\b|text \d)[^\s"\\&]+'
)


def problems(path: Path) -> list[str]:
    """Return what is wrong with a cassette: headers, addresses, e-mails, credentials."""
    content = path.read_text(encoding="utf-8")
    found = [f"an e-mail address outside example.com: {mail}" for mail in _EMAIL.findall(content)]
    found += ["a credential"] * len(_CREDENTIAL.findall(content))
    found += ["a body that is not text"] * content.count("!!binary")
    for interaction in text.deserialize(content)["interactions"]:
        found += _of_interaction(interaction)
    return found


def _of_interaction(interaction: Mapping[str, Any]) -> Iterator[str]:
    request, response = interaction["request"], interaction["response"]
    if not request["uri"].startswith(f"{PLACE}/"):
        yield f"a place other than {PLACE}"
    for headers, allowed in (
        (request["headers"], REQUEST_HEADERS),
        (response["headers"], RESPONSE_HEADERS),
    ):
        for name in headers:
            if not allowed.fullmatch(name):
                yield f"the header {name}"


def unused(folder: Path, tests: Collection[str]) -> list[str]:
    """Return the names of the cassettes in a folder that belong to none of the tests."""
    return sorted(path.name for path in folder.glob("*.yaml") if path.stem not in tests)
