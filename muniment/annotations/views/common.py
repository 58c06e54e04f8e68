"""What the views of notes share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from muniment.access.viewer import Viewer
from muniment.accounts import staff
from muniment.documents.selectors.document import DocumentNotFound
from muniment.passages.targeting import BadTarget
from muniment.ui.paging import PageNotFound

View = Callable[..., HttpResponseBase]


def viewer_of(request: HttpRequest) -> Viewer:
    """Say who looks."""
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def is_staff(request: HttpRequest) -> bool:
    """Tell whether one of the staff looks who has given a second step; a visitor costs no query."""
    return staff.is_staff(request) and staff.second_step_of(request) is staff.SecondStep.GIVEN


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def json_answer(content: bytes, *, status: int = 200) -> HttpResponse:
    """Answer a script; nothing of it is kept anywhere."""
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, "application/json", status, headers=headers)


def refusal(sentence: str, *, status: int) -> HttpResponse:
    """Tell a script in a sentence why something was not done."""
    return JsonResponse({"error": sentence}, status=status)


def template_for(request: HttpRequest, name: str) -> str:
    """Choose a template: the page, or with `fragment` in the address its inner part."""
    is_part = bool(request.GET.get("fragment"))
    return f"annotations/_{name}.html" if is_part else f"annotations/{name}.html"


def about_document(view: View) -> View:
    """Answer with a sentence where there is no such document, or no such place in it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (DocumentNotFound, PageNotFound) as missing:
            raise Http404(str(missing)) from missing
        except BadTarget as bad:
            if wants_json(request):
                return refusal(str(bad), status=bad.status)
            context = {"error": str(bad)}
            return render(request, "annotations/bad_target.html", context, status=bad.status)

    return answer
