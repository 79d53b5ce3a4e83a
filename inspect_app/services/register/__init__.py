"""What stands on the register: premises, their kinds, the published checklists."""
