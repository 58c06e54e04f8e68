"""A reader's library with 10,000 things saved against one with 10: python -m benchmarks.library.

An empty archive gets documents and two readers. Their pages are asked for in turns, through all
of Django's middleware. Prints and keeps JSON: milliseconds of CPU time and the number of queries
for each page, and the ratio of the two libraries.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.groups import TARGET, measure

RESULTS = Path(__file__).resolve().parent / "results" / "library.json"
DOCUMENTS = 1_000
SMALL = {"saved": 10, "folders": 10, "bookmarks": 10, "tags": 10, "history": 10}
LARGE = {"saved": 10_000, "folders": 40, "bookmarks": 1_000, "tags": 100, "history": 1_000}
PAGES = {
    "folders": "/library/",
    "folder": "/library/folders/{folder}/",
    "last page of the folder": "/library/folders/{folder}/?page={last}",
    "save": "/library/save/?document={document}",
    "bookmarks": "/library/bookmarks/",
    "tags": "/library/tags/",
    "documents of a tag": "/library/tags/{tag}/",
    "history": "/library/history/",
    "what is kept of a document": "/library/documents/{document}/",
    "document read in the folder": "/documents/{middle}/?folder={folder}",
}
NOTE = "The ice *went* on the 14th, he says; the newspaper of that week has the 11th. "


def make_documents() -> list[Any]:
    """Make documents of no text in a volume that everyone may see."""
    from django.utils import timezone

    from muniment.access.services import set_scope
    from muniment.documents.models import Document, Package

    scope = set_scope("package:bench", level="open")
    package = Package.objects.create(identifier="bench", title="Bench", scope=scope)
    return Document.objects.bulk_create(
        Document(
            identifier=f"m{number:06d}",
            package=package,
            key=f"d{number}",
            source="bench.xml",
            scope=scope,
            title=f"Letter {number}",
            changed_at=timezone.now(),
        )
        for number in range(DOCUMENTS)
    )


def make_library(account: Any, sizes: dict[str, int], documents: list[Any]) -> dict[str, str]:
    """Fill a reader's library; give what its addresses need."""
    from django.utils import timezone

    from muniment.core.identifiers import random_identifier
    from muniment.library.models import (
        Bookmark,
        DocumentTag,
        Folder,
        HistoryEntry,
        SavedItem,
        Tag,
    )
    from muniment.library.services.items import PAGE_SIZE

    def target(number: int) -> dict[str, Any]:
        document = documents[number % len(documents)]
        return {
            "identifier": random_identifier(),
            "document": document,
            "document_identifier": document.identifier,
            "document_title": document.title,
            "position": number,
        }

    folders = Folder.objects.bulk_create(
        Folder(identifier=random_identifier(), account=account, name=f"Folder {n}", position=n)
        for n in range(sizes["folders"])
    )
    SavedItem.objects.bulk_create(
        SavedItem(folder=folders[0], saved_by=account, note=NOTE, **target(n))
        for n in range(sizes["saved"])
    )
    Bookmark.objects.bulk_create(
        Bookmark(account=account, name=f"Place {n}", **target(n)) for n in range(sizes["bookmarks"])
    )
    tags = Tag.objects.bulk_create(
        Tag(identifier=random_identifier(), account=account, name=f"Tag {n}", folded=f"tag {n}")
        for n in range(sizes["tags"])
    )
    many = min(sizes["saved"], len(documents))
    DocumentTag.objects.bulk_create(
        DocumentTag(tag=tags[0], document=document) for document in documents[:many]
    )
    HistoryEntry.objects.bulk_create(
        HistoryEntry(account=account, document=document, read_at=timezone.now())
        for document in documents[: sizes["history"]]
    )
    return {
        "folder": folders[0].identifier,
        "tag": tags[0].identifier,
        "document": documents[0].identifier,
        "middle": documents[min(sizes["saved"], len(documents)) // 2].identifier,
        "last": str(-(-sizes["saved"] // PAGE_SIZE)),
    }


def main() -> int:
    """Make the libraries, measure, keep the results; 1 where a page misses its target."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MUNIMENT_HOME"] = home
        os.environ["MUNIMENT_ALLOWED_HOSTS"] = "testserver"
        os.environ["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
        results = run()
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=2))
    return 1 if max(results["ratios"].values()) > TARGET else 0


def run() -> dict[str, Any]:
    """Measure every page in an archive of its own."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from muniment.accounts.models import User

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    documents = make_documents()
    made, clients = {}, {}
    for name, sizes in (("small", SMALL), ("large", LARGE)):
        account = User.objects.create_user(f"{name}@example.org", name=name)
        made[name] = make_library(account, sizes, documents)
        clients[name] = Client()
        clients[name].force_login(account)
    pages = {
        page: measure(clients, {name: path.format(**facts) for name, facts in made.items()})
        for page, path in PAGES.items()
    }
    ratios = {page: round(of["large"]["ms"] / of["small"]["ms"], 2) for page, of in pages.items()}
    return {"pages": pages, "ratios": ratios, "target": TARGET}


if __name__ == "__main__":
    sys.exit(main())
