"""Where views, tables, crowds and the shop live; sources are written for the defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass

TABLES = "warehouse.dashboards"
CROWDS = "crowd.dashboards"
SHOP = "shop.sf1"


@dataclass(frozen=True)
class Names:
    tables: str = TABLES
    crowds: str = CROWDS
    shop: str = SHOP

    def apply(self, sql: str) -> str:
        """The SQL with the schemas of these names in the place of the default ones."""
        targets = {TABLES: self.tables, CROWDS: self.crowds, SHOP: self.shop}
        pattern = "|".join(re.escape(name) for name in targets)
        return re.sub(rf"(?<![\w.\"])({pattern})(?!\w)", lambda match: targets[match.group(1)], sql)
