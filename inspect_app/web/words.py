"""Names of kinds, results, states and areas in the reader's language, for templates."""

from inspect_app.domain import vocabulary
from inspect_app.models.inspections import Revision
from inspect_app.plans.load import current_plan
from inspect_app.web.language import current_language


def kind_name(kind: str) -> str:
    """Return a kind's name, such as 中小学食堂."""
    return _own(vocabulary.KINDS[kind])


def result_name(result: str | None, kind: str) -> str:
    """Return a result's name at this kind of premises, such as 符合; a dash without a result."""
    if result is None:
        return "—"
    return _own(vocabulary.RESULTS_OF_KIND.get((kind, result), vocabulary.RESULTS[result]))


def result_passes(result: str | None) -> bool | None:
    """Whether a result passes; None while nothing was decided, or where it says neither."""
    return vocabulary.RESULTS[result].passes if result else None


def passed_of(revision: Revision) -> bool | None:
    """Whether a revision's result passes; None for one that says neither, whatever was stored."""
    return None if result_passes(revision.result) is None else revision.passed


def weight_class(weight: str) -> str:
    """Return the CSS class of the tag that shows an item's class, such as weight-veto."""
    return f"weight-{(vocabulary.CLASSES | vocabulary.SCORED_CLASSES)[weight].tag}"


def weight_name(weight: str, vetoes: str | None = None) -> str:
    """Return the name of an item's class; a veto is named by what it takes away, if known."""
    if weight == "veto" and vetoes:
        return _own(vocabulary.VETOES[vetoes])
    return _own((vocabulary.CLASSES | vocabulary.SCORED_CLASSES)[weight])


def list_name(code: str) -> str:
    """Return a checklist's name, such as 竣工验收; empty where its kind has only one."""
    return _own(vocabulary.LISTS[code]) if code in vocabulary.LISTS else ""


def state_name(state: str) -> str:
    """Return a revision state's name, such as 复核通过."""
    return _own(vocabulary.STATES[state])


def status_name(status: str) -> str:
    """Return a premises status's name, such as 在营."""
    return _own(vocabulary.PREMISES_STATUS[status])


def role_name(role: str) -> str:
    """Return a role's name, such as 复核员."""
    return _own(vocabulary.ROLES[role])


def area_name(code: str) -> str:
    """Return an area's name, such as 曹杨新村街道; the code of an unknown area."""
    area = current_plan().find_area(code)
    return str(getattr(area, current_language())) if area else code


def short_area(code: str) -> str:
    """Return an area's name without its rank, such as 曹杨新村."""
    name = area_name(code)
    for rank in ("街道", " Subdistrict", " Town"):
        name = name.removesuffix(rank)
    return name


def _own(words: vocabulary.Words) -> str:
    return words.zh if current_language() == "zh" else words.en
