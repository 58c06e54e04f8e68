"""Complain about a note or a reply."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from muniment.access.viewer import Viewer
from muniment.annotations.errors import AlreadyReported
from muniment.annotations.models import Annotation, Reply, Report
from muniment.annotations.services.limits import check_reports
from muniment.ui.refusals import NothingWritten, TooLong

LONGEST_COMPLAINT = 2_000


def report(
    note: Annotation, complaint: str, *, viewer: Viewer, written: Reply | None = None
) -> Report:
    """Put a complaint about a note, or a reply to it, before the staff.

    :raises Refused: no words, too many, too many reports, or one of this waits already.
    """
    complaint = complaint.replace("\r\n", "\n").replace("\0", "").strip()
    if not complaint:
        raise NothingWritten
    if len(complaint) > LONGEST_COMPLAINT:
        raise TooLong(LONGEST_COMPLAINT)
    with transaction.atomic():
        waiting = Report.objects.filter(annotation=note, reply=written, reporter=viewer.account_id)
        if waiting.filter(outcome=Report.Outcome.OPEN).exists():
            raise AlreadyReported
        check_reports(viewer.account_id)
        try:
            with transaction.atomic():
                return Report.objects.create(
                    annotation=note,
                    reply=written,
                    reporter_id=viewer.account_id,
                    complaint=complaint,
                    quoted=(written or note).body,
                )
        except IntegrityError:  # the same arrived a second time, at the same moment
            raise AlreadyReported from None
