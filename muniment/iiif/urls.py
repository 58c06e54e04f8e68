"""Addresses of this app."""

from django.urls import URLPattern, URLResolver

app_name = "iiif"

urlpatterns: list[URLPattern | URLResolver] = []
