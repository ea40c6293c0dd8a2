"""The REST API and the OpenAPI document that it serves, held against each other."""

from pathlib import Path

from tests.e2e.tools import TOKEN, program, run_well

SETTINGS = Path(__file__).with_name("schemathesis.toml")


def test_schemathesis(api: str, tmp_path: Path) -> None:
    """Whatever is sent, no answer is a server error or outside the document."""
    printed = run_well(
        [
            *(program("schemathesis"), "--config-file", str(SETTINGS)),
            *("run", f"{api}/openapi.json", "--header", f"Authorization: Bearer {TOKEN}"),
        ],
        cwd=tmp_path,
    )

    assert "No issues found" in printed
