"""Random histories in which every rule is met often: few places, few days, mostly sound records."""

from random import Random

from inspect_app.plans.load import current_plan

PLAN = current_plan()
AREAS = [area.code for area in PLAN.areas[:3]]
TITLES = [target.id for target in PLAN.targets if target.is_designated]
COUNTS = [target.id for target in PLAN.targets if target.is_count]
# The plan's edges, leap days and birthdays, so that ties and borders are met again and again.
DAYS = [
    *("2020-02-29", "2020-12-31", "2021-01-01", "2021-02-28", "2022-02-28", "2022-03-01"),
    *("2023-02-28", "2023-03-01", "2023-12-31", "2024-02-29", "2025-02-28", "2025-03-01"),
]
LONG_AGO = "2020-02-01T08:00:00+08:00"
KINDS = ["canteen_school", "canteen_elderly", "market", "stall", "food_shop"]
OUTCOMES = ["pass", "pass", "pass_with_list", "fail", "void", "unable", None]


class Maker:
    """One seed, one history."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.places = [self.place(at) for at in range(12)]
        self.ids = [row["id"] for row in self.places] + ["nowhere"]

    def day(self):
        return self.chance.choice(DAYS)

    def moment(self):
        hour = self.chance.choice(["00:00:00", "12:00:00", "23:59:59"])
        return f"{self.day()}T{hour}{self.chance.choice(['+08:00', '+00:00', '-05:00'])}"

    def mostly(self, value, *others):
        """Three times in four the first."""
        return self.chance.choice(others) if self.chance.random() < 0.25 else value

    def early(self):
        return self.mostly(LONG_AGO, self.moment())

    def history(self):
        visits = [self.visit(at) for at in range(self.chance.randrange(30))]
        visits += [self.acceptance(at) for at in range(self.chance.randrange(12))]
        self.chance.shuffle(visits)
        return {
            "plan": {"start": "2021-01-01", "end": "2023-12-31"},
            "baselines": {"consumer-unit": self.chance.randrange(3000)},
            "baselines_from": [self.baseline() for _ in range(self.chance.randrange(4))],
            "premises": self.places,
            "inspections": visits,
            "designations": [self.title() for _ in range(self.chance.randrange(12))],
        }

    def place(self, at):
        kinds = ["elevator", "elevator", "construction_site", *KINDS]
        kind = kinds[at % len(kinds)]
        attrs = getattr(self, f"{kind.split('_')[0]}_attrs", dict)
        return {
            "id": f"{kind}-{at}",
            "kind": kind,
            "area": self.chance.choice(AREAS),
            "attrs": attrs(),
            "attrs_from": [self.dated("attrs", attrs()) for _ in range(self.mostly(0, 1, 2, 3))],
            "area_from": [
                self.dated("area", self.chance.choice(AREAS)) for _ in range(self.mostly(0, 1, 2))
            ],
            "registered_on": self.mostly("2020-02-01", self.day()),
            "recorded_at": self.early(),
            "status": [self.status() for _ in range(self.mostly(0, 1, 2, 3))],
        }

    def dated(self, name, value):
        return {"from": self.day(), name: value, "recorded_at": self.early()}

    def baseline(self):
        change = self.dated("n", self.chance.randrange(3000))
        return change | {"target": self.chance.choice(COUNTS)}

    def elevator_attrs(self):
        born = self.mostly("2006-03-01", "2008-02-29", "2007-03-01", "2008-03-01", "2001", None)
        return {
            "residential": self.mostly(True, False, None),
            "device_code": self.chance.choice(["D1", "D2", ""]),
            "in_service_on": born,
            "made_on": self.mostly(None, "2008-02-29"),
        }

    def construction_attrs(self):
        return {"major": self.mostly(True, False, None)}

    def canteen_attrs(self):
        return {
            "stage": self.mostly("小", "幼"),
            "no_kitchen": self.mostly(False, True),
            "community_meals": self.mostly(False, True),
        }

    def status(self):
        return {
            "from": self.day(),
            "status": self.chance.choice(["open", "suspended", "closed"]),
            "reason": "",
            "recorded_at": self.moment(),
        }

    def visit(self, at, **more):
        revs = self.chance.choice([[1], [1], [1, 2], [2, 1], [1, 2, 3]])
        return {
            "id": f"v{at}",
            "premises": self.chance.choice(self.ids),
            "checklist": "any",
            "on": self.day(),
            "revisions": [self.revision(rev) for rev in revs],
            **more,
        }

    def acceptance(self, at):
        sites = [row["id"] for row in self.places if row["kind"] == "construction_site"]
        work = self.chance.choice(["u", "v", "w", "x"])
        return self.visit(
            at,
            id=f"a{at}",
            checklist="construction-acceptance",
            premises=sites["uvwx".index(work) % len(sites)],
            unit_work=work,
            reopened_at=self.mostly(None, self.moment()),
        )

    def revision(self, rev):
        return {
            "rev": rev,
            "received_at": self.early(),
            "complete": self.mostly(True, False),
            "covered": self.mostly(True, False, None),
            "passed": self.mostly(True, False, None),
            "outcome": self.chance.choice(OUTCOMES),
            "reviews": [self.review() for _ in range(self.mostly(1, 0, 2, 3))],
        }

    def review(self):
        return {"at": self.moment(), "action": self.mostly("approve", "return", "withdraw")}

    def title(self):
        return {
            "target": self.chance.choice(TITLES),
            "key": self.chance.choice(["k", "l", "m"]),
            "area": self.chance.choice(AREAS),
            "premises": self.chance.choice([*self.ids, None]),
            "named_on": self.day(),
            "recorded_at": self.early(),
            "revoked_on": self.mostly(None, self.day()),
            "revocation_recorded_at": self.mostly(None, self.moment()),
        }
