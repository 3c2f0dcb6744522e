"""Numbers, which the reader hands over as text and editors see as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from treaty_registry.model.text import Pattern
from treaty_registry.reading.problem import shown


@dataclass(frozen=True, slots=True)
class Whole:
    """Marks a whole number from ``least`` to 9999. The reader hands over text, so digits count."""

    least: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take a number, or digits without a leading zero."""
        least = self.least

        def validate(value: object) -> int:
            if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,3}", value):
                value = int(value)
            if isinstance(value, int) and not isinstance(value, bool) and least <= value <= 9999:
                return value
            raise PydanticCustomError(
                "count",
                "{found} does not fit here: a whole number from {least} to 9999 is expected.",
                {"found": shown(value), "least": least},
            )

        return core_schema.no_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe it as a number, which editors see, or as text, which the reader hands over."""
        digits = "[1-9][0-9]{0,3}"
        pattern = f"^{digits}$" if self.least else f"^(?:0|{digits})$"
        return {"type": ["integer", "string"], "pattern": pattern, "minimum": self.least, "maximum": 9999}


Count = Annotated[int, Whole(1)]
"""How many of something that is there."""

Tally = Annotated[int, Whole(0)]
"""How many votes, perhaps none."""


@dataclass(frozen=True, slots=True)
class _OrNumber(Pattern):
    """Takes a number that is not negative besides texts of a form; kept as text, as it was written."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: object, text: Callable[[object], str]) -> str:
            number = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
            return str(value) if number else text(value)

        form = Pattern.__get_pydantic_core_schema__(self, source, handler)
        return core_schema.no_info_wrap_validator_function(
            validate, form, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": ["string", "number"], "pattern": self.pattern, "minimum": 0}


ShareOrNumber = Annotated[
    str,
    _OrNumber(
        r"^(?:[1-9][0-9]?/[1-9][0-9]?|(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?(?: ?%)?)$",
        "a share such as `17.4 %` or `1/3` is expected, or a number",
    ),
]
"""A share of something, or a number in some unit: ``17.4 %``, ``1/3``, ``25000``."""
