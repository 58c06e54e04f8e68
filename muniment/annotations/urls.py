"""Addresses of this app."""

from django.urls import path

from muniment.annotations.views import document, group, moving, notes, own, replies, reports

app_name = "annotations"

urlpatterns = [
    path("documents/<str:document>/notes/", document.notes, name="document"),
    path("documents/<str:document>/notes/new/", notes.new, name="new"),
    path("notes/replies/<slug:reply>/edit/", replies.edit, name="reply_edit"),
    path("notes/replies/<slug:reply>/delete/", replies.delete, name="reply_delete"),
    path("notes/replies/<slug:reply>/restore/", replies.restore, name="reply_restore"),
    path("notes/replies/<slug:reply>/report/", reports.reply, name="reply_report"),
    path("notes/<slug:note>/", notes.note, name="note"),
    path("notes/<slug:note>/edit/", notes.edit, name="edit"),
    path("notes/<slug:note>/delete/", notes.delete, name="delete"),
    path("notes/<slug:note>/restore/", notes.restore, name="restore"),
    path("notes/<slug:note>/move/", moving.move, name="move"),
    path("notes/<slug:note>/reply/", replies.reply, name="reply"),
    path("notes/<slug:note>/report/", reports.note, name="report"),
    path("groups/<slug:group>/notes/", group.notes, name="group"),
    path("library/annotations/", own.mine, name="mine"),
]
