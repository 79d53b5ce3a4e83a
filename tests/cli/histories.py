"""A small history as a file, and the figures that come of it."""

import copy

NOTHING = {
    "plan": {"start": "2021-01-01", "end": "2023-12-31"},
    "baselines": {},
    "premises": [],
    "inspections": [],
    "designations": [],
}
SCHOOL = {
    "id": "S/1 某校",
    "kind": "canteen_school",
    "area": "310107005",
    "attrs": {"stage": "小"},
    "registered_on": "2020-09-01",
    "recorded_at": "2020-09-01T09:00:00+08:00",
    "status": [],
}
VISIT = {
    "id": "V1",
    "premises": "S/1 某校",
    "checklist": "canteen-school",
    "on": "2022-03-01",
    "revisions": [
        {
            "rev": 1,
            "received_at": "2022-03-01T12:00:00+08:00",
            "complete": True,
            "covered": True,
            "passed": False,
            "outcome": "nonconform",
            "reviews": [{"at": "2022-03-02T12:00:00+08:00", "action": "approve"}],
        }
    ],
}
TITLE = {
    "target": "consumer-unit",
    "key": "K",
    "area": "310107005",
    "named_on": "2022-01-01",
    "recorded_at": "2022-01-02T00:00:00+08:00",
    "revoked_on": None,
}
WHOLE = NOTHING | {
    "baselines": {"consumer-unit": 2000},
    "premises": [SCHOOL],
    "inspections": [VISIT],
    "designations": [TITLE],
}


def changed(*path, value):
    """The whole history with one value replaced, or taken away where `value` is `...`."""
    content = copy.deepcopy(WHOLE)
    *steps, last = path
    spot = content
    for step in steps:
        spot = spot[step]
    if value is ...:
        del spot[last]
    else:
        spot[last] = value
    return content


def figures(tell, *options):
    result = tell("targets", "--json", "--as-of", "2022-12-31", *options).json
    return {row["id"]: row for row in result["targets"]}
