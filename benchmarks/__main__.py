"""Run every benchmark, one after the other: `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the modules that can be run; fail if one of them does."""
    missed = []
    for path in sorted(HERE.glob("*.py")):
        if path.stem.startswith("_") or '__name__ == "__main__"' not in path.read_text("utf-8"):
            continue
        print(f"— {path.stem}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{path.stem}"]
        if subprocess.run(command, cwd=HERE.parent, check=False).returncode:
            missed.append(path.stem)
    if missed:
        print(f"Missed their targets: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
