"""Packages written on the spot, small enough to be read at a glance."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

PackageMaker = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def package(tmp_path: Path) -> PackageMaker:
    """Give a function that writes files, by their path inside, and returns their folder."""
    root = tmp_path / "package"

    def write(files: dict[str, str | bytes]) -> Path:
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            target.write_bytes(data)
        return root

    return write


def jpeg(width: int = 40, height: int = 60) -> bytes:
    """Draw a grey JPEG."""
    stream = BytesIO()
    Image.new("L", (width, height), 200).save(stream, "JPEG")
    return stream.getvalue()


def tei(body: str, *, title: str = "A letter", header: str = "") -> str:
    """Write a TEI file around a body."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        f"<titleStmt><title>{title}</title></titleStmt>"
        "<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc>"
        f"</fileDesc>{header}</teiHeader><text>{body}</text></TEI>\n"
    )


def letter(words: str, *, xml_id: str = "", lang: str = "en", pages: str = "") -> str:
    """Write a TEI file of one letter."""
    own = f' xml:id="{xml_id}"' if xml_id else ""
    return tei(
        f'<body><div type="letter"{own} xml:lang="{lang}">{pages}<p>{words}</p></div></body>'
    )


def alto(*lines: str, image: str = "", attrs: str = "") -> str:
    """Write an ALTO page of one block, each line one String, 40 pixels apart."""
    rows = "".join(
        f'<TextLine HPOS="100" VPOS="{100 + 40 * n}" WIDTH="500" HEIGHT="30">'
        f'<String CONTENT="{line}"/></TextLine>'
        for n, line in enumerate(lines)
    )
    name = f"<fileName>{image}</fileName>" if image else ""
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description>'
        f"<sourceImageInformation>{name}</sourceImageInformation></Description>"
        f'<Layout><Page WIDTH="800" HEIGHT="1200" {attrs}><PrintSpace>'
        f"<TextBlock>{rows}</TextBlock></PrintSpace></Page></Layout></alto>"
    )
