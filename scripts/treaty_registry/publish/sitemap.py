"""The sitemap: MkDocs lists its own pages, and ours are added."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree  # parses the file that this build has just written

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def extend_sitemap(path: Path, site_url: str, addresses: Iterable[str], leave_out: str) -> None:
    """Add addresses to a sitemap and its compressed copy, and drop the page that was only a shell."""
    ElementTree.register_namespace("", NAMESPACE)
    tree = ElementTree.parse(path)  # noqa: S314  # as above
    root = tree.getroot()
    for entry in root.findall(f"{{{NAMESPACE}}}url"):
        for day in entry.findall(f"{{{NAMESPACE}}}lastmod"):
            entry.remove(day)  # it is the day of the build, which says nothing about the page
        if (entry.findtext(f"{{{NAMESPACE}}}loc") or "").endswith(leave_out):
            root.remove(entry)
    for address in addresses:
        entry = ElementTree.SubElement(root, f"{{{NAMESPACE}}}url")
        ElementTree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = f"{site_url.rstrip('/')}/{address}"
    tree.write(path, encoding="utf-8", xml_declaration=True)
    with gzip.GzipFile(path.with_suffix(".xml.gz"), "wb", mtime=0) as compressed:
        compressed.write(path.read_bytes())
