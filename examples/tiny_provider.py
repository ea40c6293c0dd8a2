"""The smallest provider: the jobs of Tiny ATS."""

import attrs

from unified_ats import (
    HeaderAuth,
    Job,
    JobQuery,
    Jobs,
    Page,
    PageRequest,
    Provider,
    Settings,
    http_url,
    setting,
)

ROOT = "https://api.tiny-ats.example.com/v1"


@attrs.frozen(kw_only=True)
class TinySettings(Settings):
    api_key: str = setting("TINY_API_KEY", help="key of the account", secret=True)
    base_url: str = setting("TINY_BASE_URL", help="root of the API", default=ROOT, parse=http_url)


class TinyJobs(Jobs):
    paging = "cursor"
    max_per_page = 25

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        paging = {"limit": page.size, "after": page.cursor}
        answer = self.http.get("/positions", params=paging).json()
        jobs = [Job(id=each["id"], title=each["name"], raw=each) for each in answer["data"]]
        return Page(items=jobs, next_cursor=answer["next"])


class TinyProvider(Provider):
    name = "tiny"
    title = "Tiny ATS"
    Settings = TinySettings
    resources = (TinyJobs,)

    def base_url(self) -> str:
        return str(self.settings.base_url)

    def auth(self) -> HeaderAuth:
        return HeaderAuth("X-Tiny-Key", self.settings.api_key)
