"""The archive's content: documents, texts, volumes and units."""
