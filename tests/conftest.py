"""What every test shares: stevedore's disk cache, which must not outlive a run."""

import atexit
import os
import shutil
import tempfile

_CACHE = tempfile.mkdtemp(prefix="unified-ats-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE  # before stevedore is imported: it looks only then
atexit.register(shutil.rmtree, _CACHE, ignore_errors=True)
