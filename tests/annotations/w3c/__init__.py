"""Tests of the model and the protocol of Web Annotations."""
