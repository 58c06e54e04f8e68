"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from muniment.iiif import views

app_name = "iiif"

SERVICE = "iiif/image/3/<str:identifier>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(SERVICE, views.image_base, name="image"),
    path(f"{SERVICE}/info.json", views.image_description, name="image_description"),
    path(
        f"{SERVICE}/<str:region>/<str:size>/<str:rotation>/<str:file>",
        views.image_rendition,
        name="image_rendition",
    ),
]
