"""Root of all addresses: each app names its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("muniment.site.urls")),
    path("", include("muniment.finder.urls")),
    path("", include("muniment.reader.urls")),
    path("", include("muniment.iiif.urls")),
    path("account/", include("muniment.accounts.urls")),
    path("", include("muniment.notices.urls")),
    path("", include("muniment.groups.urls")),
    path("", include("muniment.annotations.urls")),
    path("annotations/", include("muniment.annotations.w3c.urls")),
    path("", include("muniment.discussions.urls")),
    path("", include("muniment.library.urls")),
    path("desk/", include("muniment.desk.urls")),
    path("", include("muniment.ui.urls")),
]
