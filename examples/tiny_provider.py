import attrs

import unified_ats as ua


@attrs.frozen(kw_only=True)
class TinySettings(ua.Settings):
    base_url: str = ua.setting("TINY_BASE_URL", help="root of the API", parse=ua.http_url)
    api_key: str = ua.setting("TINY_API_KEY", help="key of the account", secret=True)


class TinyJobs(ua.Jobs):
    paging = "cursor"
    max_per_page = 25

    def read_page(self, query: ua.JobQuery, page: ua.PageRequest) -> ua.Page[ua.Job]:
        paging = {"limit": page.size, "after": page.cursor}
        answer = self.http.get("/positions", params=paging).json()
        jobs = [ua.Job(id=each["id"], title=each["name"], raw=each) for each in answer["data"]]
        return ua.Page(items=jobs, next_cursor=answer["next"])


class TinyProvider(ua.Provider):
    name, title, Settings, resources = "tiny", "Tiny ATS", TinySettings, (TinyJobs,)

    def auth(self) -> ua.HeaderAuth:
        return ua.HeaderAuth("X-Tiny-Key", self.settings.api_key)
