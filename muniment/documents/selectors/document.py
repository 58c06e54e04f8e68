"""Read one document as a viewer may see it, for its screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.core.identifiers import ark as ark_of
from muniment.documents.models import (
    Document,
    DocumentPerson,
    DocumentSurface,
    PageBreak,
    Text,
    Unit,
    Volume,
)
from muniment.documents.renderings import renderings_of
from muniment.documents.selectors.details import details_of, worded
from muniment.documents.selectors.hits import TextSearch
from muniment.documents.selectors.links import links_elsewhere
from muniment.documents.selectors.neighbours import date_of, neighbours, shown_title
from muniment.documents.selectors.pages import Pages, pages_of
from muniment.documents.selectors.panes import pane_choices, pane_name, panes_shown, text_pane
from muniment.documents.selectors.passage import Span, with_pane_of, with_passage
from muniment.documents.selectors.people_of import (
    byline_words,
    cards,
    named_in,
    visible_people,
)
from muniment.documents.selectors.screens import (
    ContentsSource,
    DocumentScreen,
    Found,
    Link,
    PaneChoice,
    PersonCard,
    TextPane,
)
from muniment.search.query.tree import Node
from muniment.ui.dates import date_words

Role = DocumentPerson.Role


class DocumentNotFound(LookupError):
    """No such document, or none that the viewer may see."""


def document_screen(
    identifier: str,
    *,
    viewer: Viewer,
    panes: Sequence[str] = (),
    language: str = "en",
    in_file: bool = False,
    query: Node | None = None,
    passage: Span | None = None,
) -> DocumentScreen:
    """Read a document with the texts that are asked for.

    At most thirteen queries, whatever the size of archive and document; two more where a text
    points to other documents, and two the first time that it is shown since its renderer changed.
    `in_file` makes the archival file, not the volume, what previous and next follow. With `query`
    its words are marked in the texts, and counted in those that are not shown. The text of
    `passage` is always shown, with its words marked, for one query more.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    document = _document(identifier, viewer=viewer)
    texts = _texts(document)
    surfaces = list(
        DocumentSurface.objects.with_withheld(viewer)
        .filter(document=document)
        .select_related("surface__image")
    )
    versions = [text.current_id for text in texts if text.current_id]
    pages = pages_of(surfaces, list(PageBreak.objects.filter(version_id__in=versions)))
    mentions = list(document.people.all())
    names = named_in(versions)
    by_id = cards(visible_people(mentions, names, viewer=viewer), language=language)
    by_key = {key: by_id[pk] for key, pk in names.items() if pk in by_id}
    volume = _volume(document, viewer=viewer)
    units = _units(document, viewer=viewer)
    in_file = bool(document.unit_id) and (in_file or document.volume_id is None)
    before, after = neighbours(document, viewer=viewer, language=language, in_file=in_file)
    in_panes = _panes(
        document,
        texts,
        asked=panes,
        query=query,
        passage=passage,
        surfaces=surfaces,
        pages=pages,
        people=by_key,
        viewer=viewer,
        language=language,
    )
    when = date_of(document)
    return DocumentScreen(
        identifier=document.identifier,
        ark=ark_of(document.identifier, naan=settings.MUNIMENT_ARK_NAAN),
        href=addresses.document(document.identifier),
        title=shown_title(document, language=language),
        title_language=_title_language(document, texts, language=language),
        byline=byline_words(mentions, cards_by_id=by_id),
        type=document.type,
        date=date_words(when.edtf, language, calendar=when.calendar) if when.edtf else "",
        date_wording=when.wording,
        is_old_style=when.calendar == "julian",
        reference=document.reference_code,
        description=document.description,
        breadcrumb=_breadcrumb(
            volume, units, language=language, in_file=in_file, at=document.identifier
        ),
        contents=_contents(volume, units, language=language, in_file=in_file),
        previous=before,
        following=after,
        details=details_of(
            document, texts, mentions, by_id=by_id, volume=volume, units=units, language=language
        ),
        rights=document.rights or document.package.rights,
        licence_url=document.package.licence_url,
        pages=pages.all,
        choices=in_panes.choices,
        shown=in_panes.shown,
        texts=in_panes.texts,
        people=tuple(by_id.values()),
        version=_version(in_panes.texts),
        found=in_panes.found,
    )


def _document(identifier: str, *, viewer: Viewer) -> Document:
    visible = Document.objects.visible_to(viewer).select_related("package", "division")
    document = visible.filter(identifier=identifier).first()
    if document is None:
        raise DocumentNotFound(
            f'No document "{identifier}" is open to you here. Check the address for typing errors.'
        )
    return document


def _texts(document: Document) -> list[Text]:
    """Read the texts in their order; the trees stay where they are. A text of no words is none."""
    texts = document.texts.filter(is_withdrawn=False, current__length__gt=0)
    order = {kind: place for place, kind in enumerate(Text.Kind.values)}
    found = list(texts.select_related("current").defer("current__tree"))
    return sorted(found, key=lambda text: (order.get(text.kind, 9), text.position))


@dataclass(frozen=True, slots=True)
class _Panes:
    """What can be shown beside each other, what is, and what was found in it."""

    choices: tuple[PaneChoice, ...]
    shown: tuple[str, ...]
    texts: tuple[TextPane, ...]
    found: Found | None


def _panes(
    document: Document,
    texts: list[Text],
    *,
    asked: Sequence[str],
    query: Node | None,
    passage: Span | None,
    surfaces: list[DocumentSurface],
    pages: Pages,
    people: dict[str, PersonCard],
    viewer: Viewer,
    language: str,
) -> _Panes:
    has_images = any(place.surface.image_id for place in surfaces)
    choices = pane_choices(document, texts, has_images=has_images)
    shown = panes_shown(asked, choices, texts, language=language)
    headings = {choice.name: choice.label for choice in choices}
    named = {pane_name(text, texts): text for text in texts}
    if passage:
        shown = with_pane_of(passage, shown, named, order=list(headings))
    search = TextSearch.of(query, named, shown=shown, viewer=viewer) if query else None
    shown_texts = _shown_texts(
        document,
        [(name, named[name]) for name in shown if name in named],
        headings,
        search=search,
        passage=passage,
        pages=pages,
        people=people,
        viewer=viewer,
    )
    found = search.found(headings, pages=pages, surfaces=surfaces) if search else None
    return _Panes(choices, shown, shown_texts, found)


def _shown_texts(
    document: Document,
    wanted: Sequence[tuple[str, Text]],
    headings: dict[str, str],
    *,
    search: TextSearch | None,
    passage: Span | None,
    pages: Pages,
    people: dict[str, PersonCard],
    viewer: Viewer,
) -> tuple[TextPane, ...]:
    made = search.renderings() if search else {}
    for _, text in wanted:
        if passage and text.key == passage.text and passage.start < passage.end:
            hits = search.hits_of(text.current_id or 0) if search else {}
            made[text.current_id or 0] = with_passage(passage, text, hits)
    unmarked = {text.current_id for _, text in wanted if text.current_id} - made.keys()
    made.update(renderings_of(unmarked) if unmarked else {})
    html = [part for rendering in made.values() for part in (rendering.body, rendering.notes)]
    links = links_elsewhere(html, document=document, viewer=viewer)
    return tuple(
        text_pane(
            text,
            made[text.current_id or 0],
            name=name,
            heading=headings[name],
            pages=pages,
            people=people,
            links=links,
            is_first=index == 0,
        )
        for index, (name, text) in enumerate(wanted)
    )


def _version(texts: Sequence[TextPane]) -> str:
    """Say the version of the texts that are shown, once where it is the same."""
    if len({text.version for text in texts}) <= 1:
        return str(texts[0].version) if texts else ""
    return ", ".join(f"{text.version} ({text.heading})" for text in texts)


def _volume(document: Document, *, viewer: Viewer) -> Volume | None:
    visible = Volume.objects.visible_to(viewer).select_related("series")
    return visible.filter(pk=document.volume_id or 0).first()


def _units(document: Document, *, viewer: Viewer) -> list[Unit]:
    """Read the document's unit and those above it, from the root, in one query."""
    visible = Unit.objects.visible_to(viewer).select_related("repository")
    if document.unit_id is None:
        return list(visible.none())
    own = Unit.objects.filter(pk=document.unit_id).values_list("repository_id", "path").first()
    if own is None:
        return []
    repository_id, path = own
    parts = path.split("/")
    above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return list(visible.filter(repository_id=repository_id, path__in=above).order_by("path"))


def _title_language(document: Document, texts: Sequence[Text], *, language: str) -> str:
    if language in document.titles:
        return language
    for code, title in document.titles.items():
        if title == document.title:
            return str(code)
    return texts[0].language if texts else ""


def _unit_link(unit: Unit, language: str) -> Link:
    title = worded(unit.title, unit.titles, language)
    return Link(title, addresses.unit(unit.repository.slug, unit.slug), unit.reference_code)


def _breadcrumb(
    volume: Volume | None, units: Sequence[Unit], *, language: str, in_file: bool, at: str
) -> tuple[Link, ...]:
    """Lead to the volume or file, at the place of this document in it."""
    if volume and not in_file:
        own = Link(
            worded(volume.title, volume.titles, language), addresses.volume(volume.slug, at=at)
        )
        if volume.series:
            title = worded(volume.series.title, volume.series.titles, language)
            return (Link(title), own)
        return (own,)
    if not units:
        return ()
    repository = units[0].repository
    name = worded(repository.name, repository.names, language)
    root = Link(name, addresses.repository(repository.slug))
    above = [_unit_link(unit, language) for unit in units[:-1]]
    place = addresses.unit(repository.slug, units[-1].slug, at=at)
    return (root, *above, replace(_unit_link(units[-1], language), href=place))


def _contents(
    volume: Volume | None, units: Sequence[Unit], *, language: str, in_file: bool
) -> ContentsSource | None:
    if volume and not in_file:
        title = worded(volume.title, volume.titles, language)
        return ContentsSource("volume", volume.pk, title, addresses.volume(volume.slug))
    if units:
        link = _unit_link(units[-1], language)
        return ContentsSource("file", units[-1].pk, link.label, link.href)
    return None
