"""Tiles over HTTP, against Debian's IIPImage on the same pyramids (see README.md).

Run: python -m benchmarks.tiles
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import tiles_servers as servers

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "tiles.json"

IMAGES = 10
WIDTH_PX, HEIGHT_PX = 6000, 8000
TILE_PX = 512
ROUNDS = 5
CONNECTIONS = 8
ALIGNED_SECONDS, REGION_SECONDS = 5, 8
REGIONS_A_ROUND = 6_000  # more than either server makes in a round: none comes twice

TARGETS = {
    "aligned_rate": ("at least", 5.0),
    "aligned_p99": ("at most", 1.25),
    "regions_rate": ("at least", 0.5),
}


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk measured in one round."""

    per_second: float
    p99_ms: float
    errors: int
    mean_kb: float  # of an answer


def main() -> int:
    """Measure, write the results, say whether the targets are met."""
    if missing := servers.missing_tools():
        print(f"Skipped: install {' '.join(missing)} to compare tiles with IIPImage.")
        return 0
    with tempfile.TemporaryDirectory(prefix="muniment-tiles-") as name:
        folder = Path(name)
        names = _make_archive(folder)
        with (
            servers.muniment_server(folder / "home") as ours,
            servers.iipsrv_server(folder / "images", folder) as theirs,
        ):
            results = _compare(folder, names, ours, theirs)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(results["ratios"], indent=2))
    return 0 if results["met"] else 1


def _compare(folder: Path, names: list[str], ours: str, theirs: str) -> dict[str, Any]:
    prefixes = {"muniment": f"{ours}/iiif/image/3/", "iipsrv": f"{theirs}/?IIIF="}
    suffixes = {"muniment": "", "iipsrv": ".tif"}
    loads: dict[str, dict[str, list[Load]]] = {
        kind: {server: [] for server in prefixes} for kind in ("aligned", "regions")
    }
    _require_same_sizes(prefixes, suffixes, _aligned_tiles(names, seed=0)[:100])
    _require_same_sizes(prefixes, suffixes, _regions(names, seed=-1)[:100])
    for number in range(ROUNDS):
        for kind, seconds, rests in (
            ("aligned", ALIGNED_SECONDS, _aligned_tiles(names, seed=number)),
            ("regions", REGION_SECONDS, _regions(names, seed=number)),
        ):
            for server, prefix in _turned(list(prefixes.items()), number):
                paths = [f"{name}{suffixes[server]}/{rest}" for name, rest in rests]
                load = _run_wrk(folder, prefix, paths, seconds)
                loads[kind][server].append(load)
                print(f"{number + 1} {kind} {server}: {load}", flush=True)
    return _summary(loads)


def _require_same_sizes(
    prefixes: dict[str, str], suffixes: dict[str, str], asked: list[Rest]
) -> None:
    """Make sure that both servers understand the addresses alike, before they are timed."""
    for name, rest in asked:
        sizes = {
            servers.image_size(f"{prefix}{name}{suffixes[server]}/{rest}")
            for server, prefix in prefixes.items()
        }
        if len(sizes) > 1:
            raise ValueError(f"The servers give {rest} at different sizes: {sizes}")


def _turned(pairs: list[Any], number: int) -> list[Any]:
    """Let each server begin every other round."""
    return pairs if number % 2 == 0 else pairs[::-1]


def _summary(loads: dict[str, dict[str, list[Load]]]) -> dict[str, Any]:
    def middle(kind: str, server: str, figure: str) -> float:
        return round(float(median(getattr(load, figure) for load in loads[kind][server])), 2)

    figures = {
        kind: {
            server: {
                "per_second": middle(kind, server, "per_second"),
                "p99_ms": middle(kind, server, "p99_ms"),
                "mean_kb": middle(kind, server, "mean_kb"),
                "errors": sum(load.errors for load in rounds),
            }
            for server, rounds in by_server.items()
        }
        for kind, by_server in loads.items()
    }

    def ratio(kind: str, figure: str) -> float:
        ours, theirs = (figures[kind][server][figure] for server in ("muniment", "iipsrv"))
        return round(float(ours) / float(theirs), 2)

    ratios = {
        "aligned_rate": ratio("aligned", "per_second"),
        "aligned_p99": ratio("aligned", "p99_ms"),
        "regions_rate": ratio("regions", "per_second"),
        "regions_p99": ratio("regions", "p99_ms"),
    }
    met = all(
        ratios[name] >= bound if word == "at least" else ratios[name] <= bound
        for name, (word, bound) in TARGETS.items()
    )
    errors = sum(each["errors"] for kind in figures.values() for each in kind.values())
    return {
        "ratios": ratios,
        "targets": {name: f"{word} {bound}" for name, (word, bound) in TARGETS.items()},
        "met": met and errors == 0,
        "medians": figures,
        "rounds": ROUNDS,
        "images": f"{IMAGES} of {WIDTH_PX} × {HEIGHT_PX}",
        "processors": os.cpu_count(),
    }


# What is asked for -------------------------------------------------------------------------------

Rest = tuple[str, str]


def _aligned_tiles(names: list[str], *, seed: int) -> list[Rest]:
    """List every tile of every level of every image, in one random order."""
    rests = []
    level, width, height = 0, WIDTH_PX, HEIGHT_PX
    while True:
        step = TILE_PX << level
        for left in range(0, WIDTH_PX, step):
            for top in range(0, HEIGHT_PX, step):
                wide, high = min(step, WIDTH_PX - left), min(step, HEIGHT_PX - top)
                size = f"{-(-wide // 2**level)},{-(-high // 2**level)}"
                rests.append(f"{left},{top},{wide},{high}/{size}/0/default.jpg")
        if max(width, height) <= TILE_PX:
            break
        level, width, height = level + 1, width // 2, height // 2
    pairs = [(name, rest) for name in names for rest in rests]
    random.Random(seed).shuffle(pairs)
    return pairs


def _regions(names: list[str], *, seed: int) -> list[Rest]:
    """Make up regions of any place and size, scaled to what a screen shows; none comes twice."""
    chance = random.Random(1_000 + seed)
    pairs = []
    for _ in range(REGIONS_A_ROUND):
        wide = chance.randint(300, 3000)
        high = chance.randint(300, 3000)
        left, top = chance.randint(0, WIDTH_PX - wide), chance.randint(0, HEIGHT_PX - high)
        across = min(wide, chance.randint(200, 900))
        down = max(1, round(high * across / wide))
        rest = f"{left},{top},{wide},{high}/{across},{min(high, down)}/0/default.jpg"
        pairs.append((chance.choice(names), rest))
    return pairs


def _run_wrk(folder: Path, prefix: str, paths: Iterable[str], seconds: int) -> Load:
    scheme_and_host, slash, rest = (
        prefix.partition("/iiif") if "/iiif" in prefix else (prefix.partition("/?IIIF"))
    )
    listing = folder / "paths"
    listing.write_text("\n".join(f"{slash}{rest}{path}" for path in paths), encoding="utf-8")
    command = [
        *("wrk", "--threads", "1", "--connections", str(CONNECTIONS)),
        *("--duration", f"{seconds}s", "--timeout", "20s"),
        *("--script", str(HERE / "tiles_load.lua"), f"{scheme_and_host}/", "--", str(listing)),
    ]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    figures = json.loads(done.stdout.strip().splitlines()[-1])
    return Load(
        per_second=round(figures["requests"] / figures["microseconds"] * 1e6, 1),
        p99_ms=round(figures["p99"] / 1000, 2),
        errors=figures["errors"],
        mean_kb=round(figures["bytes"] / max(1, figures["requests"]) / 1000, 1),
    )


# What is served ----------------------------------------------------------------------------------


def _make_archive(folder: Path) -> list[str]:
    """Make an archive of synthetic pages; give the images' identifiers.

    The derivatives appear under those names in a folder of their own, for the other server.
    """
    (folder / "images").mkdir()
    (folder / "home").mkdir()
    os.environ["MUNIMENT_HOME"] = str(folder / "home")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.tiles_pages import draw_page
    from muniment.images.derivatives import derivative_path
    from muniment.images.models import Image
    from muniment.images.services import store_image
    from muniment.jobs.worker import run_until_empty
    from muniment.sources.images import ImageFacts, inspect_image

    call_command("migrate", verbosity=0)
    for number in range(IMAGES):
        path = folder / f"page-{number}.jpg"
        draw_page(path, WIDTH_PX, HEIGHT_PX, seed=number)
        facts = inspect_image(path)
        assert isinstance(facts, ImageFacts), facts
        store_image(path, facts=facts)
        path.unlink()
    run_until_empty()
    images = list(Image.objects.order_by("pk"))
    for image in images:
        link = folder / "images" / f"{image.identifier}.tif"
        link.symlink_to(derivative_path(image.sha256))
    return [image.identifier for image in images]


if __name__ == "__main__":
    sys.exit(main())
