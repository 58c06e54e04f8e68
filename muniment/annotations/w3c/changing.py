"""Create, replace and delete annotations (Protocol, 5): the services of notes do the work."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db import transaction

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Audience, Colour
from muniment.annotations.services import notes as services
from muniment.annotations.services.contents import Content
from muniment.annotations.services.places import About
from muniment.annotations.w3c import addresses as own
from muniment.annotations.w3c.addresses import Site
from muniment.annotations.w3c.errors import Rejected
from muniment.annotations.w3c.reading import Draft
from muniment.annotations.w3c.resolving import resolve
from muniment.annotations.w3c.stored import StoredNote
from muniment.annotations.w3c.writing import write_target
from muniment.core import addresses


def create(draft: Draft, *, viewer: Viewer, site: Site) -> Annotation:
    """Write a new note; only its author sees it unless its audience says otherwise.

    :raises Rejected, Refused, BadTarget, DocumentNotFound: see the services.
    """
    about = resolve(draft.target, viewer=viewer, site=site)
    audience, groups = _audience(draft, site=site) or (Audience.PRIVATE.value, ())
    content = Content(
        body=draft.words.body,
        tags=draft.words.tags,
        colour=draft.target.colour or Colour.YELLOW.value,
        audience=audience,
        groups=groups,
    )
    return services.create(
        about, content, viewer=viewer, motivation=draft.motivation, source=draft.members
    )


def replace(
    note: Annotation,
    draft: Draft,
    *,
    shown: StoredNote,
    viewer: Viewer,
    site: Site,
) -> Annotation:
    """Put another state in a note's place. `shown` is the state that its client has seen.

    Who sees it stays as it is where no audience is given, lest a client that knows of none hides
    or shows it by accident.
    :raises Rejected, Refused, BadTarget, DocumentNotFound, Conflict: see the services.
    """
    audience, groups = _audience(draft, site=site) or (note.audience, shown.groups)
    content = Content(
        body=draft.words.body,
        tags=draft.words.tags,
        colour=draft.target.colour or note.colour,
        audience=audience,
        groups=groups,
    )
    about = _elsewhere(note, draft, shown=shown, viewer=viewer, site=site)
    columns: dict[str, Any] = {"motivation": draft.motivation, "source": draft.members}
    with transaction.atomic():
        changed = services.edit(note, content, viewer=viewer, revision=note.revision, **columns)
        if about:
            changed = services.move(changed, about, viewer=viewer, revision=changed.revision)
    return changed


def _elsewhere(
    note: Annotation,
    draft: Draft,
    *,
    shown: StoredNote,
    viewer: Viewer,
    site: Site,
) -> About | None:
    """Find what a note is to be about from now on; None where that stays as it is."""
    if draft.members.get("target") == write_target(shown, root=site.root):
        return None
    wanted = draft.target
    if not wanted.scope and shown.image and shown.image in wanted.source:
        # Clients drop what they do not know; the image may stand in several documents.
        wanted = dataclasses.replace(wanted, scope=site.root + addresses.document(shown.document))
    about = resolve(wanted, viewer=viewer, site=site)
    return None if _is_same(about, note, shown) else about


def _is_same(about: About, note: Annotation, shown: StoredNote) -> bool:
    """Tell whether a note is about this already, by its words as chosen or where they stand now."""
    if about.target.document != note.document_identifier:
        return False
    if wanted := about.target.passage:
        place = (wanted.text, wanted.version, wanted.start, wanted.end)
        return place in _places(note, shown)
    if about.box:
        return (about.image, about.box) == (shown.image, shown.box)
    return not (note.passage or note.box) and about.target.page == note.page


def _places(note: Annotation, shown: StoredNote) -> list[tuple[str, int, int, int]]:
    chosen, now = note.passage, shown.passage
    if chosen is None or now is None:
        return []
    return [
        (now.text, now.version, now.selectors.start, now.selectors.end),
        (now.text, chosen.version_number, chosen.start, chosen.end),
    ]


def _audience(draft: Draft, *, site: Site) -> tuple[str, tuple[str, ...]] | None:
    """Read who is to see a note from the containers that are to hold it; None where none is named.

    :raises Rejected: they do not go together.
    """
    if draft.audience is None:
        return None
    paths = {own.path_of(iri, site=site) for iri in draft.audience}
    groups = tuple(found for iri in draft.audience if (found := own.group_of(iri, site=site)))
    named = [
        audience
        for audience, is_named in (
            (Audience.PUBLIC, own.PUBLIC in paths),
            (Audience.PRIVATE, own.MINE in paths),
            (Audience.GROUPS, bool(groups)),
        )
        if is_named
    ]
    if len(named) > 1:
        raise Rejected("The audience is everyone, or groups, or only you: name one of these.")
    return (named[0].value, groups) if named else None
