"""The audit log: its page, and a table of it to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from muniment.audit.selectors import HEAD, rows_of
from muniment.audit.services import record
from muniment.core.tables import csv_bytes
from muniment.desk.entry import desk_act, desk_page
from muniment.desk.selectors.log import LogForm, log_screen
from muniment.ui.paging import PageNotFound


@desk_page
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did what."""
    try:
        screen = log_screen(request.GET)
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "desk/audit.html", {"screen": screen})


@desk_act
def export(request: HttpRequest) -> HttpResponse:
    """Give what is asked of the log as a table, and write down that it was taken away."""
    form = LogForm.read(request.POST)
    table = csv_bytes(HEAD, rows_of(form.asked))
    record("audit.exported", actor=request.user, subject_kind="audit", details=dict(form.fields))
    name = f"audit-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(table, "text/csv; charset=utf-8", headers=headers)
