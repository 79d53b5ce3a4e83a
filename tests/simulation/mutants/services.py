"""Lines of the server's services and stores: noticed by the real server."""

from tests.simulation.mutants import Mutant

FOLDER = "inspect_app/storage/folder.py"
UPLOADS = "inspect_app/services/photos/uploads.py"
STORE = "inspect_app/services/intake/store.py"
EFFECTS = "inspect_app/services/intake/effects.py"

SERVICES = (
    Mutant(
        "the answer is given before the commit",
        "inspect_app/services/intake/inbox.py",
        "            with writing() as w:\n"
        "                yield SqlTransaction(w, self.storage, self.actor_id)\n",
        "            from contextlib import suppress\n\n"
        "            with suppress(Busy), writing() as w:\n"
        "                yield SqlTransaction(w, self.storage, self.actor_id)\n"
        "                raise Busy\n",
        "sqlite",
    ),
    Mutant(
        "a photo counts before its bytes are durable",
        UPLOADS,
        "        self.storage.keep(part, upload.sha256)\n",
        "        with writing() as w:\n"
        "            add_owner(w, upload.user, upload.sha256)\n"
        '        failpoint("blob.stored")\n'
        "        self.storage.keep(part, upload.sha256)\n",
        "sqlite",
        seed=36,
    ),
    Mutant(
        "bytes are not synced before they are named",
        FOLDER,
        "        if self.durable:\n            _sync(part)\n",
        "",
        "sqlite",
        seed=24,
    ),
    Mutant(
        "the name of a photo is not synced",
        FOLDER,
        "        if self.durable:\n            _sync(target.parent)\n",
        "",
        "sqlite",
        seed=24,
    ),
    Mutant(
        "the folder of a photo is not synced",
        FOLDER,
        "        _sync(folder.parent)\n",
        "",
        "sqlite",
        seed=24,
    ),
    Mutant(
        "whatever the server has counts as the sender's own",
        STORE,
        "return list_missing(user, hashes)",
        "return [one for one in hashes if not self.storage.has(one)]",
        "sqlite",
    ),
    Mutant(
        "an inspection counts before its photos are there",
        EFFECTS,
        "apply_inspection(work, incoming, 0 if durable else 1)",
        "apply_inspection(work, incoming, 0)",
        "sqlite",
    ),
    Mutant(
        "the sweep removes bytes that a record names",
        "inspect_app/services/photos/photo_gc.py",
        "        select(SyncRecordBlob.sha256).where(SyncRecordBlob.sha256.in_(names)),\n",
        "",
        "sqlite",
        seed=252,
    ),
    Mutant(
        "a sealed draft stays among the open ones",
        "inspect_app/services/feed/author_rows.py",
        '    work.queue_tombstone(user_scope(draft.user), "draft", draft.record.id)\n',
        "    pass\n",
        "sqlite",
    ),
)
