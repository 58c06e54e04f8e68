"""Addresses of this app."""

from django.urls import path

from muniment.groups.views import group, invitations, listing, members

app_name = "groups"

urlpatterns = [
    path("groups/", listing.groups, name="groups"),
    path("groups/new/", listing.new, name="new"),
    path("groups/join/<str:secret>/", listing.join, name="join"),
    path("groups/<slug:group>/", group.group, name="group"),
    path("groups/<slug:group>/activity/", group.activity, name="activity"),
    path("groups/<slug:group>/settings/", group.settings, name="settings"),
    path("groups/<slug:group>/leave/", group.leave, name="leave"),
    path("groups/<slug:group>/close/", group.close, name="close"),
    path("groups/<slug:group>/reopen/", listing.reopen, name="reopen"),
    path("groups/<slug:group>/members/", members.members, name="members"),
    path("groups/<slug:group>/members/<int:pk>/", members.member, name="member"),
    path("groups/<slug:group>/members/<int:pk>/role/", members.set_role, name="set_role"),
    path("groups/<slug:group>/members/<int:pk>/owner/", members.hand_over, name="hand_over"),
    path("groups/<slug:group>/members/<int:pk>/remove/", members.remove, name="remove"),
    path("groups/<slug:group>/invitations/", invitations.invitations, name="invitations"),
    path("groups/<slug:group>/invitations/link/", invitations.make_link, name="make_link"),
    path(
        "groups/<slug:group>/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"
    ),
]
