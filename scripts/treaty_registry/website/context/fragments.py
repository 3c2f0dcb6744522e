"""What the site's pages take from each treaty, made once and kept: pieces of pages, rows of tables, what can be found.

Everything that many treaties share a page in is put together from such parts, so that a treaty whose record, and
whose neighbours' records, have not changed need not be looked at again, nor stay in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from treaty_registry.cache.cache import Cache, cache_key, serialize

if TYPE_CHECKING:
    from treaty_registry.language.languages import Language
    from treaty_registry.model.treaty import Treaty
    from treaty_registry.website.context.render_context import RenderContext

BESIDE, TOP = "../", ""
"""Where a part is shown: on pages one folder deep, or at the top."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Something made of one treaty, as JSON can hold it.

    ``up`` is how the pages that show it lead to the top of their language; nothing for what is the same in every
    language and on every page.
    """

    name: str
    make: Callable[[RenderContext, Treaty], Any]
    up: str | None = None

    def called(self, language: Language) -> str:
        """Return what tells this part of a treaty, in a language, from its others."""
        return self.name if self.up is None else f"{self.name}-{language}"


class FragmentCache:
    """The parts of all treaties, in a store."""

    def __init__(self, store: Cache, keys: Mapping[str, str], program: str = "") -> None:
        """Take the store, for each treaty the key of all that its parts depend on, and a key of the program."""
        self.store, self.keys, self.program = store, keys, program
        self.shared: set[str] = set()
        """The keys under which ``together`` has been asked for something."""

    def get(self, site: RenderContext, part: Fragment, treaty_id: str) -> Any:
        """Return a part of a treaty, which is made if it is not there. Raises LostError if it is damaged."""
        key = self._key(site, part, treaty_id)
        value = self.store.get(key)
        if value is None:
            self.store.put([self.made(site, part, treaty_id)])
            value = self.store.need(key)
        return value

    def together(self, source: Any, make: Callable[[], Any]) -> Any:
        """Return what many treaties have a share in, which is made if it is not there. Raises LostError.

        It follows from ``source`` and the program alone; both are such as JSON can hold.
        """
        key = cache_key("together", self.program, json.dumps(source))
        self.shared.add(key)
        value = self.store.get(key)
        if value is None:
            self.store.put([(key, serialize(make()))])
            value = self.store.need(key)
        return value

    def made(self, site: RenderContext, part: Fragment, treaty_id: str) -> tuple[str, bytes]:
        """Return a part of a treaty as the store is to keep it, with its key."""
        maker = site if part.up is None else site.beside(part.up)
        return self._key(site, part, treaty_id), serialize(part.make(maker, site.registry.treaties[treaty_id]))

    def _key(self, site: RenderContext, part: Fragment, treaty_id: str) -> str:
        return f"{self.keys[treaty_id]}-{part.called(site.language)}"

    def lacks(self, part: Fragment) -> list[str]:
        """Return the ids of the treaties of which a part that is the same everywhere is not there yet."""
        known = self.store.known(f"{key}-{part.name}" for key in self.keys.values())
        return [treaty_id for treaty_id, key in self.keys.items() if f"{key}-{part.name}" not in known]
