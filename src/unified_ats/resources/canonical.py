"""From a vendor's JSON to attrs classes and from canonical models to JSON, by cattrs.

Ids may come as numbers and become text; times must carry a date and become aware UTC; money may
come as a number or as text and becomes a ``Decimal``, which is text again in JSON; unknown keys are
fine; a broken shape is an error that names its path and shows no value.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum
from typing import Any, TypeVar

import attrs
import cattrs

from unified_ats.errors import BadResponseError

__all__ = ["parse_time", "structure", "to_dict"]

_DIGITS = 300
"""Before the point, or zeros behind it. Text of a few characters can stand for gigabytes."""

T = TypeVar("T")


def parse_time(value: Any) -> datetime:
    """Read an ISO-8601 time as aware UTC; one without a zone is taken to be UTC.

    A zone may be written out as ``UTC``, as some vendors do.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, datetime):
        time = value
    elif isinstance(value, str):
        time = datetime.fromisoformat(value.removesuffix(" UTC"))
    else:
        raise ValueError("not an ISO-8601 time")  # noqa: TRY004  # cattrs wants one kind of error
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _decimal(value: Any, _: type) -> Decimal:
    """Read money: a float as it is written, since 0.1 is meant and not what is next to it."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not amount.is_finite() or abs(amount.adjusted()) > _DIGITS:
        raise ValueError("not an amount")
    return amount


def _text(value: Any, _: type) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ValueError("not text")


def _object(value: Any, _: type) -> Any:
    """Take the vendor's own object as it is; a copy of each would cost more than all its fields."""
    if isinstance(value, Mapping):
        return value
    raise ValueError("not an object")


def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=detailed)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook_func(lambda kind: kind == Mapping[str, Any], _object)
    converter.register_structure_hook(StrEnum, lambda value, kind: kind(value))  # a str, and more
    converter.register_structure_hook(datetime, lambda value, _: parse_time(value))
    converter.register_unstructure_hook(
        datetime, lambda time: time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    )
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_unstructure_hook(Decimal, lambda amount: format(amount, "f"))
    converter.register_unstructure_hook(Enum, lambda word: word.value)
    converter.register_unstructure_hook(StrEnum, lambda word: word.value)
    return converter


_fast, _careful = _converter(detailed=False), _converter(detailed=True)


def structure(value: Any, into: type[T], *, provider: str, where: str = "$") -> T:
    """Build an attrs class, or a list of them, from a vendor's JSON.

    Args:
        value: parsed JSON.
        into: an attrs class or a type such as ``list[RawJob]``.
        provider: entry-point name, for the error.
        where: path of ``value`` in the vendor's answer, for the error.

    Raises:
        BadResponseError: the shape is broken; the message names each path that is.
    """
    try:
        return _fast.structure(value, into)
    except Exception:  # noqa: BLE001, S110  # cattrs raises anything here; told in detail below
        pass
    try:
        return _careful.structure(value, into)
    except Exception as error:  # noqa: BLE001  # as above
        problems = cattrs.transform_error(error, path=where, format_exception=_describe)
    raise BadResponseError(
        f"{provider} answered in an unexpected shape: {'; '.join(problems)}", provider=provider
    )


def _describe(error: BaseException, kind: type | None) -> str:
    """Word one failure without its value, which may be personal data."""
    match error:
        case KeyError():
            return "missing"
        case ValueError() | TypeError():
            return f"not {getattr(kind, '__name__', None) or kind or 'of the right kind'}"
    return type(error).__name__


def to_dict(record: Any, *, raw: bool = False) -> dict[str, Any]:
    """Return a canonical model as JSON-ready data.

    Times are ISO-8601 with ``Z``, enums are words, and money is text such as ``"49999.50"``, which
    unlike a number of JSON is the same in every language.

    Args:
        record: a model such as :class:`Job`.
        raw: whether to include the vendor's own object.
    """
    values: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name == "raw":
            if raw:
                values["raw"] = dict(value) if isinstance(value, Mapping) else value
        elif attrs.has(type(value)):
            values[field.name] = to_dict(value, raw=raw)
        else:
            values[field.name] = _fast.unstructure(value)
    return values
