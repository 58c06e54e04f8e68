"""What a first visit to the reader costs over the wire, without page images (see README.md).

Run: python -m benchmarks.first_visit
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.archives import SAMPLE, Archive, served, template
from tools.browser import find_browser, flags

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "first_visit.json"
KILOBYTE = 1000
TARGETS = {"all": 450 * KILOBYTE, "fonts": 200 * KILOBYTE}
PAGE_IMAGES = "/iiif/"


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes over the wire of one visit with an empty cache, headers included."""

    all: int
    fonts: int
    scripts: int
    styles: int
    document: int


def main() -> int:
    """Weigh the sample's largest bilingual document, write the result, say whether it is met."""
    folder = Path(tempfile.mkdtemp(prefix="muniment-first-visit-"))
    try:
        archive = template("sample", SAMPLE, work=True).copy_to(folder / "home")
        path = bilingual_documents(archive)[0]
        with served(archive) as live, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=flags())
            weight = weigh(browser.new_page(), live.url(path))
            browser.close()
    finally:
        shutil.rmtree(folder)
    measured = asdict(weight)
    met = all(measured[name] <= limit for name, limit in TARGETS.items())
    result = {"bytes": measured, "targets": TARGETS, "met": met}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result))
    return 0 if met else 1


def bilingual_documents(archive: Archive) -> list[str]:
    """List the addresses of documents with texts in two languages, the longest first."""
    documents: list[dict[str, Any]] = [
        document for report in archive.reports.values() for document in report["documents"]
    ]
    wanted = [entry for entry in documents if len({t["language"] for t in entry["texts"]}) > 1]
    wanted.sort(key=lambda entry: -int(entry["shown_characters"]))
    return [str(entry["url"]) for entry in wanted]


def weigh(page: Page, address: str) -> Weight:
    """Open an address in a page that has cached nothing, and add up what came."""
    session = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    weights: Counter[str] = Counter()

    def note_kind(event: dict[str, Any]) -> None:
        is_page_image = PAGE_IMAGES in event["response"]["url"]
        kinds[event["requestId"]] = "page image" if is_page_image else event["type"]

    def add_bytes(event: dict[str, Any]) -> None:
        weights[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    session.on("Network.responseReceived", note_kind)
    session.on("Network.loadingFinished", add_bytes)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    session.detach()
    return Weight(
        all=_sum(weights, set(weights) - {"page image"}),
        fonts=weights["Font"],
        scripts=weights["Script"],
        styles=weights["Stylesheet"],
        document=weights["Document"],
    )


def _sum(weights: Counter[str], kinds: Iterable[str]) -> int:
    return sum(weights[kind] for kind in kinds)


if __name__ == "__main__":
    sys.exit(main())
