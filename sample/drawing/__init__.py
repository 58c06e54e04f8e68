"""Draw the sample's page images from the sample's own texts."""
