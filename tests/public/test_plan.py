"""The plan's progress for everyone: the same counting as the command line's."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from inspect_app.domain.figures.counting import AsOf
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.targets import list_figures
from inspect_app.services.review.reported import enter_reported
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON
from tests.services.test_reported import report, set_by_two
from tests.signing import PAGE


def shown(client: FlaskClient, day: str) -> str:
    response = client.get(f"/plan?as_of={day}", headers=PAGE)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("day", ["x", "2022-02-30", "<script>"])
def test_a_day_that_is_none_is_told_as_such(client: FlaskClient, day: str) -> None:
    assert client.get(f"/plan?as_of={day}", headers=PAGE).status_code == 422


def test_every_target_of_the_plan_is_there(client: FlaskClient) -> None:
    text = client.get("/plan", headers=PAGE).text
    assert all(target.zh in text for target in current_plan().targets)
    assert "<script" not in text and len(text.encode()) < 40_000


def test_the_figures_are_those_of_the_counting(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, make_premises())
    make_premises()
    make_premises()
    approve(chen.id, id, 1, at=NOON + timedelta(hours=2))
    figure = list_figures(current_plan(), AsOf(date(2022, 9, 20)))[0]
    assert (figure.numerator, figure.denominator, figure.value) == (1, 3, "33.3")
    text = shown(client, "2022-09-20")
    assert "33.3%" in text and "1 / 3" in text


def test_it_names_its_day_and_what_comes_after_the_plan(client: FlaskClient) -> None:
    assert '截至 <time datetime="2022-09-20">2022年9月20日</time>' in shown(client, "2022-09-20")
    assert "计划期后延续" in shown(client, "2024-05-01")
    assert "计划期后延续" not in shown(client, "2023-12-31")


def test_reported_figures_stand_below_marked_and_only_once_two_confirmed_them(
    client: FlaskClient,
) -> None:
    one, other = (make_user(name, role="administrator") for name in ("sun", "zhou"))
    enter_reported(one.id, report("47"), at=NOON)
    text = shown(client, "2023-01-01")
    assert "47" not in text.split('id="reported"')[1] and "还没有" in text
    set_by_two(one, other, report("41"))
    above, below = shown(client, "2023-01-01").split('id="reported"')
    assert "新增首店" not in above and "41 家" in below and "达到 60 家" in below
    assert '<span class="reported-tag">填报</span>' in below.split("新增首店")[1][:80]
    assert "示例-17" not in below and one.full_name not in below
