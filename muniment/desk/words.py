"""What is written in the audit log, in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTIONS: dict[str, Promise] = {
    "account.registered": _("An account was registered"),
    "account.password_changed": _("A password was changed"),
    "account.password_set": _("A first password was set"),
    "account.password_reset": _("A forgotten password was replaced"),
    "account.email_changed": _("An e-mail address was changed"),
    "account.second_step_added": _("A second step was set up"),
    "account.second_step_removed": _("A second step was taken away"),
    "account.recovery_codes_renewed": _("Recovery codes were renewed"),
    "account.token_made": _("An access token was made"),
    "account.token_revoked": _("An access token was revoked"),
    "account.exported": _("An account was exported"),
    "account.deleted": _("An account was deleted"),
    "group.role_set": _("A member of a group was given another role"),
    "group.handed_over": _("A group was handed over"),
    "group.member_removed": _("A member was removed from a group"),
    "group.closed": _("A group was closed"),
    "group.reopened": _("A group was opened again"),
    "note.dismissed": _("A report was found groundless"),
    "note.hidden": _("Something reported was hidden"),
    "note.deleted": _("Something reported was deleted"),
    "note.warned": _("An author was warned"),
    "note.restored": _("Something hidden or deleted was shown again"),
    "audit.exported": _("The audit log was exported"),
}
"""Every act that is written down; what is missing here is shown as it is written."""

KINDS: dict[str, Promise] = {
    "account": pgettext_lazy("subject", "Account"),
    "group": pgettext_lazy("subject", "Group"),
    "note": pgettext_lazy("subject", "Note"),
    "reply": pgettext_lazy("subject", "Reply"),
}

DETAILS: dict[str, Promise] = {
    "before": pgettext_lazy("detail of an act", "before"),
    "after": pgettext_lazy("detail of an act", "after"),
    "answer": pgettext_lazy("detail of an act", "answer"),
    "by": pgettext_lazy("detail of an act", "by"),
    "member": pgettext_lazy("detail of an act", "member"),
    "role": pgettext_lazy("detail of an act", "role"),
    "type": pgettext_lazy("detail of an act", "kind"),
    "token": pgettext_lazy("detail of an act", "token"),
    "scope": pgettext_lazy("detail of an act", "scope"),
}
STATES: dict[str, Promise] = {
    "shown": pgettext_lazy("state", "shown"),
    "hidden": pgettext_lazy("state", "hidden"),
    "deleted": pgettext_lazy("state", "deleted"),
}


def action_words(action: str) -> str:
    """Say an act in plain words."""
    return str(ACTIONS.get(action, action))


def kind_words(kind: str) -> str:
    """Name the kind of what was acted on."""
    return str(KINDS.get(kind, kind))


def detail_words(name: str, value: str) -> tuple[str, str]:
    """Name a detail of an act, and say its value."""
    said = STATES.get(value, value) if name in ("before", "after") else value
    return str(DETAILS.get(name, name)), str(said)
