"""Confines this process: it opens nothing, signals nobody and starts nothing any more.

Three walls: under root a user of its own, limits of the kernel, and a filter of system calls. It
imports the standard library alone, for the process that decodes photos.
"""

import ctypes
import os
import pwd
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

NO_USER, NO_FILTER = 1, 2
"""Walls that could not be put up, as bits of the answer of `confine`."""
LIBRARY = "libseccomp.so.2"
# All that decoding needs after everything is loaded: memory, and the files that are open already.
ALLOWED = (
    *("read", "write", "lseek", "close", "mmap", "munmap", "mremap", "mprotect", "brk", "madvise"),
    *("futex", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "sched_yield"),
    *("clock_gettime", "getrandom", "restart_syscall", "exit", "exit_group"),
)
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # 1 is EPERM
# Nobody gives out ids that high; where a container knows 65,536 only, the second range serves.
_HIGH, _LOW, _LOW_COUNT = 0x7A00_0000, 61_184, 4_000


def confine(cpu_s: int, memory: int) -> int:
    """Put up every wall there is and return those that are missing, 0 for none."""
    library = find_library()  # after the limits no file can be opened
    missing = 0 if os.geteuid() != 0 or take_own_user() else NO_USER
    set_limits(cpu_s, memory)
    return missing if library and filter_calls(library) else missing | NO_FILTER


def take_own_user() -> bool:
    """Become a user that no account, process or file has; return False if root may not."""
    for number in _free_numbers():
        with suppress(OSError):
            os.setgroups([])
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
            return True
    return False


def _free_numbers() -> Iterator[int]:
    """Yield user ids that are free; the process id makes those of two processes differ."""
    own = os.getpid()
    nearby = (_LOW + (own + step) % _LOW_COUNT for step in range(0, _LOW_COUNT, 61))
    taken = set(_users_of_processes())
    for number in (_HIGH + own, *nearby):
        try:
            pwd.getpwuid(number)
        except KeyError:
            if number not in taken:
                yield number


def _users_of_processes() -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            yield path.stat().st_uid


def set_limits(cpu_s: int, memory: int) -> None:
    """Forbid this process files, sockets and children, and limit its memory and CPU time."""
    for what, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    # At the soft limit a signal ends the process, a second later the kernel does.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))


def find_library() -> ctypes.CDLL | None:
    """Load libseccomp; return None where the system has none."""
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError:
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    rule = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p)
    library.seccomp_rule_add_array.argtypes = rule
    library.seccomp_load.argtypes = [ctypes.c_void_p]
    return library


def filter_calls(library: ctypes.CDLL) -> bool:
    """Refuse this process every system call but those of `ALLOWED`; return False if it failed."""
    rules = library.seccomp_init(_REFUSE)
    if not rules:
        return False
    for name in ALLOWED:
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0 and library.seccomp_rule_add_array(rules, _ALLOW, number, 0, None):
            return False
    return bool(library.seccomp_load(rules) == 0)
