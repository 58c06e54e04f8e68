"""Addresses of the protocol: containers end in a slash, annotations do not (Protocol, 4)."""

from django.urls import path

from muniment.annotations.w3c import views

app_name = "w3c"

urlpatterns = [
    path("", views.everything, name="everything"),
    path("public/", views.public, name="public"),
    path("mine/", views.mine, name="mine"),
    path("groups/<str:group>/", views.of_group, name="group"),
    path("documents/<str:document>/", views.of_document, name="document"),
    path("<str:identifier>", views.annotation, name="annotation"),
]
