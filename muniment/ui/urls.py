"""Addresses of this app."""

from django.urls import path

from muniment.ui import views

app_name = "ui"

urlpatterns = [
    path("language/", views.set_language, name="set_language"),
    path("help/", views.guides, name="guides"),
    path("help/<slug:slug>/", views.guide, name="guide"),
]
