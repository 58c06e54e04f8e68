"""A reader of a live archive with a token: python -m tests.annotations.w3c.live_token HOME.

Prints the token, then the identifier of a document, the key of its text and words that stand in
it once.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    """Make the reader in the archive named on the command line."""
    os.environ["MUNIMENT_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
    import django

    django.setup()
    from muniment.access.viewer import Viewer
    from muniment.accounts.models import User
    from muniment.accounts.tokens.services import make_token
    from muniment.core.text.canonical import canonical_string
    from muniment.documents.models import Document, Text
    from muniment.documents.renderings import trees_of

    account = User.objects.create_user("program@example.org", name="Anna")
    secret = make_token(account, name="Program", scope="write", days=30)[1]
    shown = Document.objects.visible_to(Viewer.visitor())
    text = Text.objects.filter(document__in=shown).exclude(current=None).order_by("pk")[0]
    assert text.current_id is not None
    words = canonical_string(trees_of([text.current_id])[text.current_id])
    exact = next(
        words[at : at + 30] for at in range(40, 4000) if words.count(words[at : at + 30]) == 1
    )
    made = {"token": secret, "document": text.document.identifier, "text": text.key, "exact": exact}
    print(json.dumps(made))


if __name__ == "__main__":
    main()
