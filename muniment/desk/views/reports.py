"""Complaints: the queue, one of them with the decision on it, and showing something again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from muniment.accounts.pages import account_of
from muniment.annotations.models import Report
from muniment.annotations.services import moderating
from muniment.desk import services
from muniment.desk.entry import desk_act, desk_form, desk_page
from muniment.desk.errors import Changed
from muniment.desk.forms import DecisionForm
from muniment.desk.selectors.complaints import thing_of
from muniment.desk.selectors.queue import queue_screen
from muniment.desk.selectors.report import report_for, report_screen
from muniment.desk.selectors.start import start_screen
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@desk_page
def start(request: HttpRequest) -> HttpResponse:
    """Show what waits."""
    return render(request, "desk/start.html", {"screen": start_screen()})


@desk_page
def reports(request: HttpRequest) -> HttpResponse:
    """Show the queue."""
    try:
        screen = queue_screen(request.GET.get("show", ""), request.GET.get("page", ""))
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "desk/reports.html", {"screen": screen})


@desk_form
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Show what was complained of, and take the decision on it."""
    found = report_for(number)
    if request.method != "POST":
        return _show(request, found, DecisionForm())
    form = DecisionForm.read(request.POST)
    try:
        services.decide(found, form.decision, by=account_of(request))
    except moderating.AlreadyDecided:
        said = gettext("Somebody else of the staff has decided this meanwhile; see below how.")
        return _show(request, report_for(number), form.overtaken(said), status=409)
    except Refused as refused:
        return _show(request, found, form.refused(refused), status=422)
    except Changed as changed:
        return _show(request, report_for(number), form.overtaken(changed), status=409)
    messages.success(request, gettext("The decision was taken, and those concerned were told."))
    return HttpResponseRedirect(reverse("desk:reports"))


@desk_act
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Show something again that staff have hidden or deleted."""
    found = report_for(number)
    form = DecisionForm.read(request.POST)
    try:
        services.check_answer(form.answer)
        moderating.show_again(thing_of(found), by=account_of(request), answer=form.answer)
    except Refused as refused:
        return _show(request, found, form.overtaken(refused), status=409)
    messages.success(request, gettext("It can be seen again, and its author was told."))
    return HttpResponseRedirect(reverse("desk:report", args=[number]))


def _show(
    request: HttpRequest, found: Report, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    context = {"screen": report_screen(found, viewer=viewer), "form": form}
    return render(request, "desk/report.html", context, status=status)
