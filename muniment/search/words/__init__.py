"""Words of a text: how they are cut, folded, stemmed, and how names are keyed."""
