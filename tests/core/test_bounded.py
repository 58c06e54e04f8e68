"""A memory that never grows beyond its bound."""

from muniment.core.bounded import BoundedCache


def test_the_least_recently_used_goes_first() -> None:
    cache: BoundedCache[str] = BoundedCache(max_weight=2)
    cache.put("a", "A")
    cache.put("b", "B")
    cache.get("a")
    cache.put("c", "C")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("A", None, "C")


def test_what_is_heavier_than_all_is_not_kept_and_drops_nothing_else() -> None:
    cache: BoundedCache[str] = BoundedCache(max_weight=10)
    cache.put("a", "A", weight=5)
    cache.put("b", "B", weight=11)
    assert cache.get("a") == "A"
    assert cache.get("b") is None


def test_weights_are_counted_once_when_a_value_is_put_again() -> None:
    cache: BoundedCache[str] = BoundedCache(max_weight=10)
    for _ in range(5):
        cache.put("a", "A", weight=6)
    assert (cache.weight, len(cache)) == (6, 1)
