"""Addresses of this app."""

from django.urls import path

from muniment.discussions.views import discussion, listing, posts

app_name = "discussions"

ALL = "groups/<slug:group>/discussions/"
ONE = f"{ALL}<slug:discussion>/"
POST = f"{ONE}posts/<slug:post>/"

urlpatterns = [
    path("discussions/new/", listing.choose_group, name="choose_group"),
    path("documents/<slug:document>/discussions/", listing.panel, name="panel"),
    path(ALL, listing.discussions, name="discussions"),
    path(f"{ALL}new/", listing.new, name="new"),
    path(ONE, discussion.discussion, name="discussion"),
    path(f"{ONE}title/", discussion.edit, name="edit"),
    path(f"{ONE}end/", discussion.end, name="end"),
    path(f"{ONE}resume/", discussion.resume, name="resume"),
    path(f"{ONE}posts/", posts.say, name="say"),
    path(f"{POST}edit/", posts.edit, name="edit_post"),
    path(f"{POST}delete/", posts.delete, name="delete_post"),
    path(f"{POST}restore/", posts.restore, name="restore_post"),
]
