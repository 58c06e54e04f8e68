"""Addresses of this app."""

from django.urls import URLPattern, URLResolver

app_name = "reader"

urlpatterns: list[URLPattern | URLResolver] = []
