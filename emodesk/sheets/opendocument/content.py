"""The second look at the part: it's copied, and what is new is put in where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from emodesk.sheets.opendocument.found import ColumnSpan, ContentSurvey, Filter, SheetSurvey, TablePlace
from emodesk.sheets.opendocument.markup import COLUMNS_REPEATED, STYLE_NAME, changed_tag, reaching, repeated
from emodesk.sheets.patch.xml_events import PartCopy

Edit = tuple[int, Callable[[PartCopy], None]]
"""Where in the part something is to be done, and what: it begins there, and may go on further behind."""


def apply(copy: PartCopy, edits: Iterable[Edit]) -> None:
    """Copy the part with the edits made, each at its place."""
    for offset, act in sorted(edits, key=lambda edit: edit[0]):
        copy.copy_to(offset)
        act(copy)
    copy.copy_rest()


def style_edit(survey: ContentSurvey, styles: Sequence[bytes]) -> Edit:
    """Return what adds styles behind the file's own."""
    return _at_the_end(survey.styles_at, survey.styles_end, survey.body_at, "office:automatic-styles", b"".join(styles))


def validation_edit(survey: ContentSurvey, validations: bytes) -> Edit:
    """Return what adds validations behind the file's own."""
    return _at_the_end(
        survey.validations_at, survey.validations_end, survey.validations_place, "table:content-validations",
        validations,
    )  # fmt: skip


def name_edits(sheet: SheetSurvey, names: Mapping[str, bytes]) -> list[Edit]:
    """Return what gives a sheet names, or other places to those that it has."""
    edits: list[Edit] = []
    place = sheet.place
    there = {each.name: each.at for each in place.names}
    for name, xml in names.items():
        if name in there:
            edits.append((there[name], _replacing_tag(xml)))
    new = b"".join(xml for name, xml in names.items() if name not in there)
    if new:
        edits.append(
            _at_the_end(place.names_at, place.names_end, sheet.rows_end, "table:named-expressions", new)
        )  # fmt: skip
    return edits


def filter_edit(found: Filter, last_column: int) -> Edit:
    """Return what lets a filter reach to another column."""

    def act(copy: PartCopy) -> None:
        address = reaching(found.address, last_column)
        copy.write(changed_tag(copy.take_tag(), {"table:target-range-address": address}))

    return found.at, act


def column_edits(sheet: SheetSurvey, wanted: Mapping[int, str]) -> list[Edit]:
    """Return what gives columns a style each (which says how wide they are); a column that was hidden is shown."""
    edits: list[Edit] = []
    for span in sheet.columns:
        inside = sorted(place for place in wanted if span.first <= place <= span.last)
        if inside:
            edits.append((span.at, _cutting(span, inside, wanted)))
    described = sheet.columns[-1].last + 1 if sheet.columns else 0
    beyond = sorted(place for place in wanted if place >= described)
    if beyond:
        pieces = []
        for place in beyond:
            if place > described:
                pieces.append(changed_tag(b"<table:table-column/>", repeated(COLUMNS_REPEATED, place - described)))
            pieces.append(changed_tag(b"<table:table-column/>", {STYLE_NAME: wanted[place]}))
            described = place + 1
        at = sheet.columns_end if sheet.columns_end >= 0 else sheet.rows_at
        edits.append((at, _writing(b"".join(pieces))))
    return edits


def replacing(place: TablePlace, write: Callable[[PartCopy], None]) -> Edit:
    """Return what writes another sheet in the place of one."""

    def act(copy: PartCopy) -> None:
        copy.skip_to(place.end)
        copy.take_end_tag("table:table")
        write(copy)

    return place.at, act


def behind(place: TablePlace, write: Callable[[PartCopy], None]) -> Edit:
    """Return what writes sheets behind one."""

    def act(copy: PartCopy) -> None:
        copy.write(copy.take_end_tag("table:table"))
        write(copy)

    return place.end, act


def _at_the_end(at: int, end: int, place: int, tag: str, new: bytes) -> Edit:
    """Return what writes at the end of an element, or the element, where there's none or an empty one."""
    whole = f"<{tag}>".encode() + new + f"</{tag}>".encode()
    if at < 0:
        return place, _writing(whole)

    def open_it(copy: PartCopy) -> None:
        start = copy.take_tag()
        if start.endswith(b"/>"):
            copy.write(start[:-2].rstrip() + b">" + new + f"</{tag}>".encode())
            return
        copy.write(start)
        copy.copy_to(end)
        copy.write(new)

    return at, open_it


def _cutting(span: ColumnSpan, inside: Sequence[int], wanted: Mapping[int, str]) -> Callable[[PartCopy], None]:
    def act(copy: PartCopy) -> None:
        tag = copy.take_tag()
        if not tag.endswith(b"/>"):
            copy.skip_to(span.end)
            copy.take_end_tag("table:table-column")
            tag = tag[:-1] + b"/>"
        first = span.first
        for place in [*inside, span.last + 1]:
            if first < place:
                copy.write(changed_tag(tag, repeated(COLUMNS_REPEATED, place - first)))
            if place <= span.last:
                changes = {COLUMNS_REPEATED: None, STYLE_NAME: wanted[place], "table:visibility": None}
                copy.write(changed_tag(tag, changes))
            first = place + 1

    return act


def _replacing_tag(xml: bytes) -> Callable[[PartCopy], None]:
    """Return what writes a tag in the place of another one; what the other held, or its end, isn't written."""

    def act(copy: PartCopy) -> None:
        tag = copy.take_tag()
        copy.write(xml if tag.endswith(b"/>") else xml.removesuffix(b"/>") + b">")

    return act


def _writing(xml: bytes) -> Callable[[PartCopy], None]:
    return lambda copy: copy.write(xml)
