"""The phone's site: the app's shell, and the protocol over HTTP."""
