"""Tables, one file per subject; no behaviour. `inspect_app.models.all` imports them all."""
