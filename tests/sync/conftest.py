"""A host that keeps everything in memory."""

import pytest

from tests.sync.memory import MemoryHost


@pytest.fixture
def host() -> MemoryHost:
    return MemoryHost()
