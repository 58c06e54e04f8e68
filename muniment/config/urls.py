"""Root of all addresses: each app names its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("muniment.site.urls")),
    path("", include("muniment.finder.urls")),
    path("", include("muniment.reader.urls")),
    path("", include("muniment.iiif.urls")),
    path("", include("muniment.ui.urls")),
]
