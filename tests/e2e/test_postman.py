"""The Postman collection, run by newman as Postman would."""

from tests.e2e.tools import ROOT, TOKEN, npx, run_well

COLLECTION = ROOT / "docs" / "postman" / "unified-ats.postman_collection.json"


def test_collection(api: str) -> None:
    """Every request of the collection succeeds, and so does every test in it."""
    variables = ["--env-var", f"baseUrl={api}", "--env-var", f"token={TOKEN}"]

    printed = run_well([*npx("newman"), "run", str(COLLECTION), *variables, "--disable-unicode"])

    assert "assertions" in printed
