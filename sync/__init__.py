"""The sync protocol, domain-free: a host gives it storage and rules through `ports`."""
