"""The smallest provider of ``docs/adding-a-vendor.md`` works."""

import importlib.util
from pathlib import Path

from unified_ats.sandbox import launch


def test_smallest_provider_lists_all_jobs() -> None:
    """The provider that the page opens with reads every job, over several pages of the vendor."""
    path = Path(__file__).with_name("tiny_provider.py")
    spec = importlib.util.spec_from_file_location("tiny_provider", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with launch("tiny", jobs=60, candidates=0) as sandbox:
        settings = module.TinySettings.from_environment("tiny", sandbox.env)
        with module.TinyProvider(settings) as ats:
            assert len({job.id for job in ats.jobs.iter()}) == 60
            page = ats.jobs.list(page=2, per_page=40)
            assert len(page.items) == 20
            assert page.items[0].title
        assert len(sandbox.requests) == 3 + 3
