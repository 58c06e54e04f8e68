"""Images and manifests as the IIIF standards describe them."""
