"""One row for each piece of work that is still to be done, or that failed for good."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class JobState(models.TextChoices):
    """Where a job stands. One that is done has no row any more."""

    READY = "READY", "Ready"
    RUNNING = "RUNNING", "Running"
    FAILED = "FAILED", "Failed"


class Job(models.Model):
    """A function by its name, with its arguments as a JSON list."""

    name = models.CharField(max_length=100)
    arguments = models.TextField(default="[]")
    state = models.CharField(max_length=7, choices=JobState.choices, default=JobState.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, default=None)
    error = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["name", "arguments"],
                condition=models.Q(state=JobState.READY),
                name="jobs_asked_for_once",
            ),
        )
        indexes = (models.Index(fields=["state", "run_after"], name="jobs_next"),)

    def __str__(self) -> str:
        return f"{self.name}{self.arguments}"
