"""The content security policy: a page runs our scripts, wears our styles and asks our host, and nothing else.

The theme writes a few short scripts into its pages. Each is allowed by its hash; a script that somebody smuggles into a
record has another and does not run. Every page states its policy itself, so that it holds on any host and from a disk,
and ``_headers`` states it to hosts that read such a file (Netlify, Cloudflare Pages), together with how long a browser
may keep what.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from treaty_registry.website.build.assets import ASSETS

HEADERS_FILE = "_headers"

_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_RUNS_NOT_HERE = re.compile(r"""\ssrc\s*=|\stype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
_FOREVER = "public, max-age=31536000, immutable"


class UnsealableError(Exception):
    """A page does not begin as pages do, so that its policy has no place."""


def inline_scripts(html: str) -> frozenset[str]:
    """Return the hash of each script that a page holds itself, as a policy writes it. Blocks of data are no scripts."""
    return frozenset(
        _hash(match.group(2)) for match in _SCRIPT.finditer(html) if not _RUNS_NOT_HERE.search(match.group(1))
    )


def sealed(html: str) -> str:
    """Return a page that states its own policy, before anything that the policy is about. Raises UnsealableError.

    Read from a disk, a page and its styles have no host in common, and browsers differ in what *self* then means: the
    page therefore names ``file:`` too, which allows nothing on the web.
    """
    before, charset, after = html.partition(_CHARSET)
    if not charset or "<link" in before or "<script" in before:
        raise UnsealableError(f"a page has no {_CHARSET} at its beginning, where its policy would stand")
    text = policy(inline_scripts(html), own="'self' file:")
    return f'{before}{charset}<meta http-equiv="Content-Security-Policy" content="{escape(text, quote=False)}">{after}'


class Sealer:
    """Seals pages one after the other, and remembers the hashes of their scripts for the policy of the whole site."""

    def __init__(self) -> None:
        """Begin with no page."""
        self.scripts: set[str] = set()

    def __call__(self, html: str) -> str:
        """Return a page that states its own policy. Raises UnsealableError."""
        self.scripts |= inline_scripts(html)
        return sealed(html)


def policy(scripts: Iterable[str], own: str = "'self'") -> str:
    """Return the policy that allows these scripts, by their hashes, and what is ``own``."""
    directives = {
        "default-src": own,
        "script-src": " ".join((own, *sorted(scripts))),
        "style-src": own,
        "img-src": f"{own} data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def headers(scripts: Iterable[str], hashed: Iterable[str]) -> str:
    """Return the text of ``_headers``, for a site whose pages hold these scripts.

    ``hashed`` are the files and the folders (which end in ``/``), besides that of the assets, whose addresses change
    with their content. Everything else gets what hosts do unasked: a browser asks each time whether the file is still
    the same. No rule repeats another's header, because hosts would then send both.
    """
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy(scripts)}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    for address in (ASSETS, *sorted(hashed)):
        lines += [f"/{address}*" if address.endswith("/") else f"/{address}", f"  Cache-Control: {_FOREVER}"]
    return "\n".join(lines) + "\n"


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
