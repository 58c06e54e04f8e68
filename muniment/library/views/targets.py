"""Forms that are about a document, a page or a passage."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from muniment.documents.selectors.document import DocumentNotFound
from muniment.passages.errors import BadTarget

View = Callable[..., HttpResponse]


def about_target(view: View) -> View:
    """Answer with a sentence where a form names no document, or no place that it has."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DocumentNotFound as error:
            raise Http404(str(error)) from error
        except BadTarget as error:
            context = {"error": str(error)}
            return render(request, "library/bad_target.html", context, status=error.status)

    return answer
