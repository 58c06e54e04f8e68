"""Run every benchmark, one after the other: `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the modules that can be run; fail if one of them does."""
    missed = []
    for path in sorted([*HERE.glob("[!_]*.py"), *HERE.glob("*/__main__.py")]):
        if '__name__ == "__main__"' not in path.read_text("utf-8"):
            continue
        name = path.parent.name if path.stem == "__main__" else path.stem
        print(f"— {name}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        if subprocess.run(command, cwd=HERE.parent, check=False).returncode:
            missed.append(name)
    if missed:
        print(f"Missed their targets: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
