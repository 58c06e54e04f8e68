"""Pages of a large group against those of a small one: python -m benchmarks.groups.

An archive of 200 documents gets a group with 10 of everything and one with 500 members, 20,000
events, 2,000 discussions, 2,000 posts in one of them and 20,000 notes, half of them on passages.
Their pages are asked for in turns, through all of Django's middleware, as one of the members sees
them. Prints and keeps JSON: milliseconds of CPU time and the number of queries for each page, and
the ratio of the two groups.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results" / "groups.json"
ROUNDS = 15
TARGET = 2.0
SMALL = {"members": 10, "events": 10, "discussions": 10, "posts": 10, "notes": 10}
LARGE = {
    "members": 500,
    "events": 20_000,
    "discussions": 2_000,
    "posts": 2_000,
    "notes": 20_000,
}
DOCUMENTS = 200
PAGES = {
    "group": "",
    "members": "members/",
    "last members": "members/?page={last}",
    "a member by name": "members/?name=Reader+7",
    "activity": "activity/",
    "discussions": "discussions/",
    "discussion": "discussions/{discussion}/",
    "newest post": "discussions/{discussion}/?post={post}",
    "notes": "notes/",
    "oldest notes": "notes/?page={last_notes}",
}
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BODY = "The ice *went* on the 14th, he says; the newspaper of that week has the 11th. "


def make_group(name: str, sizes: dict[str, int], owner: Any) -> dict[str, str]:
    """Fill a group; give what its addresses need."""
    from muniment.accounts.models import User
    from muniment.core.identifiers import random_identifier
    from muniment.discussions.models import Discussion, Post
    from muniment.groups import services
    from muniment.groups.models import GroupEvent, Membership

    group = services.create(name, description=BODY, by=owner)
    readers = User.objects.bulk_create(
        User(email=f"{name}{n}@example.org", name=f"Reader {n}") for n in range(1, sizes["members"])
    )
    Membership.objects.bulk_create(Membership(group=group, account=each) for each in readers)
    GroupEvent.objects.bulk_create(
        GroupEvent(group=group, actor=readers[n % len(readers)], kind="member.joined")
        for n in range(sizes["events"])
    )
    discussions = Discussion.objects.bulk_create(
        Discussion(
            identifier=random_identifier(), group=group, title=f"Talk {n}", author=readers[0]
        )
        for n in range(sizes["discussions"])
    )
    posts = Post.objects.bulk_create(
        Post(
            identifier=random_identifier(),
            discussion=discussions[0],
            author=readers[n % len(readers)],
            body=BODY * 3,
        )
        for n in range(sizes["posts"])
    )
    make_notes(group, readers, sizes["notes"])
    return {
        "group": group.identifier,
        "discussion": discussions[0].identifier,
        "post": posts[-1].identifier,
        "last": str(-(-sizes["members"] // 50)),
        "last_notes": str(-(-sizes["notes"] // 25)),
    }


def make_documents() -> None:
    """Make open documents with a text of one paragraph."""
    from muniment.access.services import set_scope
    from muniment.core.text.model import Block, BlockKind, TextTree, tree_as_row
    from muniment.documents.models import Document, Package, Text, TextVersion

    scope = set_scope("bench", level="open")
    package = Package.objects.create(identifier="bench", title="Bench", scope=scope)
    row = tree_as_row(TextTree("en", [Block(BlockKind.PARAGRAPH, id="p1", plain=BODY.strip())]))
    for number in range(DOCUMENTS):
        document = Document.objects.create(
            identifier=f"m{number}",
            package=package,
            key=str(number),
            scope=scope,
            title=f"Letter {number}",
            changed_at=NOW,
        )
        text = Text.objects.create(document=document, key="en", kind="TRANSCRIPTION", position=0)
        text.current = TextVersion.objects.create(
            text=text,
            number=1,
            tree=json.dumps(row).encode(),
            length=len(BODY.strip()),
            blocks=1,
            notes=0,
            created_at=NOW,
        )
        text.save()


def make_notes(group: Any, readers: list[Any], count: int) -> None:
    """Show so many notes to a group, every other one on a passage."""
    from muniment.access.viewer import Viewer
    from muniment.annotations.models import Annotation, Audience, Share
    from muniment.core.identifiers import random_identifier
    from muniment.passages.targeting import fields_of
    from muniment.passages.targets import ChosenPassage, Target

    words = ChosenPassage("en", 1, 4, 12, BODY[4:12])
    wholes, passages = (
        [
            fields_of(Target(f"m{number}", passage=chosen), viewer=Viewer.visitor())
            for number in range(DOCUMENTS)
        ]
        for chosen in (None, words)
    )
    notes = Annotation.objects.bulk_create(
        Annotation(
            **(wholes, passages)[n % 2][n // 2 % DOCUMENTS],
            identifier=random_identifier(),
            author=readers[n % len(readers)],
            body=BODY * 2,
            audience=Audience.GROUPS,
            created_at=NOW,
            changed_at=NOW,
        )
        for n in range(count)
    )
    Share.objects.bulk_create(Share(annotation=note, group=group) for note in notes)


def measure(clients: dict[str, Any], addresses: dict[str, str]) -> dict[str, dict[str, float]]:
    """Ask for pages in turns, each with its client; give the medians by the names of both."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times: dict[str, list[float]] = {name: [] for name in addresses}
    queries: dict[str, int] = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as asked:
            assert clients[name].get(address).status_code == 200, address
        queries[name] = len(asked)
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            start = time.process_time()
            clients[name].get(address)
            times[name].append((time.process_time() - start) * 1000)
    return {
        name: {"ms": round(statistics.median(times[name]), 2), "queries": queries[name]}
        for name in addresses
    }


def main() -> int:
    """Make the groups, measure, keep the results; 1 where a page misses its target."""
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
    make_documents()
    owner = User.objects.create_user("owner@example.org", name="Owner")
    made = {
        name: make_group(name, sizes, owner) for name, sizes in (("small", SMALL), ("large", LARGE))
    }
    client = Client()
    client.force_login(owner)
    pages = {
        page: measure(
            dict.fromkeys(made, client),
            {
                name: f"/groups/{facts['group']}/{path.format(**facts)}"
                for name, facts in made.items()
            },
        )
        for page, path in PAGES.items()
    }
    ratios = {page: round(of["large"]["ms"] / of["small"]["ms"], 2) for page, of in pages.items()}
    return {"pages": pages, "ratios": ratios, "target": TARGET}


if __name__ == "__main__":
    sys.exit(main())
