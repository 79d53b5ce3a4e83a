"""One of everything that an address can name, near and far, made as people and phones make it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.domain.papers.kinds import RECORD
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection
from inspect_app.models.notices import Notice
from inspect_app.models.papers import Paper
from inspect_app.models.people import Session, User
from inspect_app.models.premises import Premises
from inspect_app.models.rescue import PossibleLoss
from inspect_app.models.review_batches import ReviewBatch
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.review_views import list_views
from inspect_app.services.exports.entries import Exported, keep_export
from inspect_app.services.figures.month_ends import freeze_month_ends
from inspect_app.services.papers.issuing import issue_papers
from inspect_app.services.people.accounts import disable_user
from inspect_app.services.people.sessions import digest_of
from inspect_app.services.photos.attachments import keep_attachment
from inspect_app.services.review.baselines import Reached, enter_baseline
from inspect_app.services.review.designations import Naming, enter_title
from inspect_app.services.review.reported import Report, enter_reported
from inspect_app.services.review.saved_views import save_view
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from tests.authority.matrix import ABSENT, CALLERS, FAR, NEAR, OWNERS
from tests.bodies import MadeBody, make_body, spoken
from tests.desk.rescue_tar import rescue_of
from tests.desk.test_rescue import opened
from tests.makers import CAOYANG, TAOPU, checklist_row, make_premises, make_user, sha256
from tests.phone.phones import Phone, entry, plain, ready_phone
from tests.phone.test_proposals import proposal, told
from tests.photos.sounds import webm

AREAS = {NEAR: CAOYANG, FAR: TAOPU}
NAMES = {NEAR: "近处食堂（示例）", FAR: "远处食堂（示例）"}
KINDS = ("canteen_school", "food_shop")
NOW = datetime.now(UTC)
MONTH_END = date(2021, 1, 31)


@dataclass
class Place:
    """The ids of what lies at one place, by the name that an address gives them."""

    premises: Premises
    made: MadeBody
    photo: str
    ids: dict[str, str] = field(default_factory=dict)


class Objects:
    """People of every kind with a session each, and two places with one of everything."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.users = {
            one.name: self._user(one.name, one.role, one.area) for one in CALLERS if one.role
        }
        self.users["second"] = self._user("second", "inspector", FAR)
        self.phones = {name: ready_phone(app, self.users[name]) for name in ("lin", "far")}
        self.places = {place: self._place(place) for place in (NEAR, FAR)}
        self._quarantine()
        self.tokens = {one.name: self._token(one.name) for one in CALLERS}
        freeze_month_ends(datetime(2021, 2, 2, tzinfo=UTC))
        disable_user("revoked", at=NOW)

    def _user(self, name: str, role: str, area: str | None) -> User:
        return make_user(name, role=role, areas=[AREAS[area or NEAR]], kinds=KINDS)

    def _place(self, place: str) -> Place:
        author, second = self.users[OWNERS["own"][place]], self.users[OWNERS["named"][place]]
        premises = make_premises(area=AREAS[place], name=NAMES[place])
        made = make_body(author, second, premises, no_position=f"{NAMES[place]}的说明")
        phone, id = self.phones[author.name], uuid7()
        heard = webm(codec=b"A_OPUS", blocks=len(place))
        made = spoken(made, id, next(iter(made.body["photos"])), heard)
        phone.upload_all(made)
        (result,) = phone.push(entry(made, id))
        assert result["verdict"] == "stored"
        photo = next(iter(made.body["photos"].values()))[0]["sha256"]
        found = Place(premises, made, photo)
        found.ids = {
            "inspection_id": id,
            "premises_id": premises.id,
            "token": premises.tokens[0].token,
            "user_id": author.id,
            "client_id": phone.client_id,
            "session_id": self._session_of(author),
            "sha256": photo,
            "voice": sha256(heard),
            "designation_id": uuid7(),
            "entry_id": uuid7(),
            "delivery_id": uuid7(),
            "notice_id": self._notice(premises, id),
            "figure_id": uuid7(),
            "loss_id": self._loss(author, phone),
            "proposal_id": self._proposal(phone, premises, made, photo),
            "import_id": self._import(place, made),
            "exported": self._export(place),
            "batch_id": self._batch(place),
            "upload": self._upload(phone),
            "correction_id": self._correction(id, premises, photo),
            "guest": self._user(f"guest-{place}", "inspector", place).id,
            **self._paper(id, author),
        }
        return found

    def _session_of(self, user: User) -> str:
        return str(db.session.query(Session).filter_by(user_id=user.id).first().id)

    def _paper(self, inspection: str, author: User) -> dict[str, str]:
        with writing(NOW) as w:
            issue_papers(w, w.session.get_one(Inspection, inspection), [], author.id)
        paper = db.session.query(Paper).filter_by(inspection_id=inspection, kind=RECORD).one()
        return {"paper_id": paper.id, "digest": paper.versions[-1].digest}

    def _title(self, place: str) -> str:
        shop = make_premises(kind="food_shop", area=AREAS[place], name=NAMES[place])
        named = Naming("食品经营示范店", "区级", "文号（示例）", date(2022, 9, 1), None)
        return enter_title(self.users["ming"].id, shop.id, named, at=NOW)

    def _baseline(self) -> str:
        reached = Reached("consumer-unit", 1, date(2020, 12, 31), "文号（示例）")
        return enter_baseline(self.users["ming"].id, reached, at=NOW)

    def _reported(self) -> str:
        told = Report("first-store", "plan", ["41"], date(2022, 6, 30), "文号（示例）")
        storage = open_storage(self.app.config["SETTINGS"].storage)
        file = keep_attachment(storage, b"%PDF-1.7", "a.pdf")
        return enter_reported(self.users["ming"].id, told, file, at=NOW)

    def _notice(self, premises: Premises, inspection_id: str) -> str:
        """A correction of the inspection, and what the desk of its street is told of it."""
        row = CorrectionRow(id=uuid7(), inspection_id=inspection_id, rev=1, item="x", weight="key")
        row.premises_id, row.measure, row.state, row.proposed_at = (
            premises.id,
            "order",
            "ordered",
            NOW,
        )
        notice = Notice(id=uuid7(), kind="overdue", correction_id=row.id, at=NOW)
        notice.premises_id = premises.id
        db.session.add(row)
        db.session.flush()
        db.session.add(notice)
        db.session.commit()
        return notice.id

    def _loss(self, user: User, phone: Phone) -> str:
        loss = PossibleLoss(id=uuid7(), user_id=user.id, client_id=phone.client_id, why="emptied")
        loss.announced, loss.announced_at, loss.raised_at = 3, NOW, NOW
        db.session.add(loss)
        db.session.commit()
        return loss.id

    def _proposal(self, phone: Phone, place: Premises, made: MadeBody, photo: str) -> str:
        shot = next(iter(made.body["photos"].values()))[0]
        body = told(proposal(phone.user, place, about="code", photos=[shot]), "name")
        blob = [one for one in made.blobs if one["sha256"] == photo]
        (result,) = phone.push(plain("proposal", uuid7(), body) | {"blobs": blob})
        assert result["verdict"] == "stored"
        return str(result["id"])

    def _import(self, place: str, made: MadeBody) -> str:
        file = rescue_of(made, entry(made, uuid7()))
        return opened(self.app, OWNERS["imported"][place], file).rsplit("/", 1)[-1]

    def _export(self, place: str) -> str:
        made = Exported(
            id=uuid7(),
            kind="premises",
            format="csv",
            filters={"q": NAMES[place]},
            as_of=NOW.date(),
            scope={"whole": True},
            rows=1,
            sha256=sha256(NAMES[place].encode()),
        )
        keep_export(self.users[OWNERS["exported"][place]].id, made, at=NOW)
        return made.id

    def _batch(self, place: str) -> str:
        batch = ReviewBatch(id=uuid7(), filters={}, digest="0" * 64, made_at=NOW)
        batch.user_id = self.users[OWNERS["saved"][place]].id
        db.session.add(batch)
        db.session.commit()
        return batch.id

    def _view(self, place: str) -> str:
        owner = self.users[OWNERS["saved"][place]].id
        save_view(owner, NAMES[place], "kind=market", at=NOW)
        return list_views(owner)[0].id

    def _correction(self, inspection: str, premises: Premises, photo: str) -> str:
        """A reported correction with a photo of its operator."""
        row = CorrectionRow(
            id=uuid7(),
            inspection_id=inspection,
            rev=1,
            premises_id=premises.id,
            item="wash.store",
            weight="general",
            measure="order",
            days=3,
            state="reported",
            proposed_at=NOW,
            steps=1,
        )
        step = CorrectionStep(
            id=uuid7(),
            correction_id=row.id,
            number=1,
            move="report",
            who="operator",
            before="ordered",
            after="reported",
            on=NOW.date(),
            at=NOW,
        )
        shot = CorrectionPhoto(
            correction_id=row.id, sha256=photo, position=1, step_id=step.id, source="web", size=1
        )
        shot.added_at = NOW
        for one in (row, step, shot):
            db.session.add(one)
            db.session.flush()
        db.session.commit()
        return row.id

    def _upload(self, phone: Phone) -> str:
        answer = phone.create(b"x" * 100, body=b"x" * 10)
        return str(answer.headers["Location"]).rsplit("/", 1)[-1]

    def _quarantine(self) -> None:
        """Each author sends something about the other's place, where he may not inspect."""
        for place, other in ((NEAR, "far"), (FAR, "lin")):
            author = self.users[other]
            helper = self.users[OWNERS["named"][FAR if place == NEAR else NEAR]]
            made = make_body(author, helper, self.places[place].premises)
            phone = self.phones[other]
            phone.upload_all(made)
            (result,) = phone.push(entry(made, uuid7()))
            assert result["code"] == "out_of_scope"
            row = db.session.query(SyncRecord).filter_by(digest=made.digest).one()
            photo = next(iter(made.body["photos"].values()))[0]["sha256"]
            self.places[place].ids |= {"record_pk": str(row.pk), "quarantined": photo}

    def _token(self, name: str) -> str | None:
        if name == "stranger":
            return None
        if name == "drain":
            return self.new_token(self.users["second"], drain=True)
        user = self.users.get(name) or make_user(name, role="supervisor", areas=[CAOYANG])
        self.users[name] = user
        return self.new_token(user)

    def new_token(self, user: User, drain: bool = False) -> str:
        """Begin a session as a sign-in or a drain code does, without a password."""
        token, at = uuid7(), datetime.now(UTC)
        row = Session(id=uuid7(), token_hash=digest_of(token), user_id=user.id, agent="")
        row.created_at, row.seen_at, row.expires_at = at, at, at + timedelta(days=1)
        row.proven_at = at  # who asks was asked for the password just now
        row.drain, row.client_id = drain, uuid7() if drain else None
        db.session.add(row)
        db.session.commit()
        return token

    def arguments(self, rule: str, place: str) -> dict[str, Any]:
        """Return what the address names, near, far, or something that does not exist."""
        known = self.places[NEAR if place == ABSENT else place].ids
        absent = {name: uuid7() for name in known} | {"record_pk": "999999", "sha256": "e" * 64}
        ids = dict(absent if place == ABSENT else known)
        if rule.startswith("/desk/quarantine"):
            ids["sha256"] = ids["quarantined"] if place != ABSENT else "e" * 64
        if rule.startswith("/desk/voice"):
            ids["sha256"] = ids["voice"] if place != ABSENT else "e" * 64
        if rule.startswith("/desk/people"):
            ids["user_id"] = ids["guest"]  # who is disabled there asks for nothing here
        if "<entry_id>" in rule and place != ABSENT:
            ids["entry_id"] = self._baseline()
        if "<figure_id>" in rule and place != ABSENT:
            ids["figure_id"] = self._reported()
        if rule.startswith("/desk/exports"):
            ids["entry_id"] = known["exported"] if place != ABSENT else uuid7()
        if "<view_id>" in rule:
            ids["view_id"] = self._view(place) if place != ABSENT else uuid7()
        if "<designation_id>" in rule and place != ABSENT:
            ids["designation_id"] = self._title(place)  # another call may have ended the last one
        others = {
            "id": ids["upload"] if "uploads" in rule else ids["inspection_id"],
            "collection": "inspection",
            "rev": "1",
            "code": "canteen-school",
            "version": checklist_row().version,
            "target_id": "canteen-school",
            "day": MONTH_END.isoformat(),
            "manual_id": "first-store",
            "filename": "missing.js",
            "item": "x",
            "name": "premises",
            "move": "extend",
        }
        return others | ids
