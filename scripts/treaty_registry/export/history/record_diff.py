"""What changed in a record, in words, by comparing its tree before and after. Trees are as the reader gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from treaty_registry.reading.problem import cut

_MAX_SHOWN_LENGTH = 80  # of a longer value only that it changed

_MAX_NAMED_DEPTH = 2  # ``final_clauses.duration`` is named as changed, not every key below it

_Group = Mapping[str, Any]


def record_diff(before: _Group, after: _Group) -> list[str]:
    """Return what changed from one tree of a record to another, one thing in each text; nothing if no fact did."""
    return [*_events(before, after), *_facts(_plain(before), _plain(after)), *_sources(before, after)]


def _plain(tree: _Group) -> _Group:
    return {key: value for key, value in tree.items() if key not in ("events", "sources")}


def record_contents(tree: _Group) -> list[str]:
    """Return what a record holds, as numbers: what there is to say of a new one."""
    listed = ((key, len(_listed(tree.get(key)))) for key in ("events", "obligations", "reports"))
    sources = tree.get("sources")
    counted = [*listed, ("sources", len(sources) if isinstance(sources, dict) else 0)]
    return [f"{count} {key if count > 1 else key[:-1]}" for key, count in counted if count]


def _events(before: _Group, after: _Group) -> Iterator[str]:
    """Yield the events that came, went, or stayed with other details: they are told apart by date, act and parties."""
    old, new = _told(before), _told(after)
    for name, events in new.items():
        for _ in range(len(events) - len(old.get(name, []))):
            yield f"Event added: {name}"
    for name, events in old.items():
        gone = len(events) - len(new.get(name, []))
        for _ in range(gone):
            yield f"Event removed: {name}"
        if not gone and name in new and events != new[name] and len(events) == len(new[name]):
            keys = sorted(
                {key for event, event_now in zip(events, new[name], strict=True) for key in _changed(event, event_now)}
            )
            yield f"Event changed: {name}" + (f" ({', '.join(keys)})" if keys else "")


def _told(tree: _Group) -> dict[str, list[_Group]]:
    """Return the events of a record by what a reader knows them by."""
    events_by_name: dict[str, list[_Group]] = {}
    for event in _listed(tree.get("events")):
        if isinstance(event, dict):
            parties = ", ".join(str(code) for code in _listed(event.get("party")))
            parts = [str(event.get("date", "")), str(event.get("action", "")).replace("-", " "), parties]
            events_by_name.setdefault(_line(", ".join(part for part in parts if part)), []).append(event)
    return events_by_name


def _changed(before: _Group, after: _Group) -> list[str]:
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def _facts(before: _Group, after: _Group, place: str = "", depth: int = 1) -> Iterator[str]:
    """Yield the keys whose values came, went or changed, with the values where they are short."""
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        name = f"{place}{key}"
        if old == new:
            continue
        if old is None:
            yield f"{name} added{_value(new)}"
        elif new is None:
            yield f"{name} removed{_value(old)}"
        elif isinstance(old, dict) and isinstance(new, dict) and depth < _MAX_NAMED_DEPTH:
            yield from _facts(old, new, f"{name}.", depth + 1)
        elif named := _named(old, new):
            yield from _facts(*named, f"{name}.", _MAX_NAMED_DEPTH)
        elif isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) <= _MAX_SHOWN_LENGTH:
            yield f"{name} changed from “{_line(old)}” to “{_line(new)}”"
        else:
            yield f"{name} changed"


def _named(old: Any, new: Any) -> tuple[_Group, _Group] | None:
    """Return two lists of groups by the groups' own names, if all of them have one of their own."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return None
    named = [{group["id"]: group for group in some if isinstance(group, dict) and "id" in group} for some in (old, new)]
    return (named[0], named[1]) if [len(by_id) for by_id in named] == [len(old), len(new)] else None


def _sources(before: _Group, after: _Group) -> Iterator[str]:
    old, new = (tree.get("sources") for tree in (before, after))
    old, new = (tree if isinstance(tree, dict) else {} for tree in (old, new))
    for key in new:
        if key not in old:
            yield f"Source added: {_title(new[key], key)}"
        elif old[key] != new[key]:
            yield f"Source changed: {_title(new[key], key)}"
    for key in old:
        if key not in new:
            yield f"Source removed: {_title(old[key], key)}"


def _title(source: Any, key: str) -> str:
    return _line(str(source.get("title", key)) if isinstance(source, dict) else key)


def _value(value: Any) -> str:
    return f": {_line(value)}" if isinstance(value, str) and len(value) <= _MAX_SHOWN_LENGTH else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _line(text: str) -> str:
    """Return a text that is safe on one line of any format: old records may hold anything."""
    return cut(" ".join(text.split()), 300)
