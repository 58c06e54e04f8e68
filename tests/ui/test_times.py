"""Days and moments are said in the reader's language and the archive's time zone."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone, translation

from muniment.ui.templatetags.times import day, moment

LATE = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)


def test_a_day_is_said_in_the_language_of_the_interface() -> None:
    with translation.override("en"):
        assert day(LATE) == '<time datetime="2026-03-08">8 March 2026</time>'
    with translation.override("ru"):
        assert "8 марта 2026" in day(LATE)


def test_a_moment_is_said_in_the_time_zone_of_the_archive() -> None:
    with translation.override("en"), timezone.override("Europe/Moscow"):
        assert moment(LATE) == '<time datetime="2026-03-09T02:30+03:00">9 March 2026, 02:30</time>'
