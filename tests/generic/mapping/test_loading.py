"""Loading mapping files."""

from pathlib import Path

import pytest

from tests.generic.mapping.small import APPLICATIONS, small
from unified_ats.generic import mapping
from unified_ats.generic.mapping import MappingError, default_mapping, load, parse


def keys(*snippets: str) -> set[str]:
    """Return the keys of all that is wrong with a mapping file."""
    with pytest.raises(MappingError) as caught:
        parse(small(*snippets), "small.toml")
    return {*caught.value.problems}


def test_all_problems_at_once() -> None:
    """Every problem is told at once, in one message, beginning with the file's name."""
    snippet = 'title = 5\nfoo = 1\n[jobs.list]\npath = 5\n[jobs.fields]\nid = ""\ntitle = "a["'
    with pytest.raises(MappingError) as caught:
        parse(small(snippet), "small.toml")
    assert {*caught.value.problems} == {
        "title",
        "foo",
        "jobs.list.path",
        "jobs.fields.id",
        "jobs.fields.title",
    }
    message = str(caught.value)
    assert message.startswith("small.toml: ")
    assert message.count("; ") >= 2 * 5 - 2
    for key, problem in caught.value.problems.items():
        assert f"{key} {problem}" in message


def test_problems_of_every_sort_at_once() -> None:
    """What cannot be read is told together with what does not fit together."""
    found = keys(
        "titel = 'x'\n[limits]\nrequests = 0\nseconds = 'ten'\n[jobs.list]\nmethod = 'get'",
        "[jobs.get]\npath = '/jobs'\n[jobs.filters]\nupdated_after = {}\nstatus = { parm = 's' }",
        "[headers]\nX-Api-Key = 's3cret'\nX-One = 1",
    )
    assert found == {
        "titel",
        "limits.requests",
        "limits.seconds",
        "jobs.list.method",
        "jobs.get",
        "jobs.filters.updated_after",
        "jobs.filters.status.parm",
        "headers.X-Api-Key",
        "headers.X-One",
    }


@pytest.mark.parametrize(
    ("snippet", "key"),
    [
        ("[jobs]\nget = 5", "jobs.get"),
        ("[jobs.get]\npath = 5", "jobs.get.path"),
        ("[jobs.get]\nid_param = 'id'", "jobs.get.path"),
        ("[jobs.filters]\nupdated_after = { param = 5 }", "jobs.filters.updated_after.param"),
        ("[jobs.lookups]\nteam = { table = 5, id = 'id' }", "jobs.lookups.team.table"),
        ("[lookups]\nteams = 5", "lookups.teams"),
        ("[lookups.teams]\nlist = 5", "lookups.teams.list"),
        ("[errors.statuses]\ntaken = '409'", "errors.statuses.taken"),
        ("[paging]\nkind = 'page'\nmax_per_page = '0'", "paging.max_per_page"),
    ],
)
def test_nothing_is_told_twice(snippet: str, key: str) -> None:
    """What follows from a problem is not told beside it."""
    assert keys(snippet) == {key}


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_a_byte_order_mark(tmp_path: Path, mark: bytes) -> None:
    """A file may begin with the mark that some editors put before UTF-8."""
    path = tmp_path / "ats.toml"
    path.write_bytes(mark + small('title = "Señal"').encode())
    assert load(path).title == "Señal"


def test_what_is_no_toml() -> None:
    """A file that is not TOML is told with the place where it breaks."""
    with pytest.raises(MappingError, match=r"small\.toml: is not TOML: .*\(at line 2") as caught:
        parse('title = "x"\nauth = \n[jobs]', "small.toml")
    assert [*caught.value.problems] == [""]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there, a folder, and one of other bytes are told by their names."""
    missing = tmp_path / "none.toml"
    with pytest.raises(MappingError) as caught:
        load(missing)
    assert str(caught.value) == (
        f"none.toml: cannot be read (No such file or directory): {missing}"
    )
    with pytest.raises(MappingError, match="cannot be read"):
        load(str(tmp_path))
    other = tmp_path / "other.toml"
    other.write_bytes('title = "Señal"'.encode("latin-1"))
    with pytest.raises(MappingError) as caught:
        load(other)
    assert str(caught.value) == "other.toml: is not text in UTF-8"


def test_a_file_that_is_right(tmp_path: Path) -> None:
    """A mapping is read as it was written, with what it leaves out filled in."""
    path = tmp_path / "ats.toml"
    path.write_text(small('title = "Señal"', APPLICATIONS), encoding="utf-8")
    found = load(path)
    assert (found.title, [name for name, _ in found.parts()]) == ("Señal", ["jobs", "applications"])
    assert (found.paging.kind, found.limits.seconds, found.errors.failed) == ("none", 1.0, None)
    assert load(str(path)).variables() == found.variables() == ("ATS_BASE_URL", "ATS_API_KEY")


def test_the_default_is_a_file_like_others() -> None:
    """The mapping that is shipped loads by the same code, and lies beside it."""
    shipped = Path(mapping.__file__).with_name("default.toml")
    assert load(shipped).title == default_mapping().title == "Generic ATS"
    assert default_mapping() is default_mapping()
    assert default_mapping().variables() == ("ATS_BASE_URL", "ATS_API_KEY", "ATS_ACCOUNT_ID")
    assert default_mapping().secret_variables() == ("ATS_API_KEY",)
