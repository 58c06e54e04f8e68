"""A worker's process dies in the middle of a job: the job is done again by another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET_UP = "import django; django.setup(); from tests.jobs import tasks_of_tests as tasks;"
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0);"
ASK = "from muniment.jobs.queue import enqueue; enqueue(tasks.linger, {notes!r});"
WORK = (
    "import threading; from muniment.jobs.worker import work;"
    "work(threading.Event(), lease_seconds=1);"
)
FINISH = (
    "import time; from muniment.jobs.worker import run_until_empty;"
    "from muniment.jobs.queue import queue_state;\n"
    "while queue_state().running or queue_state().ready: run_until_empty(); time.sleep(0.05)\n"
)


def python(code: str, home: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "MUNIMENT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.Popen([sys.executable, "-c", SET_UP + code], cwd=ROOT, env=environment)


def test_the_job_of_a_killed_worker_is_done_by_another(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    home = tmp_path / "home"
    assert python(MIGRATE + ASK.format(notes=str(notes)), home).wait(timeout=120) == 0

    doomed = python(WORK, home)
    while not (notes.exists() and notes.read_text(encoding="utf-8").strip()):
        assert doomed.poll() is None
        time.sleep(0.05)
    doomed.send_signal(signal.SIGKILL)
    doomed.wait(timeout=30)

    heir = python(FINISH, home)
    assert heir.wait(timeout=60) == 0
    assert notes.read_text(encoding="utf-8").split() == [str(doomed.pid), str(heir.pid)]
