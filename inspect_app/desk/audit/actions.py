"""The actions of the audit in words, in groups; an unknown one stands there by its code."""

from inspect_app.web.language import t

GROUPS = {
    "review": (
        *("inspection.approve", "inspection.return", "inspection.withdraw"),
        *("return.withdraw", "batch.draw", "batch.approve"),
        *("approval.withdraw", "acceptance.reopen", "cosignature.confirm", "cosignature.dispute"),
    ),
    "record": (
        *("record.stored", "record.complete", "record.quarantined", "record.fix"),
        *("record.waiting", "record.draft", "record.vouched", "quarantine.accept"),
        *("quarantine.dismiss", "quarantine.give_way", "quarantine.reopen"),
        *("rescue.open", "rescue.import", "photo.undecodable", "photo.infected", "photo.lost"),
        *("photo.altered", "blob.sweep", "loss.raise", "loss.calm", "loss.resolve"),
    ),
    "correction": (
        *("correction.propose", "correction.order", "correction.amend", "correction.extend"),
        *("correction.decline", "correction.accept", "correction.supplement", "correction.send"),
        *("correction.assign", "correction.release", "correction.resume"),
        *("correction.escalate", "correction.void"),
        *("correction.serve", "correction.on_the_spot", "correction.pass"),
        *("correction.still_failing", "correction.unable", "correction.report", "correction.ask"),
        *("correction.clause", "correction.clause_confirm", "correction.photo"),
        *("correction.photo_back", "correction.remind", "operator_code.open"),
        *("operator_code.tries", "operator_code.replace", "paper.issue", "paper.renew"),
        "paper.void",
    ),
    "register": (
        *("premises.register", "premises.open", "premises.suspended", "premises.closed"),
        *("premises.label", "proposal.accept", "proposal.reject", "checklist.publish"),
    ),
    "figure": (
        *("designation.enter", "designation.confirm", "designation.drop", "designation.revoke"),
        *("designation.ask_revoke", "designation.keep"),
        *("baseline.enter", "baseline.set", "baseline.drop", "reported.enter"),
        *("reported.confirm", "reported.drop", "figures.freeze", "figures.rebuild"),
        *("export.made", "webhook.replay"),
    ),
    "person": (
        *("user.add", "user.disable", "user.enable", "user.erase", "user.export"),
        *("user.scope.add", "user.scope.remove", "password.set", "password.change"),
        *("password.invite", "password.accept", "factor.enrol", "factor.remove", "factor.reset"),
        *("factor.reopen", "factor.recovery.make", "factor.recovery.use", "key.register"),
        *("key.revoke", "notice.read"),
    ),
    "access": (
        *("session.begin", "session.end", "session.prove"),
        *("access.denied", "sign_in.alarm", "sign_in.step"),
        *("client.register", "client.revoke", "drain.issue", "drain.begin"),
    ),
    "instance": ("instance.restore", "history.load", "demo.load", "retention.apply"),
}
KNOWN = frozenset(code for codes in GROUPS.values() for code in codes)


def action_words(code: str) -> str:
    """Return an action in words; of an unknown one its code."""
    return t(f"audit.action.{code}") if code in KNOWN else code


def group_names() -> dict[str, str]:
    """Return the name of each group of actions."""
    return {group: t(f"audit.group.{group}") for group in GROUPS}
