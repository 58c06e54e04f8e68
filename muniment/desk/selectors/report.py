"""One thing that was complained of: in its place, with all complaints, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Audience, Reply, Report
from muniment.annotations.services.moderating import may_show_again
from muniment.annotations.services.notes import address
from muniment.audit.models import AuditEntry
from muniment.audit.selectors import lines_of
from muniment.desk.errors import ReportNotFound
from muniment.desk.selectors.complaints import (
    Complaint,
    Thing,
    complaint_of,
    excerpt_now,
    records_of,
    thing_of,
    title_of,
)
from muniment.desk.selectors.log import Act, acts_of
from muniment.desk.selectors.queue import WITH
from muniment.groups.names import name_of
from muniment.passages.targeting import TargetView, views_of
from muniment.ui.markdown import readers_markdown

AROUND = 3
MOST_EARLIER = 10
NEARBY = ("annotation__surface", "annotation__passage", "annotation__document")


@dataclass(frozen=True, slots=True)
class Said:
    """A note or a reply as it is now."""

    author: str
    at: datetime
    body: SafeString
    is_meant: bool  # it is what the complaint is about


@dataclass(frozen=True, slots=True)
class Earlier:
    """A complaint about something else that the same author has written."""

    href: str
    title: str
    excerpt: str
    at: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class AuthorView:
    """Who has written it, and what was complained of before."""

    name: str
    is_viewer: bool
    earlier: tuple[Earlier, ...]  # the newest
    total: int
    upheld: int  # of them, those that something was done about


@dataclass(frozen=True, slots=True)
class ReportScreen:
    """A case. `revision` and `newest` say what a decision was taken on."""

    number: int
    is_reply: bool
    target: TargetView
    colour: str
    note_href: str
    seen_by: str
    conversation: tuple[Said, ...]  # the note, and of replies those around the one that is meant
    complaints: tuple[Complaint, ...]
    waits: int
    revision: int
    newest: int
    is_hidden: bool
    is_deleted: bool
    is_deleted_by_author: bool
    may_restore: bool
    author: AuthorView
    acts: tuple[Act, ...]


def report_for(number: int) -> Report:
    """Give a complaint with what it is about. One query.

    :raises ReportNotFound: there is none.
    """
    found = Report.objects.filter(pk=number).select_related(*WITH, *NEARBY).first()
    if found is None:
        raise ReportNotFound
    return found


def report_screen(report: Report, *, viewer: Viewer) -> ReportScreen:
    """Read what staff need to decide on a complaint. Eleven queries at most."""
    thing, note = thing_of(report), report.annotation
    reports = list(_about(report).select_related(*WITH).order_by("pk"))
    records = records_of(reports)
    waiting = [each for each in reports if each.outcome == Report.Outcome.OPEN]
    by_author = thing.deleted_at is not None and thing.deleted_by_id == thing.author_id
    is_deleted = thing.deleted_at is not None
    return ReportScreen(
        number=report.pk,
        is_reply=isinstance(thing, Reply),
        target=views_of([note], viewer)[0],
        colour=note.colour,
        note_href=address(note),
        seen_by=_seen_by(thing),
        conversation=_conversation(note, thing),
        complaints=tuple(complaint_of(each, records) for each in reports),
        waits=len(waiting),
        revision=thing.revision,
        newest=waiting[-1].pk if waiting else 0,
        is_hidden=thing.hidden_at is not None,
        is_deleted=is_deleted,
        is_deleted_by_author=by_author,
        may_restore=may_show_again(thing),
        author=_author(report, viewer),
        acts=_acts(thing),
    )


def _about(report: Report) -> QuerySet[Report]:
    return Report.objects.filter(annotation=report.annotation_id, reply=report.reply_id)


def _seen_by(thing: Thing) -> str:
    """Say who sees it; which group it is remains the group's own affair."""
    if isinstance(thing, Reply):
        return str(Audience.GROUPS.label if thing.group_id else Audience.PUBLIC.label)
    return str(Audience(thing.audience).label)


def _conversation(note: Annotation, thing: Thing) -> tuple[Said, ...]:
    """Give the note and, of a thread in which something is meant, what was said around it."""
    said = [_said(note, is_meant=note is thing)]
    if not isinstance(thing, Reply):
        return tuple(said)
    thread = note.replies.kept().filter(group=thing.group_id).select_related("author")
    before = list(thread.filter(pk__lt=thing.pk).order_by("-pk")[:AROUND])
    after = list(thread.filter(pk__gt=thing.pk).order_by("pk")[:AROUND])
    said += [_said(each, is_meant=False) for each in reversed(before)]
    said.append(_said(thing, is_meant=True))
    said += [_said(each, is_meant=False) for each in after]
    return tuple(said)


def _said(thing: Thing, *, is_meant: bool) -> Said:
    is_gone = thing.deleted_at is not None and not is_meant
    body = SafeString("") if is_gone else readers_markdown(thing.body)
    return Said(name_of(thing.author), thing.created_at, body, is_meant)


def _author(report: Report, viewer: Viewer) -> AuthorView:
    """Read what was complained of that the same author has written. At most two queries."""
    author = thing_of(report).author
    if author is None:
        return AuthorView(name_of(None), is_viewer=False, earlier=(), total=0, upheld=0)
    wrote = Q(reply=None, annotation__author=author) | Q(reply__author=author)
    others = Report.objects.filter(wrote).exclude(
        annotation=report.annotation_id, reply=report.reply_id
    )
    done = ~Q(outcome__in=(Report.Outcome.OPEN, Report.Outcome.DISMISSED))
    counts = others.aggregate(total=Count("pk"), upheld=Count("pk", filter=done))
    newest = others.select_related(*WITH).order_by("-pk")[:MOST_EARLIER] if counts["total"] else ()
    return AuthorView(
        name=name_of(author),
        is_viewer=author.pk == viewer.account_id,
        earlier=_earlier(newest),
        total=counts["total"],
        upheld=counts["upheld"],
    )


def _earlier(reports: Sequence[Report] | QuerySet[Report]) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(
            href=reverse("desk:report", args=[each.pk]),
            title=title_of(thing_of(each)),
            excerpt=excerpt_now(each),
            at=each.created_at,
            outcome=str(Report.Outcome(each.outcome).label),
        )
        for each in reports
    )


def _acts(thing: Thing) -> tuple[Act, ...]:
    kind = "reply" if isinstance(thing, Reply) else "note"
    return acts_of(lines_of(AuditEntry.objects.about(kind, thing.identifier)))
