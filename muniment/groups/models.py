"""Private groups, their members, invitations to them, and what happened in them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do. There is one owner at a time."""

    OWNER = "owner", _("Owner")
    MODERATOR = "moderator", _("Moderator")
    MEMBER = "member", _("Member")


class GroupQuerySet(models.QuerySet["Group"]):
    """Reads of groups that chain."""

    def of(self, account_id: int | None) -> Self:
        """Keep the groups that are not closed and that this account belongs to, now."""
        if account_id is None:
            return self.none()
        return self.filter(closed_at=None, memberships__account=account_id)


class Group(models.Model):
    """A private group; nobody reads anything of a group that was closed.

    `revision` is raised by each change, so that two people who change it at once find out.
    """

    identifier = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)  # Markdown
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = GroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody's place in a group; leaving deletes it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "account"], name="groups_member_once"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(role="owner"), name="groups_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.group_id}"


class Removal(models.Model):
    """Somebody was taken out of a group: older invitations do not let him in again."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "account"], name="groups_removal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} from {self.group_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations that chain."""

    def open(self) -> Self:
        """Keep those that let somebody in now."""
        return self.filter(
            group__closed_at=None, withdrawn_at=None, used_at=None, expires_at__gt=timezone.now()
        )


class Invitation(models.Model):
    """A way into a group, by a secret of which only the SHA-256 is kept.

    With an `email` it was sent to one person and works once; without, it is a link that works
    until it expires or is withdrawn.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["invited_by", "created_at"], name="groups_invitations_of"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.email or 'link'}"


class GroupEvent(models.Model):
    """Something that happened in a group, for its page of activity.

    `kind` is a word of the app that did it ("member.joined", "folder.added"); `subject` what it
    was done to, as it is called, and `href` where that is. Of somebody it was done to there is no
    more than the key, so that no name stays when the account goes.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    subject = models.CharField(max_length=300, blank=True)
    href = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "-id"], name="groups_events_newest")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.kind}"
