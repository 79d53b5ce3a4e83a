"""The subcommands of `inspect-app`, one file per subject."""
