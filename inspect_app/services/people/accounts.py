"""Accounts: people, their scope of areas x kinds, their passwords. Rights end at once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update

from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import Invitation
from inspect_app.models.people import Membership, User
from inspect_app.queries.people import find_user
from inspect_app.services.feed.rows import queue_person
from inspect_app.services.people.actors import require_role
from inspect_app.services.people.passwords import hash_password, password_matches
from inspect_app.services.people.sessions import Visitor, count_visit, end_sessions_of
from inspect_app.services.people.signing_keys import revoke_keys_of
from inspect_app.services.people.throttle import forget_tries
from inspect_app.services.writing.locks import lock_user
from inspect_app.services.writing.transaction import Writing, release_connection, writing
from sync.retry import retry_on_conflict


@retry_on_conflict
def add_user(
    name: str,
    *,
    role: str,
    areas: Iterable[str],
    kinds: Iterable[str],
    password: str | None,
    at: datetime,
    full_name: str | None = None,
    badge: str = "",
    actor: str | None = None,
) -> User:
    """Add an account for areas and kinds that the caller checked; raise `name_taken`.

    Without a password nobody signs in to it until its user accepted an invitation.
    """
    release_connection()
    hashed = password and hash_password(password, role, name, full_name or name)
    scope = [(area, kind) for area in sorted(set(areas)) for kind in sorted(set(kinds))]
    with writing(at) as w:
        if find_user(name) is not None:
            raise problem("name_taken")
        user = User(
            id=uuid7(),
            name=_clean_name(name),
            full_name=full_name or name,
            badge=badge,
            role=role,
            password_hash=hashed,
            created_at=at,
            memberships=[Membership(area=area, kind=kind) for area, kind in scope],
        )
        w.session.add(user)
        w.audit("user.add", f"user:{user.id}", actor, role=role, scope=len(scope))
        _publish(w, user)
    return user


@retry_on_conflict
def change_scope(
    name: str, *, area: str, kind: str, add: bool, at: datetime, actor: str | None = None
) -> None:
    """Add or remove one area of one kind, effective from the user's next request."""
    with writing(at) as w:
        user = _get(w, name)
        held = w.session.get(Membership, (user.id, area, kind))
        if add and held is None:
            w.session.add(Membership(user_id=user.id, area=area, kind=kind))
        elif not add and held is not None:
            user.memberships.remove(held)
        else:
            return
        verb = "add" if add else "remove"
        w.audit(f"user.scope.{verb}", f"user:{user.id}", actor, area=area, kind=kind)


@retry_on_conflict
def disable_user(name: str, *, at: datetime, actor: str | None = None) -> None:
    """Disable an account and end all its sessions; its records stay."""
    with writing(at) as w:
        _require_manager(w, actor)
        user = _get(w, name)
        if user.disabled_at is not None:
            return
        user.disabled_at = at
        end_sessions_of(w, user.id)
        revoke_keys_of(w, user, actor)
        _end_links(w, user.id)
        w.audit("user.disable", f"user:{user.id}", actor)
        _publish(w, user)


@retry_on_conflict
def enable_user(name: str, *, at: datetime, actor: str | None = None) -> None:
    """Enable a disabled account; its user must sign in again."""
    with writing(at) as w:
        _require_manager(w, actor)
        user = _get(w, name)
        if user.disabled_at is None:
            return
        user.disabled_at = None
        w.audit("user.enable", f"user:{user.id}", actor)
        _publish(w, user)


@retry_on_conflict
def set_password(name: str, password: str, *, at: datetime, actor: str | None = None) -> None:
    """Set a user's password for an administrator, and end all the user's sessions."""
    found = find_user(name)
    if found is None:
        raise problem("not_found")
    role, names = found.role, (found.name, found.full_name)
    release_connection()
    hashed = hash_password(password, role, *names)
    with writing(at) as w:
        user = _get(w, name)
        user.password_hash = hashed
        end_sessions_of(w, user.id)
        revoke_keys_of(w, user, actor)
        _end_links(w, user.id)
        w.audit("password.set", f"user:{user.id}", actor)


def change_password(user_id: str, old: str, new: str, visitor: Visitor, *, at: datetime) -> None:
    """Change the user's own password after checking the old one; all sessions end.

    The old one is a try like at a sign-in: a session left open must not guess it.
    """
    user = db.session.get_one(User, user_id)
    stored, role, names = user.password_hash, user.role, (user.name, user.full_name)
    tries = count_visit(names[0], visitor, at)
    release_connection()
    if not password_matches(old, stored):
        raise problem("credentials")
    _forgive(tries, at)  # at once: a new password that is refused was no guess
    _replace_password(user_id, stored, hash_password(new, role, *names), at)


@retry_on_conflict
def _forgive(tries: list[str], at: datetime) -> None:
    with writing(at) as w:
        forget_tries(w, tries)


@retry_on_conflict
def _replace_password(user_id: str, stored: str | None, hashed: str, at: datetime) -> None:
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        if user.password_hash != stored:
            raise problem("stale")
        user.password_hash = hashed
        end_sessions_of(w, user.id)
        _end_links(w, user.id)
        w.audit("password.change", f"user:{user.id}", user.id)


def _end_links(w: Writing, user_id: str) -> None:
    """End every link that could still set a password of this user."""
    unused = (Invitation.user_id == user_id, Invitation.used_at.is_(None))
    w.session.execute(update(Invitation).where(*unused).values(expires_at=w.at))


def _require_manager(w: Writing, actor: str | None) -> None:
    """Raise `role` unless the actor manages people, or is the operator at the command line."""
    if actor is not None:
        require_role(w.session, actor, who_may("manage_people"))


def _clean_name(name: str) -> str:
    if not 0 < len(name) <= 64 or not name.isprintable() or " " in name:
        raise problem("invalid", field="user")
    return name


def _publish(w: Writing, user: User) -> None:
    # Phones know inspectors alone; whoever never was one leaves no tombstone, either.
    if user.role in who_may("inspect"):
        queue_person(w, user)


def _get(w: Writing, name: str) -> User:
    user = lock_user(w.session, name)
    if user is None:
        raise problem("not_found")
    return user
