"""Addresses of this app."""

from django.urls import path, re_path

from muniment.site import views
from muniment.site.pages import NAMES

app_name = "site"

urlpatterns = [
    path("", views.home, name="home"),
    path("browse/", views.browse, name="browse"),
    path("browse/collections/", views.collections, name="collections"),
    path("browse/collections/<slug:slug>/", views.collection, name="collection"),
    path("browse/volumes/", views.volumes, name="volumes"),
    path("browse/archives/", views.repositories, name="repositories"),
    path("browse/people/", views.people, name="people"),
    path("browse/dates/", views.dates, name="dates"),
    path("browse/dates/undated/", views.undated, name="undated"),
    path("browse/dates/uncertain/", views.uncertain, name="uncertain"),
    path("browse/dates/<int:year>/", views.year, name="year"),
    path("browse/dates/<int:year>/<int:month>/", views.month, name="month"),
    path("browse/dates/<int:year>/<int:month>/<int:day>/", views.day, name="day"),
    path("volumes/<slug:slug>/", views.volume, name="volume"),
    path("archives/<slug:slug>/", views.repository, name="repository"),
    path("archives/<slug:repository>/<slug:slug>/", views.unit, name="unit"),
    path("people/<slug:slug>/", views.person, name="person"),
    re_path(rf"^(?P<name>{'|'.join(NAMES)})/$", views.page, name="page"),
]
