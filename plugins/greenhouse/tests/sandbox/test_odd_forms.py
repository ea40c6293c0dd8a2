from collections import defaultdict
from typing import Any

from plugins.greenhouse.tests.sandbox.client import Client
from unified_ats.sandbox import Company, launch
from unified_ats_greenhouse.sandbox import GreenhouseSandbox, vendor_id

Row = dict[str, Any]


def company_of(client: Client) -> Company:
    """Return the company behind the sandbox."""
    return client.sandbox.company


def test_ids(large: Client) -> None:
    """Ids are numbers of more than 32 bits that no two resources share, and follow the company."""
    seen: set[int] = set()
    for noun in ("jobs", "candidates", "applications", "offices", "users", "job_posts"):
        ids = {each["id"] for page in large.walk(noun, per_page=500) for each in page}
        assert min(ids) > 2**32
        assert not ids & seen
        seen |= ids
    job = company_of(large).list_jobs()[0][0]
    assert large.one("jobs", int(vendor_id(job)))["name"] == job.title


def test_statuses_of_jobs(client: Client) -> None:
    """A job that waits is a draft, one put away is closed, and unknown words are passed on."""
    company = company_of(client)
    shown = {each["id"]: each["status"] for each in client.get("jobs")}
    words = {job.status: shown[int(vendor_id(job))] for job in company.list_jobs()[0]}
    assert words == {
        "open": "open",
        "closed": "closed",
        "draft": "draft",
        "pending": "draft",
        "archived": "closed",
    }
    job = company.list_jobs()[0][0]
    company.set_job_status(job.id, "frozen")
    assert client.one("jobs", int(vendor_id(job)))["status"] == "frozen"


def test_statuses_of_applications(client: Client) -> None:
    """Who withdrew is rejected for a reason of their own, and unknown words are passed on."""
    company = company_of(client)
    shown = {each["id"]: each for each in client.get("applications")}
    reasons = {
        each["id"]: each["type"]["key"]
        for each in client.get("rejection_reasons", include_defaults="true")
    }
    details = {each["application_id"]: each for each in client.get("rejection_details")}
    found = defaultdict(set)
    for each in company.list_applications()[0]:
        wire = int(vendor_id(each))
        detail = details.get(wire)
        key = reasons[detail["rejection_reason_id"]] if detail else None
        found[each.status].add((shown[wire]["status"], key))
    assert found == {
        "active": {("in_process", None)},
        "hired": {("hired", None)},
        "rejected": {("rejected", "WE_REJECTED_THEM")},
        "withdrawn": {("rejected", "THEY_REJECTED_US")},
    }
    first = company.list_applications()[0][0]
    for word in ("frozen", "converted"):
        company.set_application(first.id, status=word)
        assert client.one("applications", int(vendor_id(first)))["status"] == word


def test_a_reason_that_nobody_gave(client: Client) -> None:
    """A rejection without a reason has none; a new word of the company's becomes a reason."""
    company = company_of(client)
    [first, second, *_] = company.list_applications(status=["active"])[0]
    company.set_application(first.id, status="rejected")
    company.set_application(second.id, status="rejected", rejection_reason="Rude to the cat")
    details = {each["application_id"]: each for each in client.get("rejection_details")}
    assert details[int(vendor_id(first))]["rejection_reason_id"] is None
    reason = details[int(vendor_id(second))]["rejection_reason_id"]
    assert client("GET", f"rejection_reasons/{reason}").json()["name"] == "Rude to the cat"


def test_an_unknown_stage(client: Client) -> None:
    """A stage that the company makes up is one of every job's, the last."""
    company = company_of(client)
    application = company.list_applications(status=["active"])[0][0]
    company.set_application(application.id, stage="Tea with the cat")
    shown = client.one("applications", int(vendor_id(application)))
    [stage] = client.get("job_interview_stages", ids=shown["job_interview_stage_id"])
    assert (shown["stage_name"], stage["name"], stage["sort_order"]) == (
        "Tea with the cat",
        "Tea with the cat",
        5,
    )


def test_stages_of_applications(large: Client) -> None:
    """An application in process points to its stay at a stage, and that to the job's stage."""
    stays = {
        each["id"]: each for page in large.walk("application_stages", per_page=500) for each in page
    }
    stages = {each["id"]: each for each in large.get("job_interview_stages")}
    applications = large.get("applications")
    placed = [each for each in applications if each["stage_id"]]
    for each in placed:
        stay = stays[each["stage_id"]]
        stage = stages[each["job_interview_stage_id"]]
        assert stay["current"]
        assert stay["exited_at"] is None
        assert (stay["application_id"], stay["job_interview_stage_id"]) == (each["id"], stage["id"])
        assert (stage["job_id"], stage["name"]) == (each["job_id"], each["stage_name"])
    assert {each["status"] for each in placed} == {"in_process"}
    assert any(each["stage_id"] is None for each in applications if each["status"] == "in_process")
    assert any(not stages[each["job_interview_stage_id"]]["active"] for each in stays.values())
    assert any(each["entered_at"] is None for each in stays.values())


def test_prospects(large: Client) -> None:
    """Prospects have no job, no stage and no post, and some are considered for jobs."""
    prospects = large.get("applications", prospect="true")
    assert len(prospects) > 3
    for each in prospects:
        nothing = ("job_id", "job_post_id", "stage_id", "stage_name", "job_interview_stage_id")
        assert [each[name] for name in nothing] == [None] * 5
    assert {bool(each["prospective_job_ids"]) for each in prospects} == {True, False}


def test_anonymised_people(large: Client) -> None:
    """Anonymised people are called so, by their number; the lists are empty and the files gone."""
    gone = [each for each in large.get("candidates") if each["first_name"] == "Anonymized"]
    assert gone
    for each in gone:
        assert each["last_name"] == str(each["id"])
        assert each["title"] is each["company"] is None
        assert each["email_addresses"] == each["phone_numbers"] == each["addresses"] == []
    ids = ",".join(str(each["id"]) for each in gone)
    assert large.get("attachments", candidate_ids=ids) == []
    assert large.get("applications", candidate_ids=ids) != []


def test_nameless_people(large: Client) -> None:
    """Of some people the names are null, though there is an address."""
    nameless = [each for each in large.get("candidates") if each["first_name"] is None]
    assert nameless
    for each in nameless:
        assert each["last_name"] is None
        assert each["email_addresses"]


def test_people(large: Client) -> None:
    """People have several addresses, names of one word, nicknames, or no number."""
    people = large.get("candidates")
    assert {len(each["email_addresses"]) for each in people} == {0, 1, 2}
    assert any(each["first_name"] and each["last_name"] is None for each in people)
    assert any(each["preferred_name"] for each in people)
    assert any(each["first_name"] and not each["phone_numbers"] for each in people)


def test_posts(large: Client) -> None:
    """Jobs have no post, one or several: live, unpublished, deleted, internal or translated."""
    posts = defaultdict(list)
    for each in large.get("job_posts"):
        posts[each["job_id"]].append(each)
    jobs = {each["id"]: each for each in large.get("jobs")}
    assert set(posts) < set(jobs)
    assert {len(each) for each in posts.values()} >= {1, 2, 3}
    everything = [each for job in posts.values() for each in job]
    assert all(jobs[each["job_id"]]["status"] == "open" for each in everything if each["live"])
    assert not any(each["live"] for each in everything if not each["active"])
    assert {each["public_url"] for each in everything if each["internal"]} == {None}
    for job in posts.values():
        public = [each for each in job if each["live"] and not each["internal"]]
        assert len(public) == (jobs[job[0]["job_id"]]["status"] == "open")


def test_locations(large: Client) -> None:
    """Posts say where they are as text, as an office, as an entry of a list, or not at all."""
    posts = {each["id"]: each for each in large.get("job_posts")}
    live = {wire for wire, each in posts.items() if each["live"]}
    places = defaultdict(list)
    for each in large.get("job_post_locations"):
        places[each["job_post_id"]].append(each)
    assert {each["type"] for wire in live & places.keys() for each in places[wire]} == {
        "free_text",
        "office",
        "custom_list",
    }
    searchable = {each["job_post_id"] for each in large.get("job_post_searchable_locations")}
    nowhere = live - places.keys()
    assert nowhere & searchable
    assert nowhere - searchable
    assert max(len(each) for each in places.values()) == 2
    deleted = {wire for wire, each in posts.items() if not each["active"]}
    assert {each["plain_text_location"] for wire in deleted for each in places[wire]} == {
        "Reykjavík, Iceland"
    }


def test_where_the_company_has_its_jobs(large: Client) -> None:
    """However a live post says where it is, it is the town that the company has."""
    company = company_of(large)
    towns = {each.id: each.city for each in company.offices()}
    offices = {each["id"]: each["location"] or each["name"] for each in large.get("offices")}
    listed = {each["id"]: each["value"] for each in large.get("job_board_custom_locations")}
    live = {each["id"]: each["job_id"] for each in large.get("job_posts", live="true")}
    jobs = {int(vendor_id(job)): job for job in company.list_jobs()[0]}
    said: defaultdict[int, list[str]] = defaultdict(list)
    for each in large.get("job_post_locations"):
        said[each["job_post_id"]].append(
            each["plain_text_location"]
            or offices.get(each["office_id"])
            or listed[each["custom_location_id"]]
        )
    for each in large.get("job_post_searchable_locations"):
        said[each["job_post_id"]].append(each["location"])
    for post, job in live.items():
        town = towns.get(jobs[job].office_id or "")
        assert bool(said[post]) <= any(town and town in each for each in said[post])


def test_openings(large: Client) -> None:
    """Openings hold who was hired; labels may be missing, and two may share one."""
    openings = large.get("openings")
    hired = {
        each["id"]
        for page in large.walk("applications", per_page=500, status="hired")
        for each in page
    }
    filled = [each for each in openings if each["application_id"]]
    assert {each["application_id"] for each in filled} == hired
    assert not any(each["open"] for each in filled)
    assert all(each["target_start_on"] for each in filled)
    labels = [(each["job_id"], each["opening_id"]) for each in openings if each["opening_id"]]
    assert len(labels) > len(set(labels))
    assert len(labels) < len(openings)


def test_what_is_made_is_not_odd() -> None:
    """Nothing that is created turns into an odd form by its number."""
    with launch(GreenhouseSandbox, jobs=24, candidates=100, rate_limit=False) as sandbox:
        client = Client(sandbox)
        with client.session:
            client.sign_in()
            job = client.get("jobs", status="open")[0]["id"]
            made = [_make(client, job) for _ in range(50)]
    ids = {str(each["candidate"]["id"]) for each in made}
    assert any(each.endswith("107") for each in ids), "the number of somebody anonymised"
    numbers = {each["application"]["id"] % 50 for each in made}
    assert 13 in numbers, "the number of a prospect"
    for each in made:
        assert each["candidate"]["first_name"] == "Ada"
        assert len(each["candidate"]["email_addresses"]) == 1
        assert each["application"]["job_id"] == job


def _make(client: Client, job: int) -> Row:
    return client.made(
        "candidates",
        first_name="Ada",
        last_name="New",
        email_addresses=[{"value": "ada@example.com", "type": "work"}],
        application={"job_id": job},
    )
