"""The second factor of a user: authenticator apps, passkeys, recovery codes, enrolment."""
