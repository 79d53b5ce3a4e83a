"""Every list that can be exported, by name; a new list is one module and one entry here."""

from inspect_app.queries.exports.audit import AUDIT
from inspect_app.queries.exports.baselines import BASELINE_CHANGES, BASELINES
from inspect_app.queries.exports.corrections import CORRECTIONS
from inspect_app.queries.exports.designations import DESIGNATIONS
from inspect_app.queries.exports.inspections import REVIEWS, VISITS
from inspect_app.queries.exports.lists import ExportedList
from inspect_app.queries.exports.people import PEOPLE
from inspect_app.queries.exports.phones import LOSSES, PHONES
from inspect_app.queries.exports.photos import PHOTOS
from inspect_app.queries.exports.premises import PREMISES
from inspect_app.queries.exports.proposals import PROPOSALS
from inspect_app.queries.exports.quarantine import QUARANTINE
from inspect_app.queries.exports.targets import FIGURES, TARGET

LISTS: dict[str, ExportedList] = {
    one.name: one
    for one in (
        *(PREMISES, VISITS, REVIEWS, FIGURES, TARGET, DESIGNATIONS, BASELINES, BASELINE_CHANGES),
        *(PROPOSALS, QUARANTINE, PHONES, LOSSES, PEOPLE, PHOTOS, CORRECTIONS),
        AUDIT,
    )
}
