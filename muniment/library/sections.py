"""What groups share of the library: folders and tags, on the pages of a group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from muniment.groups.models import Group
from muniment.groups.policies import Somebody
from muniment.groups.sections import GroupSection
from muniment.library.models import Folder, Tag


def count_folders(group: Group, _viewer: Somebody) -> int:
    """Count the folders of a group."""
    return Folder.objects.kept().filter(group=group).count()


def count_tags(group: Group, _viewer: Somebody) -> int:
    """Count the tags of a group."""
    return Tag.objects.filter(group=group).count()


SECTIONS = (
    GroupSection(_("Folders"), "library:group_folders", count_folders, order=10),
    GroupSection(_("Tags"), "library:group_tags", count_tags, order=20),
)
