"""Addresses of the desk, below `/desk/`."""

from django.urls import path

from muniment.desk.views import log, reports

app_name = "desk"

urlpatterns = [
    path("", reports.start, name="start"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:number>/", reports.report, name="report"),
    path("reports/<int:number>/restore/", reports.restore, name="restore"),
    path("audit/", log.audit, name="audit"),
    path("audit/export/", log.export, name="export"),
]
