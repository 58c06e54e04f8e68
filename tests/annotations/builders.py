"""Readers in every relation to a note, on a document with a text and a page image."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.accounts.models import User
from muniment.annotations.models import Annotation, Audience, Reply
from muniment.annotations.policies import thread_for
from muniment.annotations.services import notes, replies
from muniment.annotations.services.contents import Content
from muniment.annotations.services.places import About
from muniment.documents.models import Document, DocumentSurface, Surface, Text
from muniment.groups.models import Group, Membership, Role
from muniment.groups.services import create
from muniment.images.models import Image, ImageState
from muniment.passages.targets import Target
from tests.groups import builders as groups
from tests.groups.builders import client_of, viewer_of
from tests.passages.builders import add_text, on
from tests.site.builders import Archive, build_archive

__all__ = ["World", "build_world", "client_of", "viewer_of"]

ROLES = (*groups.ROLES, "author")


@dataclass(frozen=True, slots=True)
class World:
    """A group with its readers, a second group, and a document that can be annotated."""

    readers: groups.World
    other: Group  # the author and the owner are in it
    archive: Archive
    document: Document
    text: Text
    image: Image

    @property
    def group(self) -> Group:
        """Give the first group."""
        return self.readers.group

    @property
    def author(self) -> User:
        """Give the reader who writes notes."""
        return self.readers.author

    def account(self, role: str) -> User | None:
        """Give somebody by what he is to the first group, None for a visitor."""
        return self.readers.account(role)

    def viewer(self, role: str) -> Viewer:
        """Look with somebody's eyes."""
        account = self.account(role)
        return viewer_of(account) if account else Viewer.visitor()

    def note(
        self,
        body: str = "A note",
        *,
        on_words: str = "warm",
        about: About | None = None,
        by: str = "author",
        show_to: tuple[Group, ...] = (),
        is_public: bool = False,
        **more: object,
    ) -> Annotation:
        """Write a note, on a passage of the document where nothing else is said."""
        audience = Audience.PUBLIC if is_public else Audience.PRIVATE
        content = Content(
            body=body,
            audience=Audience.GROUPS if show_to else audience,
            groups=tuple(group.identifier for group in show_to),
            **more,  # type: ignore[arg-type]
        )
        place = about or About(on(self.document, on_words))
        return notes.create(place, content, viewer=self.viewer(by))

    def box(self, *, box: tuple[int, int, int, int] = (10, 20, 30, 40)) -> About:
        """Point at a box of the document's image."""
        return About(Target(self.document.identifier), self.image.identifier, box)

    def whole(self, document: Document | None = None) -> About:
        """Point at a whole document, the world's where none is given."""
        return About(Target((document or self.document).identifier))

    def reply(
        self, note: Annotation, body: str = "A reply", *, by: str, group: Group | None = None
    ) -> Reply:
        """Answer a note, in a group or in the open."""
        viewer = self.viewer(by)
        thread = thread_for(note, group.identifier if group else "", viewer=viewer)
        return replies.reply(note, body, thread=thread, viewer=viewer)


def build_world() -> World:
    """Make readers, groups and a document of one page with an image."""
    readers, archive = groups.build_world(), build_archive()
    other = create("Friends of peace", by=readers.owner)
    Membership.objects.create(group=other, account=readers.author, role=Role.MEMBER)
    document = archive.document("8 March", "1917-03-08")
    image = Image.objects.create(
        sha256="0" * 64,
        media_type="image/jpeg",
        width_px=1000,
        height_px=1400,
        size_bytes=1,
        state=ImageState.READY,
    )
    surface = Surface.objects.create(package=archive.package, key="s1", label="12", image=image)
    DocumentSurface.objects.create(document=document, surface=surface, position=0)
    return World(readers, other, archive, document, add_text(document), image)
