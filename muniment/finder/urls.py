"""Addresses of this app."""

from django.urls import path

from muniment.finder import views

app_name = "finder"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/advanced/", views.advanced, name="advanced"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("search/open/", views.open_selected, name="open"),
    path("search/help/", views.help_page, name="help"),
]
