"""Import of three FRUS volumes against parsing them (see README.md).

Run: python -m benchmarks.import_frus
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RESULTS = HERE / "results" / "import.json"
ROUNDS = 5
SMALL_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>A letter</title></titleStmt></fileDesc></teiHeader><text xml:lang="en"><body><div
type="letter" xml:id="l1"><head>A letter</head><p>It snowed.</p></div></body></text></TEI>"""
TARGETS = {"cpu_ratio": 25.0, "memory_ratio": 10.0}


def main() -> int:
    """Measure, write the results, say whether the targets are met."""
    volumes = _volumes()
    if not volumes:
        print("Skipped: set MUNIMENT_CORPORA to the folder of real sources.")
        return 0
    times = _in_process("times", volumes)
    memory = _in_process("memory", volumes)
    largest = max(path.stat().st_size for path in volumes)
    ratios = {
        "cpu_ratio": round(median(times["import"]) / median(times["parse"]), 2),
        "memory_ratio": round(memory["bytes"] / largest, 2),
    }
    results = {
        "ratios": ratios,
        "targets": TARGETS,
        "met": all(ratios[name] <= most for name, most in TARGETS.items()),
        "documents": times["documents"],
        "seconds": {name: [round(s, 4) for s in times[name]] for name in ("parse", "import")},
        "memory_bytes": memory["bytes"],
        "largest_file_bytes": largest,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(ratios, indent=2))
    return 0 if results["met"] else 1


def _volumes() -> list[Path]:
    corpora = os.environ.get("MUNIMENT_CORPORA") or ROOT.parent / "shared" / "corpora"
    return sorted(Path(corpora).glob("frus/*.xml"))


def _in_process(what: str, volumes: list[Path]) -> Any:
    """Measure in a process of its own, with an archive of its own."""
    with tempfile.TemporaryDirectory(prefix="muniment-import-") as name:
        environment = {
            **os.environ,
            "MUNIMENT_HOME": str(Path(name) / "home"),
            "DJANGO_SETTINGS_MODULE": "muniment.config.settings",
        }
        command = [sys.executable, "-m", "benchmarks.import_frus", what, *map(str, volumes)]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    return json.loads(done.stdout)


# In the process that measures --------------------------------------------------------------------


def measure(what: str, volumes: list[Path]) -> dict[str, Any]:
    """Prepare an archive, warm up, and measure."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    database = Path(settings.DATABASES["default"]["NAME"])
    return _measure_times(volumes, database) if what == "times" else _measure_memory(volumes)


def _measure_times(volumes: list[Path], database: Path) -> dict[str, Any]:
    from django.db import connection

    connection.close()
    template = database.with_name("template.sqlite3")
    shutil.copyfile(database, template)
    seconds: dict[str, list[float]] = {"parse": [], "import": []}
    documents = 0
    for number in range(ROUNDS + 1):
        parsing = _cpu_seconds(lambda: _parse(volumes))
        connection.close()
        for path in database.parent.glob("db.sqlite3*"):
            path.unlink()
        shutil.copyfile(template, database)
        importing = _cpu_seconds(lambda: _import(volumes))
        documents = _documents()
        if number:  # the first round warms up
            seconds["parse"].append(parsing)
            seconds["import"].append(importing)
    return {**seconds, "documents": documents}


def _measure_memory(volumes: list[Path]) -> dict[str, Any]:
    _import_something_small()
    idle = _resident_bytes("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak so far
    _import(volumes)
    return {"bytes": _resident_bytes("VmHWM") - idle}


def _parse(volumes: list[Path]) -> None:
    from lxml import etree

    for path in volumes:
        etree.parse(str(path), etree.XMLParser())


def _import(volumes: list[Path]) -> None:
    from muniment.ingest.services import import_packages

    report = import_packages(volumes)
    assert report.exit_status == 0, report.problems


def _import_something_small() -> None:
    """Load all code, so that the idle process is the one that waits for the next import."""
    with tempfile.TemporaryDirectory(prefix="muniment-small-") as name:
        path = Path(name) / "letter.xml"
        path.write_text(SMALL_TEI, encoding="utf-8")
        _import([path])


def _documents() -> int:
    from muniment.documents.models import Document

    return Document.objects.count()


def _cpu_seconds(work: Any) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _resident_bytes(name: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) << 10
    raise LookupError(name)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], [Path(p) for p in sys.argv[2:]])))
    else:
        sys.exit(main())
