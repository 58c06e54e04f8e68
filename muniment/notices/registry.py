"""The kinds of notices: each app registers its own in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muniment.notices.models import Notice

Sentence = Callable[[Mapping[str, Any]], str]
"""Says a notice in the language that is spoken now, from its facts."""

Check = Callable[[Sequence[Notice], int], Collection[int]]
"""Of notices of its kind to one account, gives the keys (`pk`) of those it may still be shown.

It is asked once for all notices of a page, so that their number costs no queries.
"""


class UnknownKind(LookupError):
    """No app has registered this kind of notice."""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice; without a check its notices may always be shown."""

    name: str
    sentence: Sentence
    which_may_still: Check | None = None


_kinds: dict[str, NoticeKind] = {}


def register(name: str, sentence: Sentence, *, which_may_still: Check | None = None) -> None:
    """Make a kind of notice known, such as `group.role`."""
    _kinds[name] = NoticeKind(name, sentence, which_may_still)


def kind_of(name: str) -> NoticeKind:
    """Give a kind by its name.

    :raises UnknownKind: nobody has registered it.
    """
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(f'No app has registered the notice "{name}".') from None


def shown_of(notices: Sequence[Notice], account_id: int) -> list[Notice]:
    """Keep, in their order, the notices that may still be shown; one question for each kind."""
    allowed: set[int] = set()
    for name in dict.fromkeys(notice.kind for notice in notices):
        kind = _kinds.get(name)
        if kind is None:  # of an app that is not installed any more
            continue
        of_kind = [notice for notice in notices if notice.kind == name]
        check = kind.which_may_still
        allowed.update(check(of_kind, account_id) if check else (n.pk for n in of_kind))
    return [notice for notice in notices if notice.pk in allowed]


def sentence_of(notice: Notice) -> str:
    """Say a notice in the language that is spoken now."""
    return kind_of(notice.kind).sentence(notice.facts)
