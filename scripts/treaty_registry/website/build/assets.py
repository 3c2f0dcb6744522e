"""The site's own assets under names that hold a hash of their content, so that a browser may keep each for good.

A module is named after its content *with* the new names of the modules that it imports: when one of those changes,
so does every name on the way to it, and no page can get old and new parts mixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ASSETS = "assets/"
"""Where assets are, from the top of the site. All of them bear hashes, so that one rule tells browsers to keep them."""

FILES = Path(__file__).parents[1] / "assets"
"""Where the program has the scripts and style sheets of every registry's site."""

DIGITS = 12
"""How many hexadecimal digits of the hash stand in a name."""

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What the theme brings for a search that this site has replaced by its own."""

_HASHED = re.compile(rf"\.[0-9a-f]{{8,}}\.[^/]+$|/[0-9a-f]{{{DIGITS}}}/")
_NEIGHBOUR = re.compile(r"""(?<=["'])\./([\w.-]+)(?=["'])""")
_REFERENCE = re.compile(rf"""(\b(?:href|src)=["'](?:[^"']*/)?)({ASSETS}[\w./-]+)(?=["'])""")


class UnknownAssetError(Exception):
    """An asset names another that is not there, or two need each other; the text says which."""


class Asset(NamedTuple):
    """An asset as it is published: its address from the top of the site, and its bytes."""

    address: str
    content: bytes


def of_program() -> dict[str, bytes]:
    """Return the program's own assets by their addresses from the top of the site, without hashes."""
    paths = sorted(path for path in FILES.rglob("[!.]*") if path.is_file())  # editors keep theirs behind a dot
    return {ASSETS + path.relative_to(FILES).as_posix(): path.read_bytes() for path in paths}


def digest(content: bytes) -> str:
    """Return the part of a name that stands for a content."""
    return sha256(content).hexdigest()[:DIGITS]


def named_after(address: str, content: bytes) -> str:
    """Return an address with the hash of its content: ``assets/a.js`` becomes ``assets/a.0123456789ab.js``."""
    path = PurePosixPath(address)
    return str(path.with_name(f"{path.stem}.{digest(content)}{path.suffix}"))


def is_named(address: str) -> bool:
    """Return whether an address holds a hash, in its name as most of the theme's do, or as the name of its folder."""
    return bool(_HASHED.search(address))


def is_unused(address: str) -> bool:
    """Return whether no page asks for an asset."""
    return address.startswith(_UNUSED)


def fingerprint(files: Mapping[str, bytes]) -> dict[str, Asset]:
    """Return each file, by its former address, under its new one.

    Modules name their neighbours as ``./name.js``, and are given those names' new forms. Raises UnknownAssetError if
    there is no such neighbour, or if modules import each other in a circle, which then can have no names.
    """
    done: dict[str, Asset] = {}

    def publish(address: str, waiting: tuple[str, ...]) -> Asset:
        if address in waiting:
            raise UnknownAssetError(f"assets import each other in a circle: {' → '.join((*waiting, address))}")
        if address not in files:
            raise UnknownAssetError(f"{waiting[-1]} imports {address}, which is not there")
        if address not in done:
            content = files[address]
            if address.endswith(".js"):

                def renew(match: re.Match[str]) -> str:
                    neighbour = str(PurePosixPath(address).with_name(match.group(1)))
                    return f"./{PurePosixPath(publish(neighbour, (*waiting, address)).address).name}"

                content = _NEIGHBOUR.sub(renew, content.decode()).encode()
            done[address] = Asset(named_after(address, content), content)
        return done[address]

    for address in files:
        publish(address, ())
    return done


def refer(html: str, assets: Mapping[str, Asset]) -> str:
    """Return a page whose links to assets have their new names; other addresses stay as they are."""

    def renew(match: re.Match[str]) -> str:
        asset = assets.get(match.group(2))
        return match.group(1) + asset.address if asset else match.group()

    return _REFERENCE.sub(renew, html)
