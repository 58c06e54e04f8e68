"""Views: parse the request, call one selector, show its screen."""

from __future__ import annotations

import re
from datetime import date
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.documents.selectors import archive as archive_reads
from muniment.documents.selectors import browse as browse_reads
from muniment.documents.selectors import calendar as calendar_reads
from muniment.documents.selectors import home as home_reads
from muniment.documents.selectors import person as person_reads
from muniment.documents.selectors import volume as volume_reads
from muniment.site.pages import owners_page
from muniment.site.responses import reading, show


class Reader(TypedDict):
    """What every selector takes of the request: who looks, and in which language."""

    viewer: Viewer
    language: str


def reader_of(request: HttpRequest) -> Reader:
    """Say who reads."""
    return {"viewer": request.viewer, "language": request.LANGUAGE_CODE}  # type: ignore[attr-defined]


def page_of(request: HttpRequest, parameter: str = "page") -> str:
    """Say which page, or place, of a list is asked for; "" is the first."""
    return request.GET.get(parameter, "")


@reading
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page; what it says depends on the day, so it is not kept in memory."""
    screen = home_reads.home_screen(today=timezone.localdate(), **reader_of(request))
    welcome = owners_page("home", request.LANGUAGE_CODE or "")
    return render(request, "site/home.html", {"screen": screen, "welcome": welcome})


@reading
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page about the archive."""
    # Not kept in memory: the owner may write his page anew at any time.
    screen = owners_page(name, request.LANGUAGE_CODE or "")
    return render(request, "site/page.html", {"screen": screen})


@reading
def browse(request: HttpRequest) -> HttpResponse:
    """Show the ways into the archive."""
    return show(request, "browse", browse_reads.browse_screen(**reader_of(request)))


@reading
def collections(request: HttpRequest) -> HttpResponse:
    """Show the collections."""
    screen = browse_reads.collections_screen(page_of(request), **reader_of(request))
    return show(request, "collections", screen)


@reading
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a collection."""
    screen = browse_reads.collection_screen(slug, **reader_of(request))
    return show(request, "collection", screen)


@reading
def volumes(request: HttpRequest) -> HttpResponse:
    """Show the volumes."""
    screen = browse_reads.volumes_screen(page_of(request), **reader_of(request))
    return show(request, "volumes", screen)


@reading
def volume(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a volume as list, calendar or people."""
    reader, view = reader_of(request), request.GET.get("view")
    if view == "calendar":
        year, day = _year(request.GET.get("year", "")), _day(request.GET.get("day", ""))
        screen = volume_reads.volume_calendar(slug, year, day, **reader)
    elif view == "people":
        screen = volume_reads.volume_people(slug, page_of(request), **reader)
    else:
        screen = volume_reads.volume_contents(
            slug, page_of(request), at=page_of(request, "at"), **reader
        )
    return show(request, "volume", screen)


@reading
def repositories(request: HttpRequest) -> HttpResponse:
    """Show the holding institutions."""
    screen = archive_reads.repositories_screen(page_of(request), **reader_of(request))
    return show(request, "repositories", screen)


@reading
def repository(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a holding institution and its units."""
    screen = archive_reads.repository_screen(slug, page_of(request), **reader_of(request))
    return show(request, "repository", screen)


@reading
def unit(request: HttpRequest, repository: str, slug: str) -> HttpResponse:
    """Show an archival unit."""
    pages = page_of(request), page_of(request, "units")
    screen = archive_reads.unit_screen(
        repository, slug, pages, at=page_of(request, "at"), **reader_of(request)
    )
    return show(request, "unit", screen)


@reading
def people(request: HttpRequest) -> HttpResponse:
    """Show the people, all or those of one letter."""
    letter = request.GET.get("letter", "")
    screen = person_reads.people_screen(letter, page_of(request), **reader_of(request))
    return show(request, "people", screen)


@reading
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person."""
    role = request.GET.get("role", "")
    screen = person_reads.person_screen(slug, role, page_of(request), **reader_of(request))
    return show(request, "person", screen)


@reading
def dates(request: HttpRequest) -> HttpResponse:
    """Show all years."""
    return show(request, "dates", calendar_reads.dates_screen(**reader_of(request)))


@reading
def undated(request: HttpRequest) -> HttpResponse:
    """Show what has no date."""
    screen = calendar_reads.undated_screen(page_of(request), **reader_of(request))
    return show(request, "undated", screen)


@reading
def uncertain(request: HttpRequest) -> HttpResponse:
    """Show what has an uncertain date."""
    screen = calendar_reads.uncertain_screen(page_of(request), **reader_of(request))
    return show(request, "uncertain", screen)


@reading
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year."""
    screen = calendar_reads.year_screen(year, page_of(request), **reader_of(request))
    return show(request, "period", screen)


@reading
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month."""
    screen = calendar_reads.month_screen(year, month, page_of(request), **reader_of(request))
    return show(request, "period", screen)


@reading
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Show a day."""
    screen = calendar_reads.day_screen(year, month, day, page_of(request), **reader_of(request))
    return show(request, "period", screen)


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
