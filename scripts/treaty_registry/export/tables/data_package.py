"""What describes the tables: a Frictionless data package for the CSV files, and metadata for Datasette."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from treaty_registry.export.tables.table import Column, Table
from treaty_registry.export.tables.table_writers import DATABASE


def data_package(tables: Sequence[Table[Any]], version: str, known: tuple[date, date] | None) -> dict[str, Any]:
    """Return the Frictionless description of the CSV files (Data Package 1)."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "treaty-registry",
        "title": "Treaty Registry",
        "version": version,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "description": "Treaties, what happened to them, and what follows in law. A missing value is never a no.",
        "resources": [_resource(table) for table in tables],
    }
    if known:
        package["temporal"] = {"known_first": known[0].isoformat(), "known_last": known[1].isoformat()}
    return package


def _resource(table: Table[Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(foreign.columns),
                "reference": {
                    # A table that refers to itself names no resource.
                    "resource": "" if foreign.table == table.name else foreign.table,
                    "fields": list(foreign.keys),
                },
            }
            for foreign in table.foreign_keys
        ]
    return {
        "name": table.name,
        "title": table.title.en,
        "description": table.description.en,
        "path": f"csv/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.type == "list" else column.type,
        "description": column.description.en + (" Several are set apart by a space." if column.type == "list" else ""),
    }
    if column.required:
        described["constraints"] = {"required": True}
    return described


def datasette_metadata(tables: Sequence[Table[Any]]) -> dict[str, Any]:
    """Return what Datasette shows beside the database: titles, descriptions and what each column means."""
    return {
        "title": "Treaty Registry",
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "databases": {
            Path(DATABASE).stem: {
                "tables": {
                    table.name: {
                        "title": table.title.en,
                        "description": table.description.en,
                        "columns": {column.name: column.description.en for column in table.columns},
                    }
                    for table in tables
                }
            }
        },
    }
