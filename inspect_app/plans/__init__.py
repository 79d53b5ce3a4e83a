"""The plans as data: one YAML file per district and period, and the code that reads it."""
