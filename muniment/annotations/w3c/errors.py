"""Why a request is turned down: the sentence is for whoever wrote the program that asks."""

from __future__ import annotations


class Rejected(ValueError):
    """What was sent cannot be taken as it is (Protocol, 6)."""

    status = 400


class Gone(Rejected):
    """The annotation was deleted, and whoever asks has been able to see it."""

    status = 410


class NotChangeable(Rejected):
    """A client changes what only the archive sets."""

    status = 409


class TooLarge(Rejected):
    """An annotation is larger than anybody would write."""

    status = 413


class UnknownFormat(Rejected):
    """What was sent is in a format or a context that is not understood."""

    status = 415


class NotAcceptable(Rejected):
    """The client takes no format that there is."""

    status = 406


class ConditionMissing(Rejected):
    """A change does not say which state it is a change of (RFC 6585, 3)."""

    status = 428


class ConditionFailed(Rejected):
    """The annotation is no longer in the state that the client has seen (RFC 9110, 13.1.1)."""

    status = 412


class TooOften(Rejected):
    """Somebody writes more than programs may."""

    status = 429
