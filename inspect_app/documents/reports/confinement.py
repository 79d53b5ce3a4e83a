"""Confines the process that makes PDFs: it reads fonts and Python, and changes or calls nothing.

Four walls: under root a user of its own, limits of the kernel, folders that alone can be read
(Landlock), and a filter of system calls. Unlike a decoder of photos it needs fonts as it goes on,
and threads.
"""

import ctypes
import os
import resource
import struct
import sys

from inspect_app.photos import confinement

NO_USER, NO_FILTER, NO_FOLDERS = confinement.NO_USER, confinement.NO_FILTER, 4
"""Walls that could not be put up, as bits of the answer of `confine`."""
FOLDERS = ("/usr", "/etc/fonts", "/var/cache/fontconfig", sys.prefix, sys.base_prefix)
# What looks at files that Landlock lets be read, and what Pango's own threads need.
_MORE = (
    *("access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd", "getdents64"),
    *("stat", "lstat", "fstat", "newfstatat", "statx", "statfs", "fstatfs", "fadvise64"),
    *("pread64", "fcntl", "ioctl", "getpid", "gettid", "getrusage", "uname", "prctl"),
    *("rseq", "set_robust_list", "sched_getaffinity"),
)
_FILES = 64
_REFUSE, _ALLOW, _UNKNOWN = 0x00050000 | 1, 0x7FFF0000, 0x00050000 | 38  # EPERM, ENOSYS
_MASKED_EQUAL = 7
_WRITES = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC
_THREAD = 0x00010000  # CLONE_THREAD
_CREATE, _ADD, _RESTRICT = 444, 445, 446  # Landlock's calls, of one number on every machine
_READ_FILE_AND_FOLDER = 0b1100
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NO_NEW_PRIVILEGES = 38


class _Compared(ctypes.Structure):
    """One condition on an argument of a system call, as libseccomp has it."""

    _fields_ = [
        ("number", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("wanted", ctypes.c_uint64),
    ]


def confine(cpu_s: int, memory: int) -> int:
    """Put up every wall there is and return those that are missing, 0 for none."""
    library = confinement.find_library()
    missing = 0 if os.geteuid() != 0 or confinement.take_own_user() else NO_USER
    set_limits(cpu_s, memory)
    if not read_only(FOLDERS):
        missing |= NO_FOLDERS
    return missing if library and filter_calls(library) else missing | NO_FILTER


def set_limits(cpu_s: int, memory: int) -> None:
    """Forbid this process to write files, and limit its memory, CPU time and open files."""
    for what, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        resource.setrlimit(what, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))


def read_only(folders: tuple[str, ...]) -> bool:
    """Let this process read below these folders and nothing else; return False if it cannot be."""
    libc = ctypes.CDLL(None, use_errno=True)
    abi = libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if abi < 1:
        return False
    rights = (1 << _RIGHTS.get(abi, 16)) - 1
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    asked = struct.pack("QQQ", rights, 3, 3)[:size]  # network and scopes, where it knows them
    rules = libc.syscall(_CREATE, asked, ctypes.c_size_t(size), 0)
    for folder in filter(os.path.exists, folders):
        handle = os.open(folder, os.O_PATH)
        rule = struct.pack("=Qi", _READ_FILE_AND_FOLDER, handle)
        libc.syscall(_ADD, rules, 1, rule, 0)
        os.close(handle)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(_RESTRICT, rules, 0) == 0)


def filter_calls(library: ctypes.CDLL) -> bool:
    """Refuse every system call but reading and threads; return False if it failed."""
    rules = library.seccomp_init(_REFUSE)
    if not rules:
        return False

    def add(action: int, name: str, *conditions: _Compared) -> bool:
        number = library.seccomp_syscall_resolve_name(name.encode())
        given = (_Compared * len(conditions))(*conditions)
        of_library = (rules, action, number, len(conditions), given)
        return bool(number < 0 or library.seccomp_rule_add_array(*of_library) == 0)

    added = [add(_ALLOW, name) for name in (*confinement.ALLOWED, *_MORE)]
    added += [
        add(_ALLOW, "openat", _Compared(2, _MASKED_EQUAL, _WRITES, 0)),
        add(_ALLOW, "open", _Compared(1, _MASKED_EQUAL, _WRITES, 0)),
        add(_ALLOW, "clone", _Compared(0, _MASKED_EQUAL, _THREAD, _THREAD)),
        add(_UNKNOWN, "clone3"),  # libc falls back on clone, whose flags can be seen
    ]
    return all(added) and bool(library.seccomp_load(rules) == 0)
