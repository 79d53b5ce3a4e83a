"""The checklists: data, one YAML file each, and the code that publishes them."""
