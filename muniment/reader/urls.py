"""Addresses of this app."""

from django.urls import path, re_path

from muniment.reader import views

app_name = "reader"

urlpatterns = [
    path("documents/<str:identifier>/", views.document, name="document"),
    path("documents/<str:identifier>/contents/", views.contents, name="contents"),
    re_path(r"^ark:/?(?P<naan>[0-9A-Za-z]+)/(?P<name>[^?#]+?)/?$", views.ark, name="ark"),
]
