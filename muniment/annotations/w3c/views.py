"""Answer the Web Annotation Protocol: containers, their pages, and annotations."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.annotations.errors import NoteNotFound
from muniment.annotations.models import Annotation, Audience
from muniment.annotations.policies import own_note
from muniment.annotations.services import notes as services
from muniment.annotations.w3c import addresses as own
from muniment.annotations.w3c import answers, changing, containers
from muniment.annotations.w3c.answers import Body
from muniment.annotations.w3c.containers import Container
from muniment.annotations.w3c.errors import Gone, NotChangeable
from muniment.annotations.w3c.loading import iri_of, load
from muniment.annotations.w3c.negotiation import (
    check_condition,
    check_sent_type,
    media_type,
    preferences,
)
from muniment.annotations.w3c.protocol import (
    check_rate,
    kind_of,
    needs_account,
    site_of,
    speaks,
    viewer_of,
)
from muniment.annotations.w3c.reading import Draft, read_annotation
from muniment.annotations.w3c.stored import StoredNote, stored_notes
from muniment.annotations.w3c.vocabulary import HTML, PROFILED
from muniment.annotations.w3c.writing import write_annotation
from muniment.documents.models import Document
from muniment.documents.selectors.document import DocumentNotFound
from muniment.groups.models import Group


@speaks(answers.OPEN_CONTAINER)
def everything(request: HttpRequest) -> HttpResponse:
    """Tell of all that the viewer may see; take a new annotation."""
    if request.method == "POST":
        return _create(request)
    return _tell(request, containers.everything(viewer_of(request)), answers.OPEN_CONTAINER)


@speaks(answers.CONTAINER)
def public(request: HttpRequest) -> HttpResponse:
    """Tell of what everyone may see."""
    return _tell(request, containers.public(viewer_of(request)))


@speaks(answers.CONTAINER)
def mine(request: HttpRequest) -> HttpResponse:
    """Tell of what the viewer has written."""
    return _tell(request, containers.mine(needs_account(request)))


@speaks(answers.CONTAINER)
def of_group(request: HttpRequest, group: str) -> HttpResponse:
    """Tell of what is shown to a group of the viewer's."""
    return _tell(request, containers.of_group(group, viewer=viewer_of(request)))


@speaks(answers.CONTAINER)
def of_document(request: HttpRequest, document: str) -> HttpResponse:
    """Tell of what there is on a document."""
    try:
        container = containers.of_document(document, viewer=viewer_of(request))
    except DocumentNotFound as missing:
        raise Http404 from missing
    return _tell(request, container)


@speaks(answers.ANNOTATION)
def annotation(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give an annotation, put another state in its place, or delete it."""
    note = _find(identifier, viewer=viewer_of(request))
    if request.method in ("PUT", "DELETE"):
        return _change(request, note)
    chosen = media_type(request, has_page=True)
    if chosen == HTML:
        page = reverse("annotations:note", args=[identifier])
        return answers.lead_to(request, page, kind=answers.ANNOTATION)
    stored = _stored(note, viewer=viewer_of(request))
    return _send(request, stored, chosen=chosen)


def _tell(
    request: HttpRequest, container: Container, kind: answers.Kind = answers.CONTAINER
) -> HttpResponse:
    chosen = media_type(request, has_page=bool(container.page))
    if chosen == HTML:
        return answers.lead_to(request, container.page, kind=kind)
    contained, is_minimal = preferences(request)
    root = site_of(request).root
    if "page" in request.GET:
        number = _page_number(request)
        try:
            members = containers.describe_page(container, contained, number, root=root)
        except containers.PageNotFound as missing:
            raise Http404 from missing
    else:
        members = containers.describe(container, contained, is_minimal=is_minimal, root=root)
    body = Body.of(members, media_type=chosen)
    return answers.send(request, body, kind=kind_of(request, kind), location=members["id"])


def _page_number(request: HttpRequest) -> int:
    asked = request.GET["page"]
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 7):
        raise Http404
    return int(asked)


def _find(identifier: str, *, viewer: Viewer) -> Annotation:
    """Find a note that the viewer may see.

    :raises Gone: he could, until it was deleted.
    :raises NoteNotFound: there is none.
    """
    named = Annotation.objects.filter(identifier=identifier)
    found = named.visible_to(viewer).filter(deleted_at=None).first()
    if found:
        return found
    mine = Q(audience=Audience.GROUPS, shares__group__in=Group.objects.of(viewer.account_id))
    open_to_him = Q(hidden_at=None, document__in=Document.objects.visible_to(viewer))
    seen = open_to_him & (Q(audience=Audience.PUBLIC) | mine) | Q(author=viewer.account_id or 0)
    if named.filter(seen, deleted_at__isnull=False).exists():
        raise Gone("The annotation was deleted.")
    raise NoteNotFound


def _stored(note: Annotation, *, viewer: Viewer) -> StoredNote:
    return stored_notes(Annotation.objects.filter(pk=note.pk), viewer=viewer)[0]


def _body(request: HttpRequest, stored: StoredNote, *, chosen: str) -> Body:
    members = write_annotation(stored, root=site_of(request).root)
    return Body.of(members, media_type=chosen)


def _send(
    request: HttpRequest, stored: StoredNote, *, chosen: str = PROFILED, status: int = 200
) -> HttpResponse:
    body = _body(request, stored, chosen=chosen)
    location = site_of(request).root + own.annotation(stored.identifier)
    return answers.send(request, body, kind=answers.ANNOTATION, status=status, location=location)


def _create(request: HttpRequest) -> HttpResponse:
    """Take a new annotation (Protocol, 5.1). A name that the client suggests is not used."""
    viewer = needs_account(request)
    chosen = media_type(request)
    draft = _draft(request)
    check_rate(request, viewer)
    note = changing.create(draft, viewer=viewer, site=site_of(request))
    return _send(request, _stored(note, viewer=viewer), chosen=chosen, status=201)


def _change(request: HttpRequest, note: Annotation) -> HttpResponse:
    """Replace or delete an annotation (Protocol, 5.3 and 5.4)."""
    viewer = needs_account(request)
    note = own_note(viewer, note.identifier)
    shown = _stored(note, viewer=viewer)
    check_condition(request, _body(request, shown, chosen=PROFILED).etag)
    if request.method == "DELETE":
        check_rate(request, viewer)
        services.delete(note, viewer=viewer)
        return answers.nothing(request, kind=answers.ANNOTATION)
    chosen, site = media_type(request), site_of(request)
    draft = _draft(request)
    path = own.annotation(note.identifier)
    if own.path_of(iri_of(draft.members.get("id", site.root + path)), site=site) != path:
        raise NotChangeable("The id of an annotation does not change.")
    check_rate(request, viewer)
    changed = changing.replace(note, draft, shown=shown, viewer=viewer, site=site)
    return _send(request, _stored(changed, viewer=viewer), chosen=chosen)


def _draft(request: HttpRequest) -> Draft:
    check_sent_type(request)
    return read_annotation(load(request.body))
