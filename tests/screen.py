"""Look at pages as a browser does, and let nothing that it complains about pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"

WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Policy violated: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Watch:
    """What the browser complained about on one page: errors, policy, requests elsewhere."""

    problems: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Let complaints that match a regular expression pass, as for a page that is not there."""
        self._expected.append(pattern)

    def attach(self, page: Page) -> None:
        """Listen to a page from its start."""
        page.add_init_script(WATCH_POLICY)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"Script error: {error}"))
        page.on("request", self._on_request)

    def unexpected(self) -> list[str]:
        """List the complaints that no pattern allows."""
        return [
            problem
            for problem in self.problems
            if not any(re.search(pattern, problem) for pattern in self._expected)
        ]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.problems.append(f"Console: {message.text} ({place})")

    def _on_request(self, request: Request) -> None:
        if not re.match(r"(https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:|about:)", request.url):
            self.problems.append(f"Request to another host: {request.url}")


def axe_violations(page: Page, *, context: Any = None, options: Any = None) -> list[str]:
    """Run axe on the page as it now is; name each violation with the places where it occurs."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "([context, options]) => axe.run(context ?? document, options ?? {})", [context, options]
    )
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
