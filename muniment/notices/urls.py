"""Addresses of this app."""

from django.urls import path

from muniment.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.list_notices, name="list"),
    path("notices/read/", views.mark_all_read, name="mark_all_read"),
    path("notices/mails/", views.choose, name="choose"),
    path("notices/<int:pk>/", views.follow, name="follow"),
]
