"""A memory of a process that never grows beyond its bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_V = TypeVar("_V")


class BoundedCache(Generic[_V]):
    """Values by key, the least recently used dropped first; safe between threads.

    `max_weight` bounds the sum of the weights that `put` is given, such as sizes in bytes.
    """

    def __init__(self, *, max_weight: int) -> None:
        self.max_weight = max_weight
        self.weight = 0
        self._entries: OrderedDict[Hashable, tuple[_V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> _V | None:
        """Give a value that is kept, None if there is none."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: _V, *, weight: int = 1) -> None:
        """Keep a value, unless it alone is heavier than all that may be kept."""
        with self._lock:
            self._drop(key)
            if weight > self.max_weight:
                return
            self._entries[key] = (value, weight)
            self.weight += weight
            while self.weight > self.max_weight:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self.weight = 0

    def _drop(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.weight -= entry[1]
