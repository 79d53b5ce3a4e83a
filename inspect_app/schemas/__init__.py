"""What may enter and leave: explicit fields, per direction."""
