"""The embedded engine."""

from muniment.search.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
