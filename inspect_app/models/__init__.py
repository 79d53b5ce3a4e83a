"""Tables, one file per subject; no behaviour. Importing `inspect_app.models.all` knows them all."""
