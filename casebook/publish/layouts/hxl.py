"""Casebook's own table with HXL: the headers, then a row of hashtags, then the incidents.

The tags are those that humanitarian data on incidents use; figures that HXL has no attribute for carry +min and +max.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.publish.layout import Layout, Row
from casebook.publish.layouts import own

TAGS = {
    "id": "#event+id",
    "type": "#event+type",
    "type_label": "#event+type+name",
    "occurrence": "#status",
    "date_first": "#date+start",
    "date_last": "#date+end",
    "date_precision_label": "#date+precision",
    "place": "#loc+name",
    "site": "#loc+site",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "country": "#country+code+v_iso2",
    "country_name": "#country+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "place_precision_label": "#geo+precision",
    "killed_min": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_max": "#affected+killed+max",
    "injured_min": "#affected+injured+min",
    "injured_best": "#affected+injured",
    "injured_max": "#affected+injured+max",
    "abducted_min": "#affected+abducted+min",
    "abducted_best": "#affected+abducted",
    "abducted_max": "#affected+abducted+max",
    "perpetrators": "#group+name+first",
    "claimed_by": "#group+name+claimed",
    "denied_by": "#group+name+denied",
    "targets": "#event+target",
    "weapons": "#event+weapon",
    "reports": "#meta+reports+num",
    "sources": "#meta+source",
    "urls": "#meta+url",
    "withheld": "#meta+withheld",
}
COLUMNS = tuple(TAGS)


def tagged(rows: Iterator[Row]) -> Iterator[Row]:
    """The hashtags as the first row under the headers."""
    yield Row(TAGS)
    yield from rows


HXL = Layout("hxl", COLUMNS, own.CSV.holds, own.rows, passes=frozenset(own.COLUMNS), finish=tagged)
