"""The archive in the index: records from models, and searches as a viewer may make them."""
