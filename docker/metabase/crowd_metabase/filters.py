"""The variables that a question may have, written {{name}} in its SQL, and the dashboard filters that set them."""

import uuid
from dataclasses import dataclass
from typing import Optional

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "crowd-for-trino.metabase")


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    variable: str
    parameter: str
    section: str
    default: Optional[str] = None

    @property
    def id(self):
        return str(uuid.uuid5(NAMESPACE, self.name))

    @property
    def target(self):
        return ["variable", ["template-tag", self.name]]

    def template_tag(self):
        tag = {"id": self.id, "name": self.name, "display-name": self.label, "type": self.variable}
        if self.default is not None:
            tag |= {"default": self.default, "required": True}
        return tag

    def question_parameter(self):
        parameter = {"id": self.id, "name": self.label, "slug": self.name, "type": self.parameter, "target": self.target}
        if self.default is not None:
            parameter["default"] = self.default
        return parameter

    def dashboard_parameter(self):
        parameter = {"id": self.id, "name": self.label, "slug": self.name, "type": self.parameter, "sectionId": self.section}
        if self.default is not None:
            parameter["default"] = self.default
        return parameter


# The sample shop's last quarter; its present is the first day of 2026.
FILTERS = {
    each.name: each
    for each in (
        Filter("from", "From", "date", "date/single", "date", "2025-10-01"),
        Filter("to", "Until, exclusive", "date", "date/single", "date", "2026-01-01"),
        Filter("platform", "Platform", "text", "string/=", "string"),
        Filter("campaign", "Campaign", "text", "string/=", "string"),
    )
}
